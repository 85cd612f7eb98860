// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting;

/// <summary>What the measurements cannot provide.</summary>
public sealed class BreachReportOptions
{
    /// <summary>
    /// When the practice became aware, with reasonable certainty, that personal data were affected (EDPB Guidelines
    /// 9/2022); null counts the deadline from the end of the measurement and marks it as an assumption.
    /// </summary>
    public DateTimeOffset? AwarenessTime { get; set; }

    /// <summary>The practice, where the measurements do not carry it.</summary>
    public Practice? Practice { get; set; }

    /// <summary>The incident file as filled in; null where there is no such file.</summary>
    public BreachIncident? Incident { get; set; }

    /// <summary>Which of the reports about the breach this is.</summary>
    public ReportPhase Phase { get; set; }

    /// <summary>The report before this one; null where there is none.</summary>
    public PreviousReport? Previous { get; set; }

    /// <summary>Number and hash of the last entry of the ledger that has the measurements; null without one.</summary>
    public string? LedgerHash { get; set; }

    /// <summary>The moment the report is written.</summary>
    public DateTimeOffset Now { get; set; } = TimeProvider.System.GetLocalNow();
}
