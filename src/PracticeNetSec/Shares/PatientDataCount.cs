using PracticeNetSec.Routers;

namespace PracticeNetSec.Shares;

/// <summary>How many names in a share look like patient data of one kind. Counts only, never the names.</summary>
public sealed class PatientDataCount
{
    /// <summary>Kind, for instance <c>billing (KVDT)</c>.</summary>
    public string Category { get; set; } = "";

    /// <summary>Names that matched, within the entries looked at.</summary>
    public int Count { get; set; }

    /// <summary>How sure the pattern is.</summary>
    public Confidence Confidence { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Category}: {Count}";
}
