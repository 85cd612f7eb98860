namespace PracticeNetSec.Routers;

/// <summary>Whether an advisory touches a device. The numbers are stable.</summary>
public enum AdvisoryStatus
{
    /// <summary>Model or version is not known well enough.</summary>
    Undetermined = 0,

    /// <summary>The firmware is at or above the fix.</summary>
    Fixed = 1,

    /// <summary>The firmware is below the fix.</summary>
    Affected = 2,

    /// <summary>A sister model that stands on no list: decide by its forwards, never by its version.</summary>
    NotListed = 3,
}

/// <summary>One advisory held against one device.</summary>
public sealed class AdvisoryMatch
{
    /// <summary>Id of the advisory in <c>Data/advisories.json</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whether it touches the device.</summary>
    public AdvisoryStatus Status { get; set; }

    /// <summary>First firmware that has the fix.</summary>
    public string? FixedIn { get; set; }

    /// <summary>Where the advisory was published.</summary>
    public string? Source { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Status}";
}
