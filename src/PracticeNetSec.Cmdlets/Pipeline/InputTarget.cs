// SPDX-License-Identifier: MIT
using System.Management.Automation;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>The target that one pipeline object names.</summary>
/// <param name="Host">Address or name.</param>
/// <param name="Practice">The practice it belongs to, when known.</param>
/// <param name="Router">The router examination that was piped in, or that led to the server that was.</param>
/// <param name="Server">The server examination that was piped in.</param>
/// <param name="IsPort">True where a measured port was piped in: a scan brings one for each port of a host.</param>
internal sealed record InputTarget(string Host, Practice? Practice = null, RouterExposure? Router = null, ShareReachability? Server = null, bool IsPort = false)
{
    /// <summary>True where nothing but a device names the host.</summary>
    public bool IsReportedOnly => Router?.IsReportedOnly(Host) == true;

    /// <summary>Whether the host may be contacted; false after an error, where nothing but a device names it and the caller did not ask for that.</summary>
    /// <param name="cmdlet">Writes the error.</param>
    /// <param name="input">The pipeline object.</param>
    /// <param name="isIncluded">True with -IncludeReportedAddress.</param>
    public bool MayBeContacted(Cmdlet cmdlet, PSObject input, bool isIncluded)
    {
        if (isIncluded || !IsReportedOnly)
        {
            return true;
        }

        cmdlet.WriteError(Errors.From(
            new InputException("ReportedAddress", $"'{InputException.Quote(Host)}' was reported by a device ({InputException.Quote(Router!.ComputerName)}) and was not contacted: a device can report anyone's address. Name the address yourself where it is the practice's, or use -IncludeReportedAddress; with that switch no credential is sent there."),
            input));
        return false;
    }

    /// <summary>Reads one pipeline object by the same rules for every cmdlet; null after an error.</summary>
    /// <param name="cmdlet">Writes the error.</param>
    /// <param name="input">A host name, an address, a measured port, a practice, a router or a server examination.</param>
    /// <param name="inside">True where the private address of a practice's router is meaningful.</param>
    public static InputTarget? Read(Cmdlet cmdlet, PSObject input, bool inside) => Of(cmdlet, cmdlet.Read(input), input, inside);

    /// <summary>The same for an object that was already read.</summary>
    public static InputTarget? Of(Cmdlet cmdlet, object? read, PSObject input, bool inside)
    {
        switch (read)
        {
            case null:
                return null;
            case string or IPAddress or PortResult:
                return new InputTarget(CmdletInput.HostOf(read)!, IsPort: read is PortResult);
            case RouterExposure router:
                return new InputTarget(router.WanAddress ?? router.ComputerName, router.Practice, router);
            case ShareReachability server:
                return new InputTarget(server.ComputerName, server.Practice, server.RouterExposure, server);
            case Practice practice when AddressOf(practice, inside) is string address:
                return new InputTarget(address, practice);
            case Practice practice:
                cmdlet.WriteError(Errors.From(new InputException("PracticeWithoutAddress", $"Practice '{practice.PracticeId}' has neither a WanAddress nor a RouterAddress: one of them is needed to check anything."), input));
                return null;
            default:
                cmdlet.WriteUnusable(input, "a host name, a practice or a router examination");
                return null;
        }
    }

    private static string? AddressOf(Practice practice, bool inside) =>
        inside ? practice.RouterAddress ?? practice.WanAddress : practice.WanAddress ?? practice.RouterAddress;
}
