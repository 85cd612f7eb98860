// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Routers;

/// <summary>What an advisory speaks of. The numbers are stable.</summary>
public enum AdvisoryKind
{
    /// <summary>A fault of a firmware: affected and fixed versions can be told.</summary>
    Firmware = 0,

    /// <summary>Something that must never be reachable from outside, whatever its version.</summary>
    Exposure = 1,
}

/// <summary>One entry of the advisories that routers are judged by.</summary>
public sealed class RouterAdvisory
{
    /// <summary>Stable id.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it speaks of.</summary>
    public AdvisoryKind Kind { get; set; }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Title { get; set; } = "";

    /// <summary>Maker or brand; null for an entry about any device.</summary>
    public string? Vendor { get; set; }

    /// <summary>Models it names; a name that ends in <c>*</c> stands for a family.</summary>
    public string[] Models { get; set; } = Array.Empty<string>();

    /// <summary>Relatives that stand on no list, neither as affected nor as safe.</summary>
    public string[] SisterModels { get; set; } = Array.Empty<string>();

    /// <summary>Affected and fixed versions.</summary>
    public RouterAdvisoryRange[] Ranges { get; set; } = Array.Empty<RouterAdvisoryRange>();

    /// <summary>The first fixed versions, each once.</summary>
    public string[] FixedIn { get; set; } = Array.Empty<string>();

    /// <summary>What must also hold for the fault to matter; null when nothing must.</summary>
    public string? Precondition { get; set; }

    /// <summary>TCP ports it speaks of.</summary>
    public int[] Ports { get; set; } = Array.Empty<int>();

    /// <summary>Ids of the rules whose findings rest on it.</summary>
    public string[] Rules { get; set; } = Array.Empty<string>();

    /// <summary>Where it was published.</summary>
    public string Source { get; set; } = "";

    /// <summary>Day on which the entry was last held against its source (date alone).</summary>
    public DateTime CheckedOn { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Title}";
}

/// <summary>Versions of some models that an advisory calls affected.</summary>
public sealed class RouterAdvisoryRange
{
    /// <summary>Models the range is about.</summary>
    public string[] Models { get; set; } = Array.Empty<string>();

    /// <summary>How the versions are written.</summary>
    public FirmwareScheme Scheme { get; set; }

    /// <summary>First affected version; null when all old ones are.</summary>
    public string? AffectedFrom { get; set; }

    /// <summary>Last version known as affected; null when all below the fix are.</summary>
    public string? LastAffected { get; set; }

    /// <summary>First version with the fix.</summary>
    public string FixedIn { get; set; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(", ", Models)}: {AffectedFrom ?? "any"} to {LastAffected ?? $"below {FixedIn}"}, fixed in {FixedIn}";
}
