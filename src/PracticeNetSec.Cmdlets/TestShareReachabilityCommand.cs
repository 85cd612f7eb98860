// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Reports what an unauthenticated user could do with the Windows shares behind an address: with a null session and as guest, list,
/// read or write. Rights are read from what the server grants; nothing is written, created or opened for data.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "ShareReachability", DefaultParameterSetName = "ComputerName")]
[OutputType(typeof(ShareReachability), typeof(bool))]
public sealed class TestShareReachabilityCommand : StreamingCmdlet
{
    /// <summary>Servers to inspect: addresses or names.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ComputerName")]
    [AllowEmptyString]
    [Alias("Host", "HostName", "IPAddress", "Address")]
    public string[] ComputerName { get; set; } = Array.Empty<string>();

    /// <summary>A host name, a practice, or a router examination: from the latter, the open ports that lead to file shares are inspected.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public PSObject? InputObject { get; set; }

    /// <summary>TCP ports to inspect. Default: 445, or what a piped router examination found.</summary>
    [Parameter]
    public string[]? Port { get; set; }

    /// <summary>Shares to try by name, besides those the server lists.</summary>
    [Parameter]
    public string[] ShareName { get; set; } = Array.Empty<string>();

    /// <summary>
    /// Where the server returns no list of shares to unauthenticated users, try names that practices commonly use: <c>praxis</c>, <c>daten</c>,
    /// <c>turbomed</c>, <c>scan</c>, <c>c$</c> and others.
    /// </summary>
    [Parameter]
    public SwitchParameter CommonShareName { get; set; }

    /// <summary>
    /// An account of the practice, to see what any employee may do: <c>DOMAIN\user</c>, <c>user@domain</c> or <c>user</c>. It is tried at one
    /// server at a time and, once a server did not accept it, at no other; it proves the password without sending it (NTLMv2), signs everything, and is shown nowhere.
    /// </summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Inspects also an address that only a device reported, such as the WAN address of a router that was examined from inside. Without it, that
    /// is an error. An account given with -Credential is not used there.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeReportedAddress { get; set; }

    /// <summary>
    /// Uses the account also where nothing confirmed that the device is the practice's: a name that may lead elsewhere, or a practice with a certificate,
    /// serial number or model whose router was not identified by it.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnconfirmedDevice { get; set; }

    /// <summary>Levels of folders below the top of a share that are sampled for other rights and for patient data (1 to 3).</summary>
    [Parameter]
    [ValidateNumberRange(1, 3, Whole = true)]
    public int Depth { get; set; } = 1;

    /// <summary>
    /// Tests each dialect from 2.0.2 to 3.1.1 separately: up to four more connections. Without it, the one
    /// that the server chooses and SMB1 are known.
    /// </summary>
    [Parameter]
    public SwitchParameter ProbeDialect { get; set; }

    /// <summary>
    /// Includes the names that look like patient data, and those of writable folders, in the result. They are personal data: without
    /// it only counts are kept.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeNames { get; set; }

    /// <summary>
    /// Other file services of the same host to probe, without logging in: <c>Ftp</c>, <c>FtpAnonymous</c>, <c>WebDav</c>, <c>Nfs</c>,
    /// <c>Rsync</c>, <c>Afp</c>, <c>Dicom</c>, <c>DicomEcho</c>. Default: none.
    /// </summary>
    [Parameter]
    public FileService[] Service { get; set; } = Array.Empty<FileService>();

    /// <summary>
    /// One result for each host: true when an unauthenticated user may list, read or write a share there, false when not. Where
    /// that is undetermined, or the name does not resolve, <c>$null</c> and an error: an unknown state is neither.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Vantage point. Default: that of the piped router examination, else inside for private addresses, outside for public ones.</summary>
    [Parameter]
    [ValidateSet("Outside", "Inside")]
    public Vantage? Vantage { get; set; }

