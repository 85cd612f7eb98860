// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Model;

/// <summary>What a canary shows about the way from this machine to the Internet.</summary>
public sealed class VantagePoint
{
    /// <summary>The canary as the caller named it.</summary>
    public string CanaryName { get; set; } = "";

    /// <summary>The canary's address.</summary>
    public string CanaryAddress { get; set; } = "";

    /// <summary>True when the canary was reached on every port that was asked.</summary>
    public bool IsProven { get; set; }

    /// <summary>TCP ports, ascending, on which the canary's greeting arrived: the way carries them.</summary>
    public int[] ProvenPorts { get; set; } = Array.Empty<int>();

    /// <summary>TCP ports, ascending, on which it did not: silence or an RST there shows nothing about a practice.</summary>
    public int[] UnprovenPorts { get; set; } = Array.Empty<int>();

    /// <summary>Those of them that greeted otherwise: a proxy on the way answers them in place of every host.</summary>
    public int[] AnsweredOnPathPorts { get; set; } = Array.Empty<int>();

    /// <summary>
    /// Those of them that were accepted and sent nothing: a proxy on the way, or a service of the canary itself. A practice's port of that
    /// number counts as open only where a service answers on it.
    /// </summary>
    public int[] SilentPorts { get; set; } = Array.Empty<int>();

    /// <summary>
    /// Public addresses of this machine, as the canary saw them: what has one of them is seen from inside. Empty where its greeting does
    /// not name them.
    /// </summary>
    public string[] OwnAddresses { get; set; } = Array.Empty<string>();

    /// <summary>What was seen.</summary>
    public Evidence[] Reasons { get; set; } = Array.Empty<Evidence>();

    /// <summary>When the check started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{CanaryName}: {ProvenPorts.Length} of {ProvenPorts.Length + UnprovenPorts.Length} ports";
}
