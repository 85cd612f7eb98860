// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers;

/// <summary>A device identified on an open port: the router, or one that a forward leads to.</summary>
public sealed class DeviceFingerprint
{
    /// <summary>What it is.</summary>
    public DeviceRole Role { get; set; }

    /// <summary>Vendor or brand.</summary>
    public string Vendor { get; set; } = "";

    /// <summary>Model, as far as it was reported.</summary>
    public string? Model { get; set; }

    /// <summary>Internal address at which it was identified; null when that was an open port of the router.</summary>
    public string? Address { get; set; }

    /// <summary>TCP ports on which it was identified.</summary>
    public int[] Ports { get; set; } = Array.Empty<int>();

    /// <summary>Confidence of the identification.</summary>
    public Confidence Confidence { get; set; }

    /// <summary>The signatures that matched, one per line, each with port and kind.</summary>
    public Evidence[] Evidence { get; set; } = Array.Empty<Evidence>();

    /// <summary>Vendor and model.</summary>
    internal string Name => Model is null ? Vendor : $"{Vendor} {Model}";

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Role})";
}
