// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Cmdlets.Views;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Identifies a router, reads its firmware and port forwards, measures its open ports, compares what was meant with
/// what is open, and gives a verdict. It only reads; nothing on the device is changed.
/// </summary>
[Cmdlet(VerbsCommon.Get, "RouterExposure", DefaultParameterSetName = "ComputerName")]
[OutputType(typeof(RouterExposure))]
public sealed class GetRouterExposureCommand : RouterCmdlet
{
    private readonly List<(string File, RouterExposure Known)> _recordings = new();
    private RouterExaminer? _examiner;
    private string _asked = "";

    private string? Recording => WalkPath ?? ConfigurationPath;

    /// <summary>Routers to examine: addresses or names.</summary>
    [Parameter(Position = 0, ParameterSetName = "ComputerName")]
    [Alias("Host", "HostName", "IPAddress", "Address")]
    public string[] ComputerName { get; set; } = Array.Empty<string>();

    /// <summary>A host name, a practice, or what Import-NmapScan returned.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public PSObject? InputObject { get; set; }

    /// <summary>A recorded <c>snmpwalk -On</c> of the router; with it nothing is queried over the network.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? WalkPath { get; set; }

    /// <summary>A configuration file of the router; with it nothing is queried over the network.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? ConfigurationPath { get; set; }

    /// <summary>Global IPv6 addresses of machines behind the router, measured from outside beside its own, and beside those of the inventory's servers.</summary>
    [Parameter]
    public string[] MachineAddress { get; set; } = Array.Empty<string>();

    /// <summary>Routers in progress at once (1 to 1024): by default 64 for each processor, at least 192, at most 512.</summary>
    [Parameter]
    [ValidateNumberRange(1, 1024, Whole = true)]
    public int ThrottleLimit { get; set; } = Math.Min(Math.Max(192, 64 * Environment.ProcessorCount), 512);

    /// <inheritdoc/>
    protected override string Activity => "Examining routers";

    /// <inheritdoc/>
    protected override int Concurrency => ThrottleLimit;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RouterExaminationOptions options = ReadRouterOptions();
        options.MachineAddresses = Array.ConvertAll(MachineAddress, Machine);
        _asked = options.Describe();
        _examiner = UseRouterOptions(() => new RouterExaminer(options));
        if (WalkPath is not null && ConfigurationPath is not null)
        {
            ThrowTerminatingError(Errors.From(new InputException("WalkAndConfiguration", "-WalkPath and -ConfigurationPath were both given. Read one, and pipe the result to Get-RouterExposure with the other."), ConfigurationPath));
        }

        if (Recording is null)
        {
            ProveVantagePoint(options);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Recording is not null)
        {
            ReadRecording(Recording);
        }
        else if (InputObject is not null)
        {
            Examine(InputObject);
        }
        else if (ComputerName.Length > 0)
        {
            foreach (string name in CmdletInput.HostLines(ComputerName))
            {
                Examine(name, null);
            }
        }
        else
        {
            WriteInputError(new InputException("NothingToExamine", "Neither a router nor a recorded walk was named. Give -ComputerName, -WalkPath, -ConfigurationPath, or pipe practices in."), null);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _examiner?.Dispose();
    }

    private string Machine(string text)
    {
        if (!IPAddress.TryParse(text.Trim(), out IPAddress? address) || !HostAddress.IsGlobalVersion6(address))
        {
            ThrowTerminatingError(Errors.From(new InputException("InvalidMachineAddress", $"'{InputException.Quote(text)}' is not a global IPv6 address. Give the address of a machine as the Internet reaches it, such as 2001:db8::10."), text));
        }

        return address!.ToString();
    }

