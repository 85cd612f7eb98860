// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Fleet.History;

/// <summary>What a check was based on, as the ledger keeps it. A check of version 0.1 has none.</summary>
public sealed class SnapshotCoverage
{
    private const string ForwardTable = "forward table";

    /// <summary>True when the state of every deciding port is known and every table and share was read completely.</summary>
    public bool IsComplete { get; set; }

    /// <summary>True when the router's whole forward table was read.</summary>
    public bool ForwardsRead { get; set; }

    /// <summary>Whether the line has IPv6, and whether it was examined; null where no router was examined.</summary>
    public IPv6Coverage? IPv6 { get; set; }

    /// <summary>Deciding TCP ports that accepted the connection.</summary>
    public int[] AnsweredPorts { get; set; } = Array.Empty<int>();

    /// <summary>Open TCP ports of which the service was recognised, a web server by its page; none in a check of an earlier version.</summary>
    public int[] IdentifiedPorts { get; set; } = Array.Empty<int>();

    /// <summary>Deciding TCP ports that the host itself refused, from a vantage point that carries them.</summary>
    public int[] RefusedPorts { get; set; } = Array.Empty<int>();

    /// <summary>Deciding TCP ports that were silent while the host answered on others, from a vantage point that carries them.</summary>
    public int[] FilteredPorts { get; set; } = Array.Empty<int>();

    /// <summary>Deciding TCP ports of which nothing is known.</summary>
    public int[] UnknownPorts { get; set; } = Array.Empty<int>();

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Statements());

    /// <summary>As evidence. What an earlier version did not record is said to be not recorded.</summary>
    internal static IEnumerable<Evidence> StatementsOf(ExposureSnapshot snapshot) => snapshot.Coverage?.Statements() ?? new[] { EvidenceOf.CoverageNotRecorded() };

    /// <param name="coverage">What a check was based on.</param>
    /// <param name="router">The router as examined; null where none was.</param>
    internal static SnapshotCoverage Of(Coverage coverage, RouterExposure? router) => new()
    {
        IsComplete = coverage.IsComplete,
        ForwardsRead = router?.TableDecides ?? false,
        IPv6 = coverage.IPv6,
        AnsweredPorts = Ports(coverage, state => state == PortCoverageState.Answered),
        IdentifiedPorts = router?.IsInDoubt != false ? Array.Empty<int>() : router.ConclusivePorts.Where(port => port.IsReachable && port.IdentifiedService is not null && !port.IsPageUnread).Select(port => port.Port).Distinct().OrderBy(port => port).ToArray(),
        RefusedPorts = Ports(coverage, state => state == PortCoverageState.Refused && router?.IsInDoubt != true),
        FilteredPorts = Ports(coverage, state => state == PortCoverageState.Filtered && router?.IsInDoubt != true),
        UnknownPorts = Ports(coverage, state => state < PortCoverageState.Filtered || (state < PortCoverageState.Answered && router?.IsInDoubt == true)),
    };

    private IEnumerable<Evidence> Statements()
    {
        int known = AnsweredPorts.Length + RefusedPorts.Length + FilteredPorts.Length;
        if (known + UnknownPorts.Length > 0)
        {
            yield return EvidenceOf.CoverageKnown(known, known + UnknownPorts.Length);
        }

        if (ForwardsRead)
        {
            yield return EvidenceOf.CoverageTableComplete(ForwardTable);
        }
        else if (!IsComplete && UnknownPorts.Length == 0)
        {
            yield return EvidenceOf.CoveragePartsMissing();
        }

        if (IPv6 is IPv6Coverage ipv6)
        {
            yield return EvidenceOf.CoverageIpv6(ipv6);
        }
    }

    private static int[] Ports(Coverage coverage, Func<PortCoverageState, bool> state) => coverage.Ports.Where(port => state(port.State)).Select(port => port.Port).ToArray();
}
