// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>
/// The letter in which the practice informs its patients (Art. 34 GDPR), in plain language. It is sent unchanged: it contains
/// nothing internal, and what is missing is a marked placeholder.
/// </summary>
internal static class PatientsDocument
{
    private static readonly string[] Advice = { "patients-paper.you-alert", "patients-paper.you-nobody", "patients-paper.you-ask" };

    /// <summary>Keys of what a person must fill in before the letter can be sent.</summary>
    public static IEnumerable<string> Gaps(BreachReport report)
    {
        BreachIncident incident = report.Incident ?? new BreachIncident();
        if (incident.Street is null || incident.City is null)
        {
            yield return "patients-paper.gap-address";
        }

        yield return "patients-paper.gap-date";
        if (incident.OpenSince is null)
        {
            yield return "patients-paper.gap-since";
        }

        if (incident.ClosedAt is null)
        {
            yield return "patients-paper.gap-closed";
        }

        if (incident.RecordCategories.Length == 0)
        {
            yield return "patients-paper.gap-which";
        }

        if (incident.MeasuresTaken.Length == 0)
        {
            yield return "patients-paper.gap-done";
        }

        if (Contact(report) is null)
        {
            yield return "patients-paper.gap-contact";
        }

        yield return "patients-paper.signature";
    }

    /// <summary>True when the practice states, with its basis, that the files were not accessed.</summary>
    public static bool DeniesAccess(BreachReport report) => report.Incident is { Access: ActualAccess.No, AccessBasis: not null };

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        BreachIncident incident = report.Incident ?? new BreachIncident();
        HashSet<string> gaps = new(Gaps(report), StringComparer.Ordinal);
        void GapIf(string key)
        {
            if (gaps.Contains(key))
            {
                writer.Gap(texts["fields.gap"], texts[key]);
            }
        }

        writer.Text(DocumentOutline.NameOf(report), ParagraphStyle.Strong);
        if (incident is { Street: string street, City: string city })
        {
            writer.Block(new[] { street, $"{incident.PostalCode} {city}".Trim(), incident.Phone, incident.Mail }.Where(line => line is not null).Select(line => SafeText.Entered(line)));
        }

        GapIf("patients-paper.gap-address");
        GapIf("patients-paper.gap-date");
        writer.Subject(texts["patients-paper.subject"]);
        writer.Text(texts["patients-paper.salutation"]);
        writer.Text(texts["patients-paper.opening"]);

        writer.Heading(texts["patients-paper.what"]);
        writer.Text(texts["patients-paper.what-" + report.ReachAtWorst]);
        Since(writer, incident, texts);
        GapIf("patients-paper.gap-since");
        GapIf("patients-paper.gap-closed");
        writer.Text(texts[incident is { Access: ActualAccess access, AccessBasis: not null } ? "patients-paper.access-" + access : "patients-paper.access-unknown"]);

        writer.Heading(texts["patients-paper.which"]);
        Entries(writer, texts["patients-paper.which-stated"], incident.RecordCategories);
        GapIf("patients-paper.gap-which");

        writer.Heading(texts["patients-paper.consequences"]);
        if (DeniesAccess(report))
        {
            writer.Text(texts["patients-paper.may-if"]);
        }

        writer.Lines(Consequences(report).Select(key => new DocumentLine(texts[key]))
            .Concat(incident.Consequences is string text ? new[] { new DocumentLine(SafeText.Entered(text)) } : Array.Empty<DocumentLine>()));

        writer.Heading(texts["patients-paper.done"]);
        Entries(writer, null, incident.MeasuresTaken);
        GapIf("patients-paper.gap-done");
        Entries(writer, texts["patients-paper.planned"], incident.MeasuresPlanned);

        writer.Heading(texts["patients-paper.you"]);
        writer.Lines(Advice.Select(key => new DocumentLine(texts[key])));

        writer.Heading(texts["patients-paper.ask"]);
        if (Contact(report) is ReportStatement contact)
        {
            writer.Text(texts["patients-paper.officer", StatementText.Of(contact, texts)]);
        }

        GapIf("patients-paper.gap-contact");
        writer.Text(report.Authority is { Phone.Length: > 0, Mail.Length: > 0 } authority
            ? texts["patients-paper.complain", authority.Name, authority.Phone, authority.Mail]
            : texts["patients-paper.complain-unknown"]);
        writer.Text(texts["patients-paper.sorry"]);
        writer.Text(texts["letter.regards"]);
        writer.Signature(texts["patients-paper.signature"]);
    }

    private static void Entries(DocumentWriter writer, string? before, string[] entries)
    {
        if (entries.Length == 0)
        {
            return;
        }

        if (before is not null)
        {
            writer.Text(before);
        }

        writer.Lines(entries.Select(entry => new DocumentLine(SafeText.Entered(entry))));
    }

    private static void Since(DocumentWriter writer, BreachIncident incident, ReportTexts texts)
    {
        switch (incident)
        {
            case { OpenSince: DateTimeOffset since, ClosedAt: DateTimeOffset closed }:
                writer.Text(texts["patients-paper.since-until", texts.Date(since), texts.Date(closed)]);
                break;
            case { ClosedAt: DateTimeOffset closed }:
                writer.Text(texts["patients-paper.until", texts.Date(closed)]);
                break;
            case { OpenSince: DateTimeOffset since }:
                writer.Text(texts["patients-paper.since", texts.Date(since)]);
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

    private static ReportStatement? Contact(BreachReport report) =>
        report.Statements.FirstOrDefault(statement => statement.Field == "field.contact" && !statement.IsGap);
}
