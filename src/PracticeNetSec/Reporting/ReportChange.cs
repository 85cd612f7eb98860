// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Reporting;

/// <summary>What a change is about. The numbers are stable.</summary>
public enum ChangeSubject
{
    /// <summary>The verdict.</summary>
    Verdict = 0,

    /// <summary>A field of the notification, <see cref="ReportChange.Name"/> is its key.</summary>
    Field = 1,

    /// <summary>A finding.</summary>
    Finding = 2,

    /// <summary>A port.</summary>
    Port = 3,

    /// <summary>The access of unauthenticated users to a share.</summary>
    Share = 4,
}

/// <summary>One difference between a report and the one before it.</summary>
public sealed class ReportChange
{
    /// <summary>What it is about.</summary>
    public ChangeSubject Subject { get; set; }

    /// <summary>Key of the field, title of the finding, number of the port, or path of the share.</summary>
    public string Name { get; set; } = "";

    /// <summary>The rule of a finding that is gone, and <see cref="Values"/> for its texts; empty for anything else.</summary>
    public string RuleId { get; set; } = "";

    /// <summary>Values that fill the rule's texts, so that they can be rendered in any language.</summary>
    public string[] Values { get; set; } = Array.Empty<string>();

    /// <summary>Value before; null where there was none.</summary>
    public string? Before { get; set; }

    /// <summary>Value now; null where there is none, or where it was not checked again.</summary>
    public string? After { get; set; }

    /// <summary>False when the new measurement did not check it again: nothing is stated then.</summary>
    public bool CheckedAgain { get; set; } = true;

    /// <inheritdoc/>
    public override string ToString() => $"{Subject} {Name}: {Before ?? "-"} -> {After ?? "-"}";
}
