using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Breach;

namespace PracticeNetSec.Reporting.Papers;

/// <summary>
/// The practice tells its patients (Art. 34 GDPR), in plain language. Before the letter stands, for the practice only,
/// whether it must be sent and when it can be left out.
/// </summary>
internal static class PatientsPaper
{
    private static readonly string[] Judged = { "risk", "patients" };
    private static readonly string[] Advice = { "patients-paper.you-alert", "patients-paper.you-nobody", "patients-paper.you-ask" };

    public static void Write(PaperWriter writer, BreachReport report, ReportTexts texts)
    {
        writer.Section("needed", texts["patients-paper.needed"], () => Needed(writer, report, texts));
        if (report.ReachAtWorst <= BreachReach.Door)
        {
            writer.Section("letter", texts["patients-paper.letter"], () => writer.Text(texts["patients-paper.too-early"], TextLook.Note));
            return;
        }

        writer.NewSheet();
        writer.Section("letter", texts["patients-paper.letter"], () => Letter(writer, report, texts));
    }

    private static void Needed(PaperWriter writer, BreachReport report, ReportTexts texts)
    {
        writer.Text(texts["patients-paper.internal"], TextLook.Note);
        writer.Text(texts["patients-paper.duty"]);
        FieldSection.Some(writer, report, texts, Judged, withEvidence: false);
        writer.Text(texts["patients-paper.exceptions"]);
        writer.Lines(Enum.GetNames(typeof(PatientsExemption)).Select(name => new PaperLine(texts["patients-paper.exception-" + name])));
        if (report.ReachAtWorst is BreachReach.Write or BreachReach.Read or BreachReach.Names)
        {
            writer.Text(texts["patients-paper.not-encrypted"]);
        }

        writer.Text(texts["patients-paper.order"]);
    }

    private static void Letter(PaperWriter writer, BreachReport report, ReportTexts texts)
    {
        BreachIncident incident = report.Incident ?? new BreachIncident();
        string gap = texts["fields.gap"];
        writer.Text(Paper.NameOf(report), TextLook.Strong);
        if (incident is { Street: string street, City: string city })
        {
            writer.Block(new[] { SafeText.Clean(street), SafeText.Clean($"{incident.PostalCode} {city}".Trim()) }
                .Concat(new[] { incident.Phone, incident.Mail }.Where(line => line is not null).Select(SafeText.Clean)));
        }
        else
        {
            writer.Gap(gap, texts["patients-paper.gap-address"]);
        }

        writer.Gap(gap, texts["patients-paper.gap-date"]);
        writer.Text(texts["patients-paper.subject"], TextLook.Lead);
        writer.Text(texts["patients-paper.salutation"]);
        writer.Text(texts["patients-paper.opening"]);

        writer.Heading(texts["patients-paper.what"]);
        writer.Text(texts["patients-paper.what-" + report.ReachAtWorst]);
        Since(writer, incident, texts);
        writer.Text(texts[incident is { Access: ActualAccess access, AccessBasis: not null } ? "patients-paper.access-" + access : "patients-paper.access-unknown"]);
        bool nobody = incident is { Access: ActualAccess.No, AccessBasis: not null };
        if (nobody && report.Statements.Any(statement => statement.Text == "statement.session"))
        {
            writer.Gap(gap, texts["patients-paper.gap-session"]);
        }

        writer.Heading(texts["patients-paper.which"]);
        if (incident.RecordCategories.Length > 0)
        {
            writer.Text(texts["patients-paper.which-told"]);
            writer.Lines(incident.RecordCategories.Select(category => new PaperLine(SafeText.Clean(category))));
        }
        else
        {
            writer.Gap(gap, texts["patients-paper.gap-which"]);
        }

        writer.Heading(texts["patients-paper.consequences"]);
        if (nobody)
        {
            writer.Text(texts["patients-paper.may-if"]);
        }

        writer.Lines(Consequences(report).Select(key => new PaperLine(texts[key])));

        writer.Heading(texts["patients-paper.done"]);
        if (incident.MeasuresTaken.Length > 0)
        {
            writer.Lines(incident.MeasuresTaken.Select(measure => new PaperLine(SafeText.Told(measure))));
        }
        else
        {
            writer.Gap(gap, texts["patients-paper.gap-done"]);
        }

        writer.Heading(texts["patients-paper.you"]);
        writer.Lines(Advice.Select(key => new PaperLine(texts[key])));

        writer.Heading(texts["patients-paper.ask"]);
        FieldOfContact(writer, report, texts);
        if (report.Authority is { Sponsor: PracticeSponsor.Private } authority)
        {
            writer.Text(texts["patients-paper.complain", authority.Name, authority.Phone, authority.Mail]);
        }
        else
        {
            writer.Text(texts["patients-paper.complain-unknown"]);
        }

        writer.Text(texts["patients-paper.sorry"]);
        writer.Text(texts["letter.regards"]);
        writer.Signature(texts["letter.signature-practice"]);
    }

    private static void Since(PaperWriter writer, BreachIncident incident, ReportTexts texts)
    {
        switch (incident)
        {
            case { OpenSince: DateTimeOffset since, ClosedAt: DateTimeOffset closed }:
                writer.Text(texts["patients-paper.since-until", texts.Date(since), texts.Date(closed)]);
                break;
            case { ClosedAt: DateTimeOffset closed }:
                writer.Text(texts["patients-paper.until", texts.Date(closed)]);
                writer.Gap(texts["fields.gap"], texts["patients-paper.gap-since"]);
                break;
            case { OpenSince: DateTimeOffset since }:
                writer.Text(texts["patients-paper.since", texts.Date(since)]);
                writer.Gap(texts["fields.gap"], texts["patients-paper.gap-closed"]);
                break;
            default:
                writer.Gap(texts["fields.gap"], texts["patients-paper.gap-since"]);
                writer.Gap(texts["fields.gap"], texts["patients-paper.gap-closed"]);
                break;
        }
    }

    private static IEnumerable<string> Consequences(BreachReport report)
    {
        if (report.ReachAtWorst is BreachReach.Read or BreachReach.Write)
        {
            yield return "patients-paper.may-read";
            yield return "patients-paper.may-blackmail";
        }

        if (report.ReachAtWorst == BreachReach.Names)
        {
            yield return "patients-paper.may-names";
        }

        if (report.ReachAtWorst is BreachReach.Write or BreachReach.Change)
        {
            yield return "patients-paper.may-change";
        }
    }

    private static void FieldOfContact(PaperWriter writer, BreachReport report, ReportTexts texts)
    {
        ReportStatement? contact = report.Statements.FirstOrDefault(statement => statement.Field == "field.contact");
        if (contact is { IsGap: false })
        {
            writer.Text(StatementText.Of(contact, texts));
        }
        else
        {
            writer.Gap(texts["fields.gap"], texts["gap.contact"]);
        }
    }
}
