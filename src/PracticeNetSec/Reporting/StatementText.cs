// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Privacy;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>The sentence of a field in one language.</summary>
internal static class StatementText
{
    public static string Of(ReportStatement statement, ReportTexts texts) => statement.Text switch
    {
        MeasurePlan.Known => MeasurePlan.Sentence(statement, texts.Language) ?? texts.Of(statement),
        Notification.DataCounted => texts[statement.Text, Counts(statement.Values, texts)],
        Notification.Measured when statement.Values.Length > 1 && ReportStatement.IsMoment(statement.Values[0], out DateTimeOffset from) && ReportStatement.IsMoment(statement.Values[1], out DateTimeOffset until)
            => texts[statement.Text, texts.Period(from, until)],
        Notification.Numbered => texts[statement.Text, statement.Values.Select(texts.Count).ToArray()],
        _ => texts.Said(statement.Text, statement.Values.Select(value => ReportStatement.IsMoment(value, out DateTimeOffset time) ? texts.Moment(time) : value)),
    };

    /// <summary>A kind of patient data in the report's language; kinds are named in English in the objects.</summary>
    public static string Category(string english, ReportTexts texts) =>
        PatientDataCatalog.Shipped.Find(english) is PatientDataKind known && known.Category.TryGetValue(texts.Language, out string? own) ? own : SafeText.Clean(english);

    private static string Counts(string[] pairs, ReportTexts texts) => string.Join("; ", Enumerable
        .Range(0, pairs.Length / 2)
        .Select(index => $"{Category(pairs[2 * index], texts)}: {texts.Count(pairs[(2 * index) + 1])}"));
}
