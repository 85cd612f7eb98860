using System;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>The sentence of a field in one language.</summary>
internal static class StatementText
{
    public static string Of(BreachReport report, ReportStatement statement, ReportTexts texts) => statement.Text switch
    {
        Notification.RemedyOf => Remedy(report, statement, texts),
        Notification.DataCounted => texts[statement.Text, Counts(statement.Values, texts)],
        Notification.Aware or Notification.Measured => texts[statement.Text, statement.Values.Select(value =>
            texts.Moment(DateTimeOffset.Parse(value, CultureInfo.InvariantCulture))).ToArray()],
        _ => texts.Of(statement),
    };

    /// <summary>A kind of patient data in the report's language; kinds are named in English in the objects.</summary>
    public static string Category(string english, ReportTexts texts) =>
        PatientDataCatalog.Shipped.Find(english) is PatientDataKind known && known.Category.TryGetValue(texts.Language, out string? own) ? own : SafeText.Clean(english);

    private static string Counts(string[] pairs, ReportTexts texts) => string.Join("; ", Enumerable
        .Range(0, pairs.Length / 2)
        .Select(index => $"{Category(pairs[2 * index], texts)}: {pairs[(2 * index) + 1]}"));

    private static string Remedy(BreachReport report, ReportStatement statement, ReportTexts texts)
    {
        Finding? finding = report.Findings.FirstOrDefault(each => each.RuleId == statement.Values[0] && each.Target == statement.Values[1]);
        return finding is null ? texts.Of(statement) : texts.Remediation(finding);
    }
}
