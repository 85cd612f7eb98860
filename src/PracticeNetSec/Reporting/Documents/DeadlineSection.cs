// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>The deadline for the notification, and the recipient.</summary>
internal static class DeadlineSection
{
    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts) =>
        writer.Section("deadline", texts["section.deadline"], () =>
        {
            if (report.Kind == ReportKind.BreachReport)
            {
                OfBreach(writer, report, texts);
            }
            else
            {
                writer.Text(report.Verdict == Verdict.Undetermined
                    ? texts["deadline.undetermined", BreachEvidence.Text(BreachDeadline.Hours)]
                    : texts["deadline.none"]);
            }

            Authority(writer, report.Authority, texts);
        });

    /// <summary>The period of a breach, or what would start it.</summary>
    public static void OfBreach(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        if (report.Deadline is BreachDeadline deadline)
        {
            Deadline(writer, report, deadline, texts);
        }
        else
        {
            NotStarted(writer, report, texts);
        }
    }

    /// <summary>Only an open port is known: what starts the period, and what must be clarified. No date is due, and none has passed.</summary>
    public static void NotStarted(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        if (report.Authority?.Sponsor == PracticeSponsor.Protestant)
        {
            writer.Text(texts["deadline.protestant"], ParagraphStyle.Strong);
            return;
        }

        writer.Text(texts["deadline.not-started", BreachEvidence.Text(BreachDeadline.Hours)], ParagraphStyle.Strong);
        writer.Text(texts["deadline.to-clarify"]);
        if (report.StatedAwareness is DateTimeOffset stated)
        {
            writer.Text(texts["deadline.stated-only", texts.Moment(stated), BreachEvidence.Text(BreachDeadline.Hours)], ParagraphStyle.Note);
        }
    }

    /// <summary>The authority and how to reach it.</summary>
    public static void Authority(DocumentWriter writer, SupervisoryAuthority? authority, ReportTexts texts)
    {
        if (authority is null)
        {
            writer.Text(texts["authority.unknown"], ParagraphStyle.Note);
            return;
        }

        writer.Terms(Terms(authority, texts));
        if (authority.Hint.TryGetValue(texts.Language, out string? hint))
        {
            writer.Text(hint);
        }

        if (authority.Checked.Length > 0)
        {
            writer.Text(texts["authority.checked", texts.Day(authority.Checked)], ParagraphStyle.Small);
        }
    }

    private static IEnumerable<DocumentTerm> Terms(SupervisoryAuthority authority, ReportTexts texts)
    {
        yield return new DocumentTerm(texts["authority.name"], authority.Name);
        yield return Term("authority.address", authority.PostalAddress, null, texts);
        yield return Term("authority.phone", authority.Phone, "tel:" + authority.Phone.Replace(" ", ""), texts);
        yield return Term("authority.mail", authority.Mail, "mailto:" + authority.Mail, texts);
        yield return Term("authority.form", authority.BreachFormUrl, authority.BreachFormUrl, texts);
    }

    // What no source was read for is a marked gap, never an invention.
    private static DocumentTerm Term(string name, string value, string? link, ReportTexts texts) =>
        value.Length > 0 ? new DocumentTerm(texts[name], value, link) : new DocumentTerm(texts[name], texts["authority.gap"]);

    private static void Deadline(DocumentWriter writer, BreachReport report, BreachDeadline deadline, ReportTexts texts)
    {
        bool notified = report.Incident?.NotifiedAt is not null;
        string until = report.Incident?.NoNotificationReason is not null ? "deadline.no-notification" : notified ? "deadline.was" : "deadline.until";
        writer.Text(texts[until, texts.Deadline(deadline.Deadline)], ParagraphStyle.Strong);
        if (report.Incident?.NotifiedAt is DateTimeOffset at)
        {
            writer.Text(texts[at <= deadline.Deadline ? "deadline.kept" : "deadline.missed", texts.Moment(at)]);
        }

        if (report.DeadlineAssumed)
        {
            writer.Text(texts[report.MeasuredTimeIsFiles ? "deadline.assumed-file" : "deadline.assumed"], ParagraphStyle.Note);
        }

        if (!notified && report.Incident?.NoNotificationReason is null)
        {
            TimeSpan left = deadline.Remaining.Duration();
            bool over = deadline.Remaining < TimeSpan.Zero;
            writer.Text(texts[
                !over ? "deadline.left" : report.DeadlineAssumed ? "deadline.over-if" : "deadline.over",
                BreachEvidence.Text((int)left.TotalHours),
                BreachEvidence.Text(left.Minutes)]);
        }

        writer.Terms(new[]
        {
            new DocumentTerm(texts[!report.DeadlineAssumed ? "deadline.aware" : report.MeasuredTimeIsFiles ? "deadline.aware-assumed-file" : "deadline.aware-assumed"], texts.Moment(deadline.AwareAt)),
            new DocumentTerm(texts["deadline.starts"], texts.Moment(deadline.Starts)),
            new DocumentTerm(texts["deadline.ends", BreachEvidence.Text(BreachDeadline.Hours)], texts.Moment(deadline.Deadline)),
        });
        writer.Text(texts["deadline.rule"], ParagraphStyle.Small);
        if (deadline.DisputedDeadline is DateTimeOffset disputed)
        {
            writer.Text(texts["deadline.disputed", texts.Deadline(disputed)], ParagraphStyle.Small);
        }
    }
}
