using System;
using PracticeNetSec.Breach;
using PracticeNetSec.Findings;

namespace PracticeNetSec.Reporting;

/// <summary>Until when to notify, and whom.</summary>
internal static class DeadlineSection
{
    public static void Write(HtmlWriter html, BreachReport report, ReportTexts texts) =>
        HtmlReport.Section(html, "deadline", texts["section.deadline"], () =>
        {
            if (report.Deadline is BreachDeadline deadline)
            {
                Deadline(html, report, deadline, texts);
            }
            else
            {
                html.Element("p", report.Verdict == Verdict.Undetermined
                    ? texts["deadline.undetermined", BreachEvidence.Text(BreachDeadline.Hours)]
                    : texts["deadline.none"]);
            }

            Authority(html, report.Authority, texts);
        });

    private static void Deadline(HtmlWriter html, BreachReport report, BreachDeadline deadline, ReportTexts texts)
    {
        string until = report.Reach > BreachReach.Door ? "deadline.until" : "deadline.if-confirmed";
        html.Element("p", texts[until, texts.Deadline(deadline.Deadline)], "class", "deadline");
        if (report.DeadlineAssumed)
        {
            html.Element("p", texts["deadline.assumed"], "class", "note");
        }

        TimeSpan left = deadline.Remaining.Duration();
        html.Element("p", texts[
            deadline.Remaining < TimeSpan.Zero ? "deadline.over" : "deadline.left",
            BreachEvidence.Text((int)left.TotalHours),
            BreachEvidence.Text(left.Minutes)]);
        html.Element("dl", () =>
        {
            html.Term(texts[report.DeadlineAssumed ? "deadline.aware-assumed" : "deadline.aware"], texts.Moment(deadline.AwareAt));
            html.Term(texts["deadline.starts"], texts.Moment(deadline.Starts));
            html.Term(texts["deadline.ends", BreachEvidence.Text(BreachDeadline.Hours)], texts.Moment(deadline.Deadline));
        });
        html.Element("p", texts["deadline.rule"], "class", "small");
        if (deadline.DisputedDeadline is DateTimeOffset disputed)
        {
            html.Element("p", texts["deadline.disputed", texts.Deadline(disputed)], "class", "small");
        }
    }

    private static void Authority(HtmlWriter html, SupervisoryAuthority? authority, ReportTexts texts)
    {
        if (authority is null)
        {
            html.Element("p", texts["authority.unknown"], "class", "note");
            return;
        }

        html.Element("dl", () =>
        {
            html.Term(texts["authority.name"], authority.Name);
            html.Element("dt", texts["authority.phone"]);
            html.Element("dd", () => html.Element("a", authority.Phone, "href", "tel:" + authority.Phone.Replace(" ", "")));
            html.Element("dt", texts["authority.mail"]);
            html.Element("dd", () => html.Element("a", authority.Mail, "href", "mailto:" + authority.Mail));
            html.Element("dt", texts["authority.form"]);
            html.Element("dd", () => html.Element("a", authority.BreachFormUrl, "href", authority.BreachFormUrl, "rel", "noreferrer"));
        });
        if (authority.Hint.TryGetValue(texts.Language, out string? hint))
        {
            html.Element("p", hint);
        }

        html.Element("p", texts["authority.checked", texts.Day(authority.Checked)], "class", "small");
    }
}
