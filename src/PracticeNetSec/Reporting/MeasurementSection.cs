using System;
using System.Linq;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>From where, when and with what it was measured, and what stays open.</summary>
internal static class MeasurementSection
{
    public static void Write(HtmlWriter html, BreachReport report, ReportTexts texts)
    {
        if (report.Router is null && report.Shares.Length == 0)
        {
            html.Element("p", texts["measured.nothing"]);
        }

        if (report.Router is RouterExposure router)
        {
            Router(html, router, texts);
        }

        foreach (ShareReachability server in report.Shares)
        {
            html.Element("h3", $"{texts["measured.server"]} {SafeText.Clean(server.ComputerName)}");
            html.Element("dl", () =>
            {
                Times(html, server.Vantage, server.StartedAt, server.EndedAt, texts);
                html.Term("SMB", server.Dialects.Length == 0 ? texts["measured.unknown"] : string.Join(", ", server.Dialects));
            });
            Reasons(html, server.Reasons, texts);
        }

        html.Element("p", texts["measured.harmless"]);
        html.Element("h3", texts["measured.open-points"]);
        if (report.Unchecked.Length == 0)
        {
            html.Element("p", texts["measured.no-open-points"]);
            return;
        }

        html.Element("ul", () =>
        {
            foreach (ReportLine line in report.Unchecked)
            {
                html.Element("li", texts.Of(line));
            }
        });
    }

    private static void Router(HtmlWriter html, RouterExposure router, ReportTexts texts)
    {
        html.Element("h3", $"{texts["measured.router"]} {SafeText.Clean(router.ComputerName)}");
        html.Element("dl", () =>
        {
            html.Term(texts["measured.router"], router.Identity.Model is null ? texts["measured.unknown"] : router.Identity.ToString());
            html.Term(texts["measured.firmware"], router.Firmware?.ToString() ?? texts["measured.unknown"]);
            Times(html, router.Vantage, router.StartedAt, router.EndedAt, texts);
            html.Term(texts["measured.ports"], BreachEvidence.Text(router.Ports.Select(port => port.Port).Distinct().Count()));
        });
        if (router.Sources.Length > 0)
        {
            html.Element("details", () =>
            {
                html.Element("summary", texts["measured.sources"]);
                html.Element("ul", () =>
                {
                    foreach (SourceReport source in router.Sources)
                    {
                        html.Element("li", () =>
                        {
                            html.Element("strong", $"{SafeText.Clean(source.Source)} ({texts[source.Complete ? "measured.complete" : "measured.incomplete"]}): ");
                            html.Foreign("span", source.Detail, "lang", "en");
                        });
                    }
                });
            });
        }

        Reasons(html, router.Reasons, texts);
    }

    private static void Times(HtmlWriter html, Vantage vantage, DateTimeOffset from, DateTimeOffset until, ReportTexts texts)
    {
        html.Term(texts["measured.vantage"], texts.Of(vantage));
        html.Term(texts["measured.from"], from == default ? texts["measured.unknown"] : texts.Moment(from));
        html.Term(texts["measured.until"], until == default ? texts["measured.unknown"] : texts.Moment(until));
    }

    private static void Reasons(HtmlWriter html, string[] reasons, ReportTexts texts)
    {
        if (reasons.Length == 0)
        {
            return;
        }

        html.Element("details", () =>
        {
            html.Element("summary", texts["measured.reasons"]);
            html.Element("ul", "lang", "en", () =>
            {
                foreach (string reason in reasons)
                {
                    html.Foreign("li", reason);
                }
            });
        });
    }
}
