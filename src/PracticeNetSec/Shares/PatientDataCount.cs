// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares;

/// <summary>How many names in a share look like patient data of one kind.</summary>
public sealed class PatientDataCount
{
    /// <summary>Kind, for instance <c>billing (KVDT)</c>.</summary>
    public string Category { get; set; } = "";

    /// <summary>Names that matched, within the entries looked at.</summary>
    public int Count { get; set; }

    /// <summary>True where not everything was looked at within the depth asked for: the real number may be higher.</summary>
    public bool IsMinimum { get; set; }

    /// <summary>How sure the pattern is.</summary>
    public Confidence Confidence { get; set; }

    /// <summary>The names, where <c>-IncludeNames</c> asked for them; never more than 100. Otherwise empty: counts say enough.</summary>
    public string[] Names { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    public override string ToString() => $"{Category}: {(IsMinimum ? "at least " : "")}{Count}";
}
