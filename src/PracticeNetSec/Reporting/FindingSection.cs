using System.Linq;
using PracticeNetSec.Findings;

namespace PracticeNetSec.Reporting;

/// <summary>Each finding: what it is, what it means, what to do, and the evidence behind a fold.</summary>
internal static class FindingSection
{
    public static void Write(HtmlWriter html, BreachReport report, ReportTexts texts)
    {
        if (report.Findings.Length == 0)
        {
            html.Element("p", texts["finding.none"]);
        }

        foreach (Finding finding in report.Findings)
        {
            html.Element("article", "class", $"card {finding.Severity.ToString().ToLowerInvariant()}", () => One(html, finding, texts));
        }
    }

    private static void One(HtmlWriter html, Finding finding, ReportTexts texts)
    {
        html.Element("h3", () =>
        {
            html.Element("span", texts.Of(finding.Severity), "class", "tag");
            html.Text(" " + texts.Title(finding));
        });
        if (texts.Meaning(finding) is string meaning)
        {
            html.Element("p", () => Labelled(html, texts["finding.meaning"], meaning));
        }

        html.Element("p", () => Labelled(html, texts["finding.remedy"], texts.Remediation(finding)));
        html.Element("details", () =>
        {
            html.Element("summary", texts["finding.evidence"]);
            html.Element("p", texts["finding.target", finding.Target]);
            html.Element("ul", () =>
            {
                foreach (string line in finding.Evidence)
                {
                    html.Element("li", () => html.Foreign("code", line));
                }
            });
            html.Foreign("p", string.Join("; ", finding.References.Concat(new[] { finding.RuleId })), "class", "small");
        });
    }

    private static void Labelled(HtmlWriter html, string label, string text)
    {
        html.Element("strong", label + ": ");
        html.Text(text);
    }
}
