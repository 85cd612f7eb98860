// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Reports which TCP ports of a host answer: Open, OpenReset, Closed, Filtered or Unreachable, with latency. It makes
/// full connections and sends no data.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "PortReachability", DefaultParameterSetName = "ComputerName")]
[OutputType(typeof(PortResult))]
public sealed class TestPortReachabilityCommand : StreamingCmdlet
{
    private const int MaxAddresses = 8; // of one name; a name service may give any number

    private readonly List<int> _ports = new();
    private PortScanner? _scanner;

    /// <summary>Hosts to probe: addresses or names.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ComputerName")]
    [AllowEmptyString]
    [Alias("Host", "HostName", "IPAddress", "Address")]
    public string[] ComputerName { get; set; } = Array.Empty<string>();

    /// <summary>A host name, a practice, or a router examination; a practice is probed at its WAN address.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public PSObject? InputObject { get; set; }

    /// <summary>Ports and ranges, for instance 443, '440-449'. Default: the two blocks of 2019 and services that must never be exposed.</summary>
    [Parameter(Position = 1)]
    public string[]? Port { get; set; }

    /// <summary>Probes also an address that only a device reported, such as the WAN address of a router that was examined from inside. Without it, that is an error.</summary>
    [Parameter]
    public SwitchParameter IncludeReportedAddress { get; set; }

    /// <summary>Timeout for one response, in seconds (0.05 to 60). The engine waits less where it has measured the round trip.</summary>
    [Parameter]
    [ValidateNumberRange(0.05, 60)]
    public double TimeoutSeconds { get; set; } = 2;

    /// <summary>Connection attempts in flight at once over all hosts (1 to 16384).</summary>
    [Parameter]
    [ValidateNumberRange(1, 16384, Whole = true)]
    public int ThrottleLimit { get; set; } = 8192;

    /// <summary>Hosts in progress at once: enough to fill the window with one port each, and bounded for long lists.</summary>
    protected override int Concurrency => 1024;

    /// <inheritdoc/>
    protected override string Activity => "Measuring ports";

    /// <inheritdoc/>
    protected override int StepsOfWork => _ports.Count;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _ports.AddRange(this.ReadPorts(Port));
        _scanner = new PortScanner(new PortScanOptions { Timeout = TimeSpan.FromSeconds(TimeoutSeconds), Window = ThrottleLimit });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string[] names = InputObject is null ? CmdletInput.HostLines(ComputerName)
            : InputTarget.Read(this, InputObject, inside: false) is InputTarget target && target.MayBeContacted(this, InputObject, IncludeReportedAddress) ? new[] { target.Host }
            : Array.Empty<string>();
        foreach (string name in names)
        {
            PortScanner scanner = _scanner!;
            StartHost(name, async (bridge, stop) =>
            {
                // A port is as open as at the most open address of its name; without IPv6 here, an IPv6 address is Unreachable.
                IPAddress[] addresses = await HostAddress.ResolveAllAsync(name, stop).ConfigureAwait(false);
                bridge.Verbose($"{name} ({string.Join(", ", addresses.Take(MaxAddresses))}): connecting to TCP {(Port is null ? $"{_ports.Count} ports" : string.Join(", ", Port))}; no data is sent");
                if (addresses.Length > MaxAddresses)
                {
                    bridge.Error(Errors.From(new InputException("TooManyAddresses", $"'{InputException.Quote(name)}' has {addresses.Length} addresses; the first {MaxAddresses} are measured. Give the others by themselves: {string.Join(", ", addresses.Skip(MaxAddresses))}."), name));
                }

                await Task.WhenAll(addresses.Take(MaxAddresses).Select(address => scanner.ScanAsync(name, address, _ports, result => Report(bridge, result), stop))).ConfigureAwait(false);
            });
        }
    }

    private void Report(PipelineBridge bridge, PortResult result)
    {
        bridge.Output(result);
        if (_ports.Count > 1)
        {
            bridge.Step();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _scanner?.Dispose();
    }
}
