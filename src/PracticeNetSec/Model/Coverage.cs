// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Model;

/// <summary>What a verdict is based on: each port that decides it, and each table or share that was read or was not.</summary>
public sealed class Coverage
{
    /// <summary>The ports that decide, ascending, with their states from a vantage point that shows something about the Internet.</summary>
    public PortCoverage[] Ports { get; set; } = Array.Empty<PortCoverage>();

    /// <summary>Tables of the router and shares of a server, each read completely or with the reason why not.</summary>
    public PartCoverage[] Parts { get; set; } = Array.Empty<PartCoverage>();

    /// <summary>Whether IPv6 is part of it; null for what has nothing to do with the line, such as a server.</summary>
    public IPv6Coverage? IPv6 { get; set; }

    /// <summary>
    /// True where something was examined, the state of every deciding port is known, and every part was read completely, IPv6
    /// included where the line has it. Where nothing was examined nothing is complete.
    /// </summary>
    public bool IsComplete => Ports.Length + Parts.Length > 0 && Ports.All(port => port.State >= PortCoverageState.Filtered) && Parts.All(part => part.Complete) && IPv6 != IPv6Coverage.NotExamined;

    /// <summary>As evidence: one statement for the ports, one for each part, one for IPv6.</summary>
    internal IEnumerable<Evidence> Statements()
    {
        if (Ports.Length > 0)
        {
            Evidence[] states = Ports.GroupBy(port => port.State).OrderByDescending(same => same.Key).Select(same => EvidenceOf.CoverageState(same.Count(), same.Key)).ToArray();
            yield return EvidenceOf.CoveragePorts(states, Ports.Length);
        }

        foreach (PartCoverage part in Parts)
        {
            yield return part.Statement;
        }

        if (IPv6 is IPv6Coverage known)
        {
            yield return EvidenceOf.CoverageIpv6(known);
        }
    }

    /// <summary>The coverage of several things together, for instance of a router and the servers behind it.</summary>
    internal static Coverage Join(IEnumerable<Coverage> coverages)
    {
        Coverage[] all = coverages.ToArray();
        return new Coverage
        {
            // The same port may be measured twice: the most informative state counts.
            Ports = all.SelectMany(coverage => coverage.Ports).GroupBy(port => port.Port).OrderBy(same => same.Key)
                .Select(same => same.OrderByDescending(port => port.State).First()).ToArray(),
            Parts = all.SelectMany(coverage => coverage.Parts).ToArray(),
            IPv6 = all.Select(coverage => coverage.IPv6).FirstOrDefault(known => known is not null),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Statements());
}
