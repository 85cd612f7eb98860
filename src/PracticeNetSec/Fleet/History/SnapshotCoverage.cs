// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>What a check was based on, as the ledger keeps it. A check of version 0.1 has none.</summary>
public sealed class SnapshotCoverage
{
    /// <summary>True when the state of every deciding port is known and every table and share was read completely.</summary>
    public bool IsComplete { get; set; }

    /// <summary>True when the router's whole forward table was read.</summary>
    public bool ForwardsRead { get; set; }

    /// <summary>Deciding TCP ports that the host itself refused, from a vantage point that carries them.</summary>
    public int[] RefusedPorts { get; set; } = Array.Empty<int>();

    /// <summary>Deciding TCP ports that were silent while the host answered on others, from a vantage point that carries them.</summary>
    public int[] FilteredPorts { get; set; } = Array.Empty<int>();

    /// <summary>Deciding TCP ports of which nothing is known.</summary>
    public int[] UnknownPorts { get; set; } = Array.Empty<int>();

    /// <inheritdoc/>
    public override string ToString() => IsComplete ? "complete" : $"{UnknownPorts.Length} ports unknown";

    internal static SnapshotCoverage Of(Coverage coverage, bool forwardsRead) => new()
    {
        IsComplete = coverage.IsComplete,
        ForwardsRead = forwardsRead,
        RefusedPorts = Ports(coverage, state => state == PortCoverageState.Refused),
        FilteredPorts = Ports(coverage, state => state == PortCoverageState.Filtered),
        UnknownPorts = Ports(coverage, state => state < PortCoverageState.Filtered),
    };

    private static int[] Ports(Coverage coverage, Func<PortCoverageState, bool> state) => coverage.Ports.Where(port => state(port.State)).Select(port => port.Port).ToArray();
}