    private void Examine(PSObject input)
    {
        if (InputTarget.Read(this, input, inside: Vantage == Model.Vantage.Inside) is InputTarget target)
        {
            // For a server, its router is examined. A measurement from inside stays inside: there the WAN address is reached by hairpin NAT.
            bool inside = target.Server is null && target.Router?.Vantage == Model.Vantage.Inside;
            target = target.Server is not null && target.Router is not null ? target with { Host = target.Router.WanAddress ?? target.Router.ComputerName } : target;
            if (target.IsReportedOnly && target.Router!.Vantage != Model.Vantage.Recorded && Vantage != Model.Vantage.Outside)
            {
                // Where this machine has not moved, the host that was named shows as much as the address that only the router reports.
                target = target with { Host = target.Router.ComputerName };
            }

            if (target.MayBeContacted(this, input, IncludeReportedAddress))
            {
                Examine(target.Host, target.Practice, inside ? Model.Vantage.Inside : default, target.IsReportedOnly);
            }
        }
    }

    private void Examine(string name, Practice? practice, Vantage known = default, bool isReportedOnly = false)
    {
        RouterExaminer examiner = _examiner!;
        StartHost(name, async (bridge, stop) =>
        {
            bridge.Verbose($"{name}: asking {_asked}");
            RouterExposure router = await examiner.ExamineAsync(name, practice, known, stop, isReportedOnly).ConfigureAwait(false);
            WarnOfCredentials(bridge, name, router);
            bridge.Output(router.WithNextCommands());
        });
    }

    private void ReadRecording(string path)
    {
        RouterExposure[] known = KnownBefore();
        foreach (string file in this.ExistingFiles(new[] { path }))
        {
            if (InputObject is null && known.Length == 0)
            {
                // The router was not named: its recording names it, each its own where wildcards match several.
                _recordings.Add((file, new RouterExposure { ComputerName = System.IO.Path.GetFileNameWithoutExtension(file) }));
            }

            _recordings.AddRange(known.Select(router => (file, router)));
        }
    }

    /// <summary>Only at the end it is known whether one recording was given for several routers.</summary>
    protected override void EndProcessing()
    {
        foreach (IGrouping<string, (string File, RouterExposure Known)> recording in _recordings.GroupBy(one => one.File))
        {
            // Practices at one address may have a router each, and the recording is of one of them.
            bool isShared = recording.Select(one => (one.Known.WanAddress ?? one.Known.ComputerName, one.Known.PracticeId)).Distinct().Count() > 1
                || recording.Any(one => one.Known.Practice is { SharesAddressWith.Length: > 0, Line: not LineKind.OwnAddress });
            foreach ((string file, RouterExposure known) in recording)
            {
                Start(file, (bridge, stop) => AssessRecordingAsync(bridge, file, known, isShared, stop));
            }
        }

        base.EndProcessing();
    }

    private async Task AssessRecordingAsync(PipelineBridge bridge, string file, RouterExposure known, bool isShared, CancellationToken stop)
    {
        try
        {
            RouterExposure read = WalkPath is not null
                ? await _examiner!.ReadWalkAsync(file, known, isShared, stop).ConfigureAwait(false)
                : _examiner!.ReadConfiguration(file, known, isShared, stop);
            bridge.Output(read.WithNextCommands());
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            bridge.Error(Errors.FromFile(trouble, file));
        }
    }

    /// <summary>What the recording is combined with: the piped scan or practice, the named hosts, or nothing.</summary>
    private RouterExposure[] KnownBefore()
    {
        if (InputObject is null)
        {
            return Array.ConvertAll(ComputerName, name => new RouterExposure { ComputerName = name });
        }

        // A recording needs no address: a practice without one is named by its id.
        object? read = this.Read(InputObject);
        return read is Practice { WanAddress: null, RouterAddress: null } unaddressed
            ? new[] { Named(unaddressed.PracticeId, unaddressed) }
            : InputTarget.Of(this, read, InputObject, inside: false) is InputTarget target ? new[] { target.Router ?? Named(target.Host, target.Practice) }
            : Array.Empty<RouterExposure>();
    }

    private static RouterExposure Named(string name, Practice? practice) => new() { ComputerName = name, WanAddress = practice?.WanAddress, PracticeId = practice?.PracticeId ?? "", Practice = practice };
}