    /// <summary>Timeout for one request and its response, in seconds (0.05 to 60).</summary>
    [Parameter]
    [ValidateNumberRange(0.05, 60)]
    public double TimeoutSeconds { get; set; } = 5;

    /// <summary>Servers in progress at once (1 to 1024).</summary>
    [Parameter]
    [ValidateNumberRange(1, 1024, Whole = true)]
    public int ThrottleLimit { get; set; } = 64;

    // A scan brings one result for each port: its host is inspected once nevertheless, and a wrong password tried once.
    private readonly HashSet<string> _scanned = new(StringComparer.OrdinalIgnoreCase);

    private Credential? _account;

    /// <inheritdoc/>
    protected override string Activity => "Examining file servers";

    /// <inheritdoc/>
    protected override int Concurrency => ThrottleLimit;

    /// <summary>An invalid name is reported once; the others are still tried.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        foreach (string name in ShareName.Where(name => !ShareExaminer.CanBeShareName(name)))
        {
            WriteError(Errors.From(
                new InputException(
                    "InvalidShareName",
                    $"'{name}' cannot be the name of a share. Give the bare name, without server and backslashes, of 1 to {ShareExaminer.MaxShareNameLength} characters."),
                name));
        }

        ShareName = ShareName.Where(ShareExaminer.CanBeShareName).ToArray();
        _account = this.ReadAccount(Credential);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            foreach (string name in CmdletInput.HostLines(ComputerName))
            {
                Examine(name, null, null);
            }

