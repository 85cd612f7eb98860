using System;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>The sentence of a field in one language.</summary>
internal static class StatementText
{
    public static string Of(ReportStatement statement, ReportTexts texts) => statement.Text switch
    {
        Notification.RemedyOf => Remedy(statement, texts),
        Notification.DataCounted => texts[statement.Text, Counts(statement.Values, texts)],
        _ => texts.Said(statement.Text, statement.Values.Select(value => ReportStatement.IsMoment(value, out DateTimeOffset time) ? texts.Moment(time) : value)),
    };

    /// <summary>A kind of patient data in the report's language; kinds are named in English in the objects.</summary>
    public static string Category(string english, ReportTexts texts) =>
        PatientDataCatalog.Shipped.Find(english) is PatientDataKind known && known.Category.TryGetValue(texts.Language, out string? own) ? own : SafeText.Clean(english);

    private static string Counts(string[] pairs, ReportTexts texts) => string.Join("; ", Enumerable
        .Range(0, pairs.Length / 2)
        .Select(index => $"{Category(pairs[2 * index], texts)}: {pairs[(2 * index) + 1]}"));

    private static string Remedy(ReportStatement statement, ReportTexts texts)
    {
        string? known = statement.Values.Length < 2 ? null
            : texts.Remediation(new Finding { RuleId = statement.Values[0], Values = statement.Values.Skip(2).ToArray() });
        return string.IsNullOrEmpty(known) ? texts.Of(statement) : known!;
    }
}
