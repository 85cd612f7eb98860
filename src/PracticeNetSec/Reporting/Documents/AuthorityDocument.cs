// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Breach;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>The practice notifies the authority (Art. 33(1) and (3) GDPR): the fields in the order of its form, ready to paste.</summary>
internal static class AuthorityDocument
{
    private static readonly string[] Reference = { "notified" };

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        SupervisoryAuthority? authority = report.Authority;
        FormPart[] parts = FormOrder.Of(authority?.Land);
        writer.Section("to", texts["letter.to"], () =>
        {
            DeadlineSection.Authority(writer, authority, texts);
            writer.Text(texts[FormOrder.IsKnown(authority?.Land) ? "authority-paper.order-known" : "authority-paper.order-law"], ParagraphStyle.Small);
            writer.Text(texts["authority-paper.gaps", texts.Count(FieldSection.Gaps(report, parts.SelectMany(part => part.Fields)) + parts.Count(AsksForReporter))], ParagraphStyle.Note);
            if (report.Incident?.NoNotificationReason is not null)
            {
                writer.Text(texts["authority-paper.not-notified"], ParagraphStyle.Note);
            }

            if (report.ReachAtWorst <= BreachReach.NetworkAccess)
            {
                writer.Text(texts["authority-paper.not-yet"], ParagraphStyle.Note);
            }
        });
        writer.Section("subject", texts["authority-paper.subject", texts.Of(report.Phase)], () =>
        {
            writer.Text(texts["authority-paper.opening." + report.Phase]);
            if (report.Deadline is BreachDeadline deadline && report.Phase == ReportPhase.Initial && !report.DeadlineAssumed)
            {
                writer.Text(texts["authority-paper.deadline", texts.Deadline(deadline.Deadline)]);
            }

            FieldSection.Some(writer, report, texts, report.Phase == ReportPhase.Initial ? Array.Empty<string>() : Reference, withEvidence: false);
        });
        if (report.Phase != ReportPhase.Initial)
        {
            ChangeSection.Write(writer, report, texts);
        }

        foreach (FormPart part in parts)
        {
            writer.Section("part-" + part.Part, $"{part.Number} {texts["part." + part.Part]}".TrimStart(), () => Part(writer, report, part, texts));
        }

        writer.Section("sign", texts["letter.sign"], () =>
        {
            if (report.Phase != ReportPhase.Final)
            {
                writer.Text(texts["authority-paper.later"]);
            }

            writer.Signature(texts["letter.place-date"], texts["letter.signature-practice"]);
        });
    }

    private static bool AsksForReporter(FormPart part) => part.Part == "reporter";

    private static void Part(DocumentWriter writer, BreachReport report, FormPart part, ReportTexts texts)
    {
        FieldSection.Measured(writer, report, texts, part.Fields);

        // Forms ask for the person who reports; no measurement and no incident file names that person.
        if (AsksForReporter(part))
        {
            writer.Gap(texts["fields.gap"], texts["authority-paper.gap-reporter"]);
        }
    }
}
