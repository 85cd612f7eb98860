// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Proves which TCP ports the way from this machine to the Internet carries, with a canary: a host of the user's outside this network
/// that sends the same greeting on all of them. The session remembers the result.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "VantagePoint")]
[OutputType(typeof(VantagePoint))]
public sealed class TestVantagePointCommand : StreamingCmdlet
{
    /// <summary>The canary: address or name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("ComputerName", "Host")]
    public string[] CanaryAddress { get; set; } = Array.Empty<string>();

    /// <summary>Ports and ranges, for instance 443, '440-449'. Default: those that decide the verdict.</summary>
    [Parameter]
    public string[]? Port { get; set; }

    /// <summary>Timeout for one greeting, in seconds (0.05 to 60).</summary>
    [Parameter]
    [ValidateNumberRange(0.05, 60)]
    public double TimeoutSeconds { get; set; } = 3;

    /// <inheritdoc/>
    protected override int Concurrency => 1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IReadOnlyList<int> ports = this.ReadPorts(Port);
        foreach (string canary in CanaryAddress)
        {
            StartHost(canary, async (bridge, stop) =>
            {
                bridge.Verbose($"{canary}: connecting to {ports.Count} TCP ports and reading the greeting; no data is sent");
                foreach (VantagePoint seen in await SessionVantage.ProveAsync(canary, ports, TimeSpan.FromSeconds(TimeoutSeconds), stop).ConfigureAwait(false))
                {
                    bridge.Output(seen);
                }
            });
        }
    }
}
