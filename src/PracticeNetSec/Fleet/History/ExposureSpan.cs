// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>How long something was wrong in a practice, as far as the checks show. One object per occurrence.</summary>
public sealed class ExposureSpan
{
    /// <summary>The provider's id of the practice.</summary>
    public string PracticeId { get; set; } = "";

    /// <summary>Name of the practice.</summary>
    public string Name { get; set; } = "";

    /// <summary>Stable id of the rule.</summary>
    public string RuleId { get; set; } = "";

    /// <summary>How urgent it is.</summary>
    public Severity Severity { get; set; }

    /// <summary>One sentence, in English.</summary>
    public string Title { get; set; } = "";

    /// <summary>What it is about, as the last check named it.</summary>
    public string Target { get; set; } = "";

    /// <summary>The values of the finding's text, among them its ports.</summary>
    internal string[] Values { get; set; } = Array.Empty<string>();

    /// <summary>1 for the first time; a higher number means that it had been fixed in between.</summary>
    public int Occurrence { get; set; } = 1;

    /// <summary>The first check that observed it.</summary>
    public DateTimeOffset FirstSeen { get; set; }

    /// <summary>The last check that observed it.</summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>The last check before <see cref="FirstSeen"/> that would have observed it and did not; null when there was none.</summary>
    public DateTimeOffset? ClearBefore { get; set; }

    /// <summary>The first check after <see cref="LastSeen"/> that would have observed it and did not; null while it is open.</summary>
    public DateTimeOffset? ClearAfter { get; set; }

    /// <summary>True as long as no check has shown that it is gone.</summary>
    public bool IsOpen => ClearAfter is null;

    /// <summary>Shown by checks: from the first to the last that observed it. Zero where the clock was set back in between.</summary>
    public TimeSpan ExposedAtLeast => LastSeen > FirstSeen ? LastSeen - FirstSeen : TimeSpan.Zero;

    /// <summary>Not longer than this: between the clear checks around it. Null when one of them is missing, or the clock was set back in between.</summary>
    public TimeSpan? ExposedAtMost => ClearAfter - ClearBefore is TimeSpan between && between >= ExposedAtLeast ? between : null;

    /// <summary>Checks that observed it.</summary>
    public int Checks { get; set; } = 1;

    /// <inheritdoc/>
    public override string ToString() => $"{PracticeId} {RuleId}: {FirstSeen:yyyy-MM-dd} to {LastSeen:yyyy-MM-dd}{(IsOpen ? ", open" : "")}";
}
