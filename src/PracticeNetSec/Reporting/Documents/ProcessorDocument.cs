// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>The IT service provider notifies the practice (Art. 33(2) GDPR).</summary>
internal static class ProcessorDocument
{
    private static readonly string[] Parties = { "processor", "controller" };
    private static readonly string[] Found = { "measured", "since", "nature", "data", "access" };
    private static readonly string[] Done = { "measures-taken", "closed", "verified", "measures-proposed" };

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        writer.Section("from", texts["letter.from-to"], () =>
        {
            FieldSection.Some(writer, report, texts, Parties, withEvidence: false);
            writer.Text(texts["letter.gaps", texts.Count(FieldSection.Gaps(report, Found.Concat(Done).Concat(Parties)))], ParagraphStyle.Note);
        });
        writer.Section("subject", texts["processor-paper.subject", texts.Of(report.Phase)], () =>
        {
            writer.Text(texts["letter.salutation"]);
            writer.Text(texts["processor-paper.opening." + report.Phase]);
            writer.Text(VerdictSection.Sentence(report, texts), ParagraphStyle.Strong);
            writer.Text(texts[report.Reach > BreachReach.NetworkAccess ? "verdict.detail-happened" : report.ReachAtWorst > BreachReach.NetworkAccess ? "verdict.detail-before" : "processor-paper.network-access"]);
        });
        ChangeSection.Write(writer, report, texts);
        writer.Section("found", texts["processor-paper.found"], () => FieldSection.Measured(writer, report, texts, Found));
        writer.Section("open", texts["measured.open-points"], () =>
        {
            if (report.Unchecked.Length == 0)
            {
                writer.Text(texts["processor-paper.no-open-points"]);
            }
            else
            {
                writer.Lines(report.Unchecked.Select(line => new DocumentLine(texts.Of(line))));
            }

            // The list of all sources is in the technical report, which this reader may not have.
            SourceReport[] inPart = report.Router?.Sources.Where(source => !source.Complete).ToArray() ?? Array.Empty<SourceReport>();
            if (inPart.Length > 0)
            {
                writer.Text(texts["processor-paper.sources-in-part"]);
                writer.Lines(inPart.Select(source => MeasurementSection.Source(source, texts)));
            }
        });
        writer.Section("measures", texts["processor-paper.measures"], () => FieldSection.Some(writer, report, texts, Done, withEvidence: false));
        writer.Section("now", texts["processor-paper.now"], () =>
        {
            writer.Lines(report.Steps.Select(step => new DocumentLine(texts.Of(step))), numbered: true);
            writer.Text(texts["processor-paper.hours", BreachEvidence.Text(BreachDeadline.Hours)], ParagraphStyle.Note);
            if (report.Deadline is BreachDeadline deadline && !report.DeadlineAssumed)
            {
                writer.Text(texts["deadline.until-stated", texts.Deadline(deadline.Deadline)]);
            }

            DeadlineSection.Authority(writer, report.Authority, texts);
        });
        writer.Section("notes", texts["section.notes"], () => writer.Lines(NoteSection.Lines(report, texts).Append(new DocumentLine(texts["note.nis2-provider"]))));
        writer.Section("sign", texts["letter.sign"], () =>
        {
            writer.Text(texts["letter.regards"]);
            writer.Signature(texts["letter.place-date"], texts["letter.signature-processor"]);
        });
    }
}
