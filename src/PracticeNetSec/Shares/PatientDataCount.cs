// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares;

/// <summary>How many names in a share look like patient data of one kind.</summary>
public sealed class PatientDataCount
{
    /// <summary>Kind, for instance <c>billing (KVDT)</c>.</summary>
    public string Category { get; set; } = "";

    /// <summary>Names that matched, within the entries inspected.</summary>
    public int Count { get; set; }

    /// <summary>True where not everything was inspected within the requested depth: the real number may be higher.</summary>
    public bool IsMinimum { get; set; }

    /// <summary>Confidence of the pattern.</summary>
    public Confidence Confidence { get; set; }

    /// <summary>The names, where <c>-IncludeNames</c> requested them; never more than 100. Otherwise empty: counts suffice.</summary>
    public string[] Names { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    public override string ToString() => $"{Category}: {(IsMinimum ? "at least " : "")}{Count}";
}
