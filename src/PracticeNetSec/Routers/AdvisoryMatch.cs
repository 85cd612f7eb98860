// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers;

/// <summary>Whether an advisory applies to a device. The numbers are stable.</summary>
public enum AdvisoryStatus
{
    /// <summary>Model or version is not known well enough.</summary>
    Undetermined = 0,

    /// <summary>The firmware is at or above the fix.</summary>
    Fixed = 1,

    /// <summary>The firmware is one of those named as affected; whether the precondition holds is not decided here.</summary>
    Affected = 2,

    /// <summary>A model or version listed neither as affected nor as fixed: the forwards decide.</summary>
    NotListed = 3,
}

/// <summary>One advisory compared with one device.</summary>
public sealed class AdvisoryMatch
{
    /// <summary>Id of the advisory in <c>Data/advisories.json</c>, or in the file that was loaded instead.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whether it applies to the device.</summary>
    public AdvisoryStatus Status { get; set; }

    /// <summary>First firmware that has the fix; several, with commas, where the exact model is not known; null where no version number of the fix is known.</summary>
    public string? FixedIn { get; set; }

    /// <summary>Where the advisory was published.</summary>
    public string? Source { get; set; }

    /// <summary>The vulnerability, in one sentence.</summary>
    public string? Title { get; set; }

    /// <summary>What must also hold for the vulnerability to apply, for instance <c>remote access is on</c>; null when nothing must.</summary>
    public string? Precondition { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Status}";
}
