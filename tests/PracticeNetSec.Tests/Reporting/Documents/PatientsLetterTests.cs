// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using Xunit;

namespace PracticeNetSec.Tests.Reporting.Documents;

/// <summary>The letter of Art. 34 GDPR can be sent as it is: its own file, and nothing in it that is not for patients.</summary>
public sealed class PatientsLetterTests
{
    private static readonly string[] Internal =
    {
        "PracticeNetSec", "Entwurf", "Beleg", "Erstellt am", "lit. a", "Rechtsberatung", "ENISA", "445", "0x00", "203.0.113", "Nur für die Praxis", "nur für die Praxis", "Muss dieser Brief", "Erstmeldung", "Art. 33",
        "draft", "Created on", "legal advice",
    };

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void The_letter_contains_no_internal_information(string language)
    {
        foreach (BreachReport report in new[] { Incidents.Report(), Incidents.Report(ReportPhase.Final), CelleCase.Report(null, null, CelleCase.Server()), CelleCase.Report(null, null, CelleCase.Server(access: ShareAccess.List)) })
        {
            string html = Rendered.Html(report, language, ReportDocument.Patients);
            using WordprocessingDocument word = WordprocessingDocument.Open(Rendered.Docx(report, language, ReportDocument.Patients), isEditable: false);
            string docx = word.MainDocumentPart!.Document.Body!.InnerText + word.PackageProperties.Title + word.PackageProperties.Creator + word.PackageProperties.Description;

            Assert.All(Internal, word => Assert.DoesNotContain(word, html.Split("</style>")[1], StringComparison.Ordinal));
            Assert.All(Internal, word => Assert.DoesNotContain(word, docx, StringComparison.Ordinal));
            Assert.DoesNotContain("<footer", html, StringComparison.Ordinal);
            Assert.Empty(word.MainDocumentPart.FooterParts);
            Assert.Empty(word.MainDocumentPart.HeaderParts);
            Assert.DoesNotMatch(@"\d+ (Punkte|points)", html);
        }
    }

    [Fact]
    public void Whether_the_letter_must_be_sent_is_in_another_document()
    {
        BreachReport report = Incidents.Report();

        Assert.Contains("Art. 34 Abs. 3 DSGVO", Rendered.Html(report, "de", ReportDocument.PatientsDecision), StringComparison.Ordinal);
        Assert.DoesNotContain("Sehr geehrte Patientin", Rendered.Html(report, "de", ReportDocument.PatientsDecision), StringComparison.Ordinal);
        Assert.Contains("Sehr geehrte Patientin", Rendered.Html(report, "de", ReportDocument.Patients), StringComparison.Ordinal);
    }

    [Fact]
    public void The_letter_contains_what_Article_34_2_requires()
    {
        string html = Rendered.Html(Incidents.Report(), "de", ReportDocument.Patients);

        foreach (string wanted in new[] { "Ihre Fragen beantwortet: Jürgen Groß, 0511 000002, dsb@beispiel.example.", "Offenlegung von Diagnosen", "Weiterleitung gelöscht", "VPN für den Fernzugriff", "Südwall 5", "29221 Celle", "Arztbriefe", "0511 1204500" })
        {
            Assert.Contains(wanted, html, StringComparison.Ordinal);
        }

        // Place and date, and the signature, are left to fill; nothing else.
        Assert.Equal(1, Gaps(html));
    }

    [Fact]
    public void A_missing_value_is_marked_and_listed_for_the_practice()
    {
        BreachReport report = CelleCase.Report(CelleCase.Aware, null, CelleCase.Server());
        string letter = Rendered.Html(report, "de", ReportDocument.Patients);
        string decision = Rendered.Html(report, "de", ReportDocument.PatientsDecision);

        // Address, date, since, closed, kinds of data, what was done, contact; the signature's line is no mark in HTML.
        Assert.Equal(7, Gaps(letter));
        foreach (string gap in new[] { "Anschrift, Telefon und E-Mail der Praxis", "wann der Zugriff gesperrt wurde", "Name, Telefon und E-Mail der Ansprechperson" })
        {
            Assert.Contains(gap, letter, StringComparison.Ordinal);
            Assert.Contains(gap, decision, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void The_page_of_the_letter_has_one_title_and_no_level_left_out(string language)
    {
        XElement page = XDocument.Parse(Rendered.Html(Incidents.Report(), language, ReportDocument.Patients).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;

        Assert.Single(page.Descendants("h1"));
        Assert.True(page.Descendants("h2").Count() >= 5);
        Assert.Empty(page.Descendants("h3"));
        Assert.Equal(page.Descendants("h1").Single().Value, page.Descendants("title").Single().Value);
    }

    [Theory]
    [InlineData("de", "Fehler|Schuld|versäum|leid", "angesehen")]
    [InlineData("en", "failure|fault|failed|sorry", "viewed")]
    public void The_letter_admits_nothing_that_was_not_measured(string language, string admission, string read)
    {
        foreach (ShareAccess access in new[] { ShareAccess.List, ShareAccess.Read, ShareAccess.Write })
        {
            string letter = Rendered.Html(CelleCase.Report(null, null, CelleCase.Server(access: access)), language, ReportDocument.Patients).Split("</style>")[1];

            Assert.DoesNotMatch(admission, letter);
            Assert.DoesNotContain(read, letter, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_data_within_reach_there_is_no_letter()
    {
        BreachReport portsOnly = CelleCase.Report();

        Assert.False(portsOnly.CanTellPatients);
        Assert.DoesNotContain("Sehr geehrte Patientin", Rendered.Html(portsOnly, "de", ReportDocument.Patients), StringComparison.Ordinal);
        Assert.DoesNotContain("Sehr geehrte Patientin", Rendered.DocxParts(portsOnly, "de", ReportDocument.Patients), StringComparison.Ordinal);
    }

    private static int Gaps(string html) => html.Split("class=\"gap\"").Length - 1;
}
