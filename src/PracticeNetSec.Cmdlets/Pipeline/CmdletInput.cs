// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Reads what several cmdlets take in the same form; what cannot be used becomes one error and is left out.</summary>
internal static class CmdletInput
{
    /// <summary>The ports of a -Port parameter, or the default ones when it was not given.</summary>
    public static IReadOnlyList<int> ReadPorts(this Cmdlet cmdlet, string[]? texts)
    {
        if (texts is null)
        {
            return PortList.Default;
        }

        List<int> ports = new();
        foreach (string text in texts)
        {
            try
            {
                ports.AddRange(PortList.Parse(text));
            }
            catch (InputException error)
            {
                cmdlet.WriteError(Errors.From(error, text));
            }
        }

        return ports.Distinct().ToArray();
    }

    /// <summary>One pipeline object as itself, rebuilt where it was saved in between; null after an error.</summary>
    public static object? Read(this Cmdlet cmdlet, PSObject input)
    {
        try
        {
            return Rehydration.Restore(input);
        }
        catch (InputException error)
        {
            cmdlet.WriteError(Errors.From(error, input));
            return null;
        }
    }

    /// <summary>The host or hosts that a pipeline object stands for.</summary>
    public static IEnumerable<string> ReadHosts(this Cmdlet cmdlet, PSObject input)
    {
        switch (cmdlet.Read(input))
        {
            case null:
                return Array.Empty<string>();
            case string name:
                return new[] { name };
            case Practice practice when (practice.WanAddress ?? practice.RouterAddress) is string address:
                return new[] { address };
            case RouterExposure exposure:
                return new[] { exposure.WanAddress ?? exposure.ComputerName };
            case ShareReachability share:
                return new[] { share.ComputerName };
            case PortResult or IPAddress:
                return new[] { HostOf(input)! };
            default:
                cmdlet.WriteUnusable(input, "a host name, a practice or a router examination");
                return Array.Empty<string>();
        }
    }

    /// <summary>The host that a name, an address or a measured port stands for; null for anything else.</summary>
    public static string? HostOf(object input) => (input is PSObject wrapped ? Rehydration.Restore(wrapped) : input) switch
    {
        string name => name,
        IPAddress address => address.ToString(),
        PortResult port => port.ComputerName.Length > 0 ? port.ComputerName : port.Address,
        _ => null,
    };

    /// <summary>Says that a pipeline object is nothing this cmdlet can use.</summary>
    public static void WriteUnusable(this Cmdlet cmdlet, PSObject input, string wanted)
    {
        object known = Rehydration.Restore(input);
        string type = (known is PSObject ? input.BaseObject : known).GetType().Name;
        cmdlet.WriteError(Errors.From(new InputException("UnusableInput", $"An object of type {type} cannot be used here. Pass {wanted}."), input));
    }
}