            return;
        }

        // From inside the servers themselves are inspected; from outside only the practice's public address leads there.
        object? read = this.Read(InputObject);
        if (Vantage == Model.Vantage.Inside && read is Practice { Servers.Length: > 0 } practice)
        {
            foreach (string server in practice.Servers)
            {
                Examine(server, practice, null);
            }
        }
        else if (InputTarget.Of(this, read, InputObject, inside: false) is InputTarget target && (!target.IsPort || _scanned.Add(target.Host)))
        {
            if (target.MayBeContacted(this, InputObject, IncludeReportedAddress))
            {
                Examine(target.Host, target.Practice, target.Router, target.Server, target.IsReportedOnly ? CredentialHold.ReportedAddress : CredentialHold.None);
            }
            else if (Quiet)
            {
                OutputUnknown(target.Host);
            }
        }
    }

    private void Examine(string name, Practice? practice, RouterExposure? exposure, ShareReachability? earlier = null, CredentialHold hold = CredentialHold.None)
    {
        Vantage stated = Vantage ?? earlier?.Vantage ?? exposure?.Vantage ?? Model.Vantage.Undetermined;
        IReadOnlyList<int> ports = Port is not null ? this.ReadPorts(Port)
            : earlier is not null ? new[] { earlier.Port } // inspected again at the same port
            : exposure is not null ? SmbPorts.LeadingToShares(exposure) : new[] { SmbPorts.Direct };
        if (ports.Count == 0)
        {
            // No port was left of -Port, and that was reported: nothing is known about the host.
            if (Quiet)
            {
                OutputUnknown(name);
            }

            return;
        }

        if (Quiet)
        {
            Start(name, async (bridge, stop) =>
            {
                try
                {
                    ShareReachability[] results = await Task.WhenAll(ports.Select(port => ExamineAsync(bridge, name, port, hold, stated, ServicesAt(port, ports), exposure, practice, stop))).ConfigureAwait(false);
                    Answer(bridge, name, results);
                }
                catch (InputException unusable)
                {
                    bridge.Error(Errors.From(unusable, name));
                    bridge.Output(null); // One result per host, so that the order matches.
                }
            });
            return;
        }

        foreach (int port in ports)
        {
            Start(name, async (bridge, stop) =>
            {
                ShareReachability result = await ExamineAsync(bridge, name, port, hold, stated, ServicesAt(port, ports), exposure, practice, stop).ConfigureAwait(false);
                result.Practice = practice;
                result.PracticeId = practice?.PracticeId ?? exposure?.PracticeId ?? "";
                result.RouterExposure = exposure;
                bridge.Output(result);
            });
        }
    }

    /// <summary>One answer for each host with -Quiet, also for one that was not inspected, so that the order matches.</summary>
    private void OutputUnknown(string name) => Start(name, (bridge, _) =>
    {
        bridge.Output(null);
        return Task.CompletedTask;
    });

    /// <summary>Other services belong to the host, not to each of its ports: they are probed with the first.</summary>
    private FileService[] ServicesAt(int port, IReadOnlyList<int> ports) => port == ports[0] ? Service : Array.Empty<FileService>();

    private async Task<ShareReachability> ExamineAsync(
        PipelineBridge bridge, string name, int port, CredentialHold hold, Vantage stated, FileService[] services, RouterExposure? exposure, Practice? practice, CancellationToken stop)
    {
        IPAddress address = await HostAddress.ResolveAsync(exposure?.ComputerName == name ? exposure.HostOf(port) : name, stop).ConfigureAwait(false);
        hold = hold != CredentialHold.None || AllowUnconfirmedDevice || AccountRule.MayGetAccount(name, address, exposure, practice) ? hold : CredentialHold.UnconfirmedDevice;
        Credential? account = hold == CredentialHold.None ? _account : null;
        bridge.Verbose($"{name}:{port}: querying SMB dialects, sessions, shares and rights, with a null session and as guest{(account is null ? "" : ", and with the given account")}{(services.Length == 0 ? "" : $"; {string.Join(", ", services)} without logon")}");
        Vantage vantage = VantageRule.Decide(stated, address);
        Practice? owner = exposure?.Practice ?? practice;
        bool mayBeAnothers = exposure?.Line.AnswersMayBeAnothers ?? (owner is not null && (owner.Line == LineKind.SharedAddress || owner.IsAddressContested()));
        if (vantage != Model.Vantage.Inside && mayBeAnothers && address.AddressFamily == AddressFamily.InterNetwork && owner?.HasAlone(address.ToString()) != true)
        {
            return ShareReachability.OfSharedAddress(name, address, port, vantage, TimeProvider.System.GetLocalNow(), owner);
        }

        ShareReachability result = await ShareExaminer.ExamineAsync(name, address, port, new ShareExaminationOptions
        {
            StepTimeout = TimeSpan.FromSeconds(TimeoutSeconds),
            ShareNames = ShareName,
            TryCommonNames = CommonShareName,
            Credential = account,
            CredentialHold = _account is null ? CredentialHold.None : hold,
            Depth = Depth,
            ProbeDialects = ProbeDialect,
            IncludeNames = IncludeNames,
            Services = services,
            IsPortProven = exposure?.ProvesUnreachable(port) ?? false,
            ServicePorts = service => FileServicePorts.For(service, exposure),
            Vantage = vantage,
        }, stop).ConfigureAwait(false);
        foreach (Evidence problem in CredentialProblems.Of(result))
        {
            bridge.Warning($"{name}:{port}: {problem.Text}");
        }

        return result;
    }

    /// <summary>The one result of a host; null for an unknown state.</summary>
    private static void Answer(PipelineBridge bridge, string name, ShareReachability[] results)
    {
        bool isReachable = results.Any(result => result.AllowsUnauthenticatedRead() == true);
        ShareReachability? open = isReachable ? null : results.FirstOrDefault(result => result.AllowsUnauthenticatedRead() is null);
        if (open is not null)
        {
            bridge.Error(Errors.From(
                new InputException("ShareReachabilityUndetermined", $"Whether an unauthenticated user reaches a share of {name} is undetermined. {string.Join(" ", open.Reasons.Select(reason => reason.Text))}"), name));
        }

        bridge.Output(open is null ? isReachable : null);
    }
}
