// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers;

/// <summary>A block of ports that is open although only one of them was intended: the vulnerability of 2019.</summary>
public sealed class WidenedRange
{
    /// <summary>The port that was intended, for instance 443.</summary>
    public int IntendedPort { get; set; }

    /// <summary>First port of the block.</summary>
    public int Start { get; set; }

    /// <summary>Last port of the block, inclusive.</summary>
    public int End { get; set; }

    /// <summary>What shows the block: <c>forward table</c>, <c>measured</c>, or both joined by <c> + </c>.</summary>
    public string Source { get; set; } = "";

    /// <summary>Ports of the block that were measured open, ascending.</summary>
    public int[] OpenPorts { get; set; } = Array.Empty<int>();

    /// <summary>The block as evidence.</summary>
    internal Evidence Seen => EvidenceOf.PortsWidened(IntendedPort, FormattableString.Invariant($"{Start}-{End}"), Source);

    /// <inheritdoc/>
    public override string ToString() => $"{IntendedPort} -> {Start}-{End} ({Source})";
}
