using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Reporting;

/// <summary>The first screen: the judgement in one plain sentence, and what to do today.</summary>
internal static class VerdictSection
{
    private const int SmbPort = 445;

    public static void Write(HtmlWriter html, BreachReport report, ReportTexts texts)
    {
        html.Element("div", "class", $"verdict {report.Verdict.ToString().ToLowerInvariant()}", () =>
        {
            html.Element("p", Sentence(report, texts), "class", "main");
            Details(html, report, texts);
        });
        bool urgent = report.Kind == ReportKind.BreachReport;
        HtmlReport.Section(html, "steps", texts[urgent ? "section.steps" : "section.steps-audit"], () =>
            html.Element("ol", "class", "steps", () =>
            {
                foreach (ReportLine step in report.Steps)
                {
                    html.Element("li", texts.Of(step));
                }
            }));
    }

    internal static string Sentence(BreachReport report, ReportTexts texts) => texts[report.Reach switch
    {
        BreachReach.Write => "verdict.write",
        BreachReach.Change => "verdict.change",
        BreachReach.Read => "verdict.read",
        BreachReach.Names => "verdict.names",
        BreachReach.Door => "verdict.door",
        _ => $"verdict.{report.Verdict}",
    }];

    private static void Details(HtmlWriter html, BreachReport report, ReportTexts texts)
    {
        BreachEvidence evidence = new(report.Router, report.Shares, report.Practice);
        foreach (WidenedRange range in report.Router?.WidenedRanges ?? System.Array.Empty<WidenedRange>())
        {
            html.Element("p", texts["verdict.detail-range", BreachEvidence.Text(range.Start), BreachEvidence.Text(range.End), BreachEvidence.Text(range.IntendedPort)]);
        }

        if (evidence.Doors.Contains(SmbPort) && report.Verdict == Verdict.Exposed)
        {
            html.Element("p", texts[evidence.Reached.Any(seen => seen.Server.Port == SmbPort) ? "verdict.detail-smb" : "verdict.detail-smb-door"]);
        }

        if (report.Reach > BreachReach.Door)
        {
            html.Element("p", texts["verdict.detail-happened"]);
        }

        if (evidence.OnlyInside.Count > 0)
        {
            html.Element("p", texts["verdict.detail-inside", string.Join(", ", evidence.OnlyInside.Select(seen => seen.Path))]);
        }
    }
}
