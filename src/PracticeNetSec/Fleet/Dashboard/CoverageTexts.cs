// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Reporting;

namespace PracticeNetSec.Fleet.Dashboard;

/// <summary>The texts of what checks were based on, each once: most practices of a fleet share a few of them.</summary>
internal sealed class CoverageTexts
{
    private readonly ReportTexts _texts;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<string> _all = new();

    public CoverageTexts(string language) => _texts = ReportTexts.For(language);

    public IReadOnlyList<string> All => _all;

    /// <summary>The position of the practice's text in the list.</summary>
    public int PositionOf(ExposureSnapshot snapshot)
    {
        string text = string.Join("; ", SnapshotCoverage.StatementsOf(snapshot).Select(statement => EvidenceLine.Of(statement, _texts)));
        if (!_positions.TryGetValue(text, out int position))
        {
            position = _all.Count;
            _positions.Add(text, position);
            _all.Add(text);
        }

        return position;
    }
}
