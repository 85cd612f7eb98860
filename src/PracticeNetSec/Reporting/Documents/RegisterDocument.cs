// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Breach;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>
/// The practice's own register entry: the facts, the effects and the remedial action taken, and what lets the authority verify that
/// Art. 33 GDPR was observed (Art. 33(5)). The authority may require it: internal remarks are in the technical report alone.
/// </summary>
internal static class RegisterDocument
{
    private static readonly string[] Facts =
    {
        "controller", "contact", "processor", "aware", "aware-by", "processor-told", "measured", "since", "nature", "access", "data", "records", "persons", "number",
    };

    private static readonly string[] Effects = { "consequences" };
    private static readonly string[] Remedies = { "measures-taken", "closed", "verified" };
    private static readonly string[] Decisions = { "risk", "notified", "delay" };

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        writer.Section("about", texts["register-paper.about"], () =>
        {
            writer.Text(texts["register-paper.intro"]);
            writer.Text(texts["letter.gaps", texts.Count(FieldSection.Gaps(report, Facts.Concat(Effects).Concat(Remedies).Concat(Decisions)))], ParagraphStyle.Note);
        });
        ChangeSection.Write(writer, report, texts);
        writer.Section("facts", texts["register-paper.facts"], () => FieldSection.Some(writer, report, texts, Facts, withEvidence: true));
        writer.Section("effects", texts["register-paper.effects"], () => FieldSection.Some(writer, report, texts, Effects, withEvidence: true));
        writer.Section("remedies", texts["register-paper.remedies"], () => FieldSection.Some(writer, report, texts, Remedies, withEvidence: true));
        writer.Section("decisions", texts["register-paper.decisions"], () =>
        {
            FieldSection.Some(writer, report, texts, Decisions, withEvidence: true);
            if (report.Deadline is BreachDeadline deadline)
            {
                writer.Text(texts[!report.DeadlineAssumed ? "register-paper.deadline" : report.MeasuredTimeIsFiles ? "register-paper.deadline-assumed-file" : "register-paper.deadline-assumed", texts.Deadline(deadline.Deadline)]);
            }
            else
            {
                DeadlineSection.NotStarted(writer, report, texts);
            }
        });
        writer.Section("sign", texts["letter.sign"], () => writer.Signature(texts["letter.place-date"], texts["letter.signature-practice"]));
    }
}
