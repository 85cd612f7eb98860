// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers;

/// <summary>A device that showed itself on an open port: the router, or one that a forward leads to.</summary>
public sealed class DeviceFingerprint
{
    /// <summary>What it is.</summary>
    public DeviceRole Role { get; set; }

    /// <summary>Vendor or brand.</summary>
    public string Vendor { get; set; } = "";

    /// <summary>Model, as far as it was reported.</summary>
    public string? Model { get; set; }

    /// <summary>Address inside at which it was seen; null when it was seen on an open port of the router.</summary>
    public string? Address { get; set; }

    /// <summary>TCP ports on which it showed itself.</summary>
    public int[] Ports { get; set; } = Array.Empty<int>();

    /// <summary>How sure the recognition is.</summary>
    public Confidence Confidence { get; set; }

    /// <summary>The signs, one a line, each with port and kind.</summary>
    public Evidence[] Evidence { get; set; } = Array.Empty<Evidence>();

    /// <summary>Vendor and model.</summary>
    internal string Name => Model is null ? Vendor : $"{Vendor} {Model}";

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Role})";
}
