// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Fleet.Rmm;

/// <summary>The parts of a monitoring line in one language.</summary>
internal sealed class RmmWords
{
    private const string English = "en";
    private readonly ReportTexts _texts;

    public RmmWords(string language) => _texts = ReportTexts.For(language);

    /// <summary>No practice was checked.</summary>
    public string None => _texts["rmm.none"];

    /// <summary>When the oldest of the results was measured; null where none states it.</summary>
    public static DateTimeOffset? OldestOf(IReadOnlyList<ExposureSnapshot> practices) =>
        practices.Where(practice => practice.EndedAt != default).Select(practice => (DateTimeOffset?)practice.EndedAt).Min();

    /// <summary>One practice: its verdict, and when it was measured.</summary>
    public string One(ExposureSnapshot practice) => _texts["rmm.one", RmmLine.Clean(practice.PracticeId), Word(practice.Verdict)] + Measured(new[] { practice });

    /// <summary>How many practices have which verdict, and when the oldest result was measured.</summary>
    public string Fleet(int exposed, int atRisk, int undetermined, int covered, IReadOnlyList<ExposureSnapshot> practices) =>
        _texts["rmm.fleet", Array.ConvertAll(new[] { exposed, practices.Count, atRisk, undetermined, covered }, count => count.ToString(CultureInfo.InvariantCulture))] + Measured(practices);

    /// <summary>The worst finding of a practice, else the first reason.</summary>
    public string Detail(ExposureSnapshot practice)
    {
        SnapshotFinding? worst = practice.Findings.OrderByDescending(finding => finding.Severity).FirstOrDefault();
        string why = (_texts.Language == English ? worst?.Title : worst?.TitleIn(_texts.Language)) ?? practice.Reasons.Select(Said).FirstOrDefault() ?? Word(practice.Verdict);
        return $"{RmmLine.Clean(practice.PracticeId)} {RmmLine.Clean(why)}";
    }

    /// <summary>Something that failed. Unlike other texts it keeps the names of files: they lead to the wrong line of the inventory.</summary>
    public string Error(string failure) => Filled("rmm.error", DeviceText.Clean(failure));

    /// <summary>Why the check did not run.</summary>
    public string NotRun(string reason) => Filled("rmm.not-run", reason);

    /// <summary>Number and hash of the ledger's last entry.</summary>
    public string Ledger(string lastHash) => AsciiText.Of(_texts["rmm.ledger", lastHash]);

    /// <summary>The count of details that did not fit.</summary>
    public string More(int count) => _texts["rmm.more", count.ToString(CultureInfo.InvariantCulture)];

    /// <summary>What the check of one practice was based on; nothing for several.</summary>
    public IEnumerable<string> Coverage(IReadOnlyList<ExposureSnapshot> practices) =>
        practices.Count == 1 ? SnapshotCoverage.StatementsOf(practices[0]).Select(Said) : Enumerable.Empty<string>();

    /// <summary>Evidence in the language of the line.</summary>
    public string Said(Evidence evidence) => _texts.Language == English ? evidence.Text : EvidenceLine.Of(evidence, _texts);

    private string Filled(string key, string value) => string.Format(CultureInfo.InvariantCulture, _texts[key], value);

    // In English as the objects show it.
    private string Word(Verdict verdict) => _texts.Language == English ? verdict.ToString() : _texts.Of(verdict);

    private string Measured(IReadOnlyList<ExposureSnapshot> practices) =>
        OldestOf(practices) is DateTimeOffset oldest ? _texts["rmm.measured", oldest.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)] : "";
}
