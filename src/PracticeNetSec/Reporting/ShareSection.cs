using System.Linq;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>Who may do what in the shares, one table a server.</summary>
internal static class ShareSection
{
    private static readonly string[] Columns = { "shares.share", "shares.anonymous", "shares.guest", "shares.patients" };

    public static void Write(HtmlWriter html, BreachReport report, ReportTexts texts)
    {
        foreach (ShareReachability server in report.Shares)
        {
            SeenShare[] seen = SeenShare.WithFiles(server).ToArray();
            if (seen.Length == 0)
            {
                html.Element("p", texts["shares.unseen", server.ComputerName, BreachEvidence.Text(server.Port)]);
                continue;
            }

            html.Element("div", "class", "wide", () => Table(html, server, seen, texts));
        }

        html.Element("p", texts["shares.list-note"], "class", "small");
    }

    private static void Table(HtmlWriter html, ShareReachability server, SeenShare[] seen, ReportTexts texts) => html.Element("table", () =>
    {
        html.Element("caption", texts["shares.caption", server.ComputerName, BreachEvidence.Text(server.Port)]);
        html.Element("thead", () => html.Element("tr", () =>
        {
            foreach (string column in Columns)
            {
                html.Element("th", texts[column], "scope", "col");
            }
        }));
        html.Element("tbody", () =>
        {
            foreach (SeenShare row in seen)
            {
                html.Element("tr", () => Row(html, row.Share, texts));
            }
        });
    });

    private static void Row(HtmlWriter html, SmbShare share, ReportTexts texts)
    {
        html.Foreign("th", share.Name, "scope", "row");
        Access(html, share.AnonymousAccess, texts);
        Access(html, share.GuestAccess, texts);
        html.Element("td", share.PatientData.Length == 0
            ? texts["shares.none"]
            : string.Join("; ", share.PatientData.Select(count => $"{StatementText.Category(count.Category, texts)}: {BreachEvidence.Text(count.Count)}")));
    }

    private static void Access(HtmlWriter html, ShareAccess? access, ReportTexts texts)
    {
        string text = access is ShareAccess known ? texts.Of(known) : texts["shares.untried"];
        html.Element("td", text, "class", access >= ShareAccess.List ? "bad" : "calm");
    }
}
