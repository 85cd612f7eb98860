// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Routers;

/// <summary>What an advisory is about. The numbers are stable.</summary>
public enum AdvisoryKind
{
    /// <summary>A firmware vulnerability, with affected and fixed versions.</summary>
    Firmware = 0,

    /// <summary>A service that must never be reachable from outside, whatever its version.</summary>
    Exposure = 1,
}

/// <summary>One entry of the advisories that routers are compared with.</summary>
public sealed class RouterAdvisory
{
    /// <summary>Stable id.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it is about.</summary>
    public AdvisoryKind Kind { get; set; }

    /// <summary>The vulnerability, in one sentence.</summary>
    public string Title { get; set; } = "";

    /// <summary>Vendor or brand; null for an entry about any device.</summary>
    public string? Vendor { get; set; }

    /// <summary>Models it names; a name that ends in <c>*</c> stands for a family.</summary>
    public string[] Models { get; set; } = Array.Empty<string>();

    /// <summary>Related models listed neither as affected nor as fixed.</summary>
    public string[] SisterModels { get; set; } = Array.Empty<string>();

    /// <summary>Models that the vendor named as affected under the condition in <see cref="ModelCondition"/>; a name that ends in <c>*</c> stands for a family.</summary>
    public string[] ConditionalModels { get; set; } = Array.Empty<string>();

    /// <summary>The condition under which those models are affected; null when there are none.</summary>
    public string? ModelCondition { get; set; }

    /// <summary>Affected and fixed versions.</summary>
    public RouterAdvisoryRange[] Ranges { get; set; } = Array.Empty<RouterAdvisoryRange>();

    /// <summary>The first fixed versions, each once.</summary>
    public string[] FixedIn { get; set; } = Array.Empty<string>();

    /// <summary>What must also hold for the vulnerability to apply; null when nothing must.</summary>
    public string? Precondition { get; set; }

    /// <summary>TCP ports it is about.</summary>
    public int[] Ports { get; set; } = Array.Empty<int>();

    /// <summary>Ids of the rules whose findings are based on it.</summary>
    public string[] Rules { get; set; } = Array.Empty<string>();

    /// <summary>Where it was published.</summary>
    public string Source { get; set; } = "";

    /// <summary>Day on which the entry was last compared with its source (date alone).</summary>
    public DateTime CheckedOn { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Title}";
}

/// <summary>Versions of some models that an advisory lists as affected.</summary>
public sealed class RouterAdvisoryRange
{
    /// <summary>Models the range applies to.</summary>
    public string[] Models { get; set; } = Array.Empty<string>();

    /// <summary>How the versions are written.</summary>
    public FirmwareScheme Scheme { get; set; }

    /// <summary>First affected version; null when all older ones are.</summary>
    public string? AffectedFrom { get; set; }

    /// <summary>Last version known as affected; null when all below the fix are.</summary>
    public string? LastAffected { get; set; }

    /// <summary>First version with the fix.</summary>
    public string FixedIn { get; set; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(", ", Models)}: {AffectedFrom ?? "any"} to {LastAffected ?? $"below {FixedIn}"}, fixed in {FixedIn}";
}
