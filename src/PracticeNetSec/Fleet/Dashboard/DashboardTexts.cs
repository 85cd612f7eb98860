// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Reporting;

namespace PracticeNetSec.Fleet.Dashboard;

/// <summary>The texts of a page's practices, each once: those of a fleet share most of their findings, reasons, routers and coverages.</summary>
internal sealed class DashboardTexts
{
    // Names of rules' values that state what is wrong, not at which device, share or port of this practice.
    private static readonly string[] CommonValues = { "service", "services", "compromise", "vulnerability", "advisory", "firmware", "fixed", "build", "ended", "start", "end", "intended" };

    private readonly string _language;
    private readonly ReportTexts _texts;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<string> _all = new();

    public DashboardTexts(string language) => (_language, _texts) = (language, ReportTexts.For(language));

    /// <summary>All texts, in the order of their positions.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>The position of a text that a device or an inventory may have supplied; null for none.</summary>
    public int? Of(string? text) => text is null ? null : PositionOf(SafeText.Clean(text));

    public int Of(SnapshotFinding finding) => PositionOf(SafeText.Clean(finding.TitleIn(_language)));

    /// <summary>The position of what a finding is about in every practice: its title without the values that differ between practices.</summary>
    public int KindOf(SnapshotFinding finding)
    {
        if (!FindingRule.Catalog.TryGetValue(finding.RuleId, out FindingRule? rule) || rule.ValueNames.Length != finding.Values.Length)
        {
            return PositionOf(SafeText.Clean(finding.RuleId)); // of another version, whose texts this one does not have
        }

        string[] values = rule.ValueNames.Zip(finding.Values, (name, value) => CommonValues.Contains(name) ? value : "…").ToArray();
        return PositionOf(SafeText.Clean(rule.Fill(rule.Title, _language, values)));
    }

    public int Of(Evidence reason) => PositionOf(EvidenceLine.Of(reason, _texts));

    /// <summary>The position of what the check of a practice was based on.</summary>
    public int CoverageOf(ExposureSnapshot snapshot) =>
        PositionOf(string.Join("; ", SnapshotCoverage.StatementsOf(snapshot).Select(statement => EvidenceLine.Of(statement, _texts))));

    private int PositionOf(string text)
    {
        if (!_positions.TryGetValue(text, out int position))
        {
            position = _all.Count;
            _positions.Add(text, position);
            _all.Add(text);
        }

        return position;
    }
}
