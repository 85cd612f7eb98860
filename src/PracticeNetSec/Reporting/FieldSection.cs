using System.Linq;
using PracticeNetSec.Breach;

namespace PracticeNetSec.Reporting;

/// <summary>The fields of Art. 33(3), ready to be pasted into the authority's form, gaps marked.</summary>
internal static class FieldSection
{
    public static void Write(HtmlWriter html, BreachReport report, ReportTexts texts)
    {
        html.Element("p", texts["fields.intro", BreachEvidence.Text(report.GapCount)]);
        foreach (IGrouping<string, ReportStatement> field in report.Statements.GroupBy(statement => statement.Field))
        {
            html.Element("div", "class", "field", () =>
            {
                html.Element("h3", () =>
                {
                    html.Element("span", texts[field.Key]);
                    html.Element("span", texts.Article(field.First().Article), "class", "art");
                });
                foreach (ReportStatement statement in Distinct(report, field, texts))
                {
                    One(html, report, statement, texts);
                }
            });
        }

        if (report.Severity is BreachSeverity severity)
        {
            Severity(html, severity, texts);
        }
    }

    // Several findings may share one remedy: it is said once.
    private static ReportStatement[] Distinct(BreachReport report, IGrouping<string, ReportStatement> field, ReportTexts texts) => field
        .GroupBy(statement => StatementText.Of(report, statement, texts))
        .Select(same => same.First())
        .ToArray();

    private static void One(HtmlWriter html, BreachReport report, ReportStatement statement, ReportTexts texts)
    {
        html.Element("p", () =>
        {
            if (statement.IsGap)
            {
                html.Element("span", $"[{texts["fields.gap"]}] ", "class", "gap");
            }

            html.Text(StatementText.Of(report, statement, texts));
        });
        if (statement.Evidence.Length > 0)
        {
            html.Element("details", () =>
            {
                html.Element("summary", texts["fields.evidence"]);
                html.Element("ul", () =>
                {
                    foreach (string line in statement.Evidence)
                    {
                        html.Element("li", () => html.Foreign("code", line));
                    }
                });
            });
        }
    }

    private static void Severity(HtmlWriter html, BreachSeverity severity, ReportTexts texts) =>
        html.Element("div", "class", "field", () =>
        {
            html.Element("h3", texts["severity.heading", texts.Number(severity.Score), texts.Of(severity.Band)]);
            html.Element("p", texts["severity.note"]);
            html.Element("ul", () =>
            {
                foreach (SeverityReason reason in severity.Reasons)
                {
                    html.Element("li", $"{reason.Input} = {texts.Number(reason.Value)}: {texts[reason.Reason]}");
                }
            });
        });
}
