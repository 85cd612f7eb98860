// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Reporting;
using Xunit;

namespace PracticeNetSec.Tests.Reporting.Documents;

/// <summary>What the law adds is told to the practice, and to nobody else.</summary>
public sealed class LawNoteTests
{
    [Theory]
    [InlineData(ReportDocument.Dossier)]
    [InlineData(ReportDocument.Processor)]
    [InlineData(ReportDocument.PatientsDecision)]
    public void The_notes_on_secrecy_and_the_use_of_a_notification_are_in_the_practices_documents(ReportDocument document)
    {
        string german = Rendered.Html(Incidents.Report(), "de", document);
        Assert.Contains("§ 203 Abs. 3 und 4 StGB", german, StringComparison.Ordinal);
        Assert.Contains("§ 43 Abs. 4 BDSG", german, StringComparison.Ordinal);
        Assert.Contains("§ 42 Abs. 4 BDSG", german, StringComparison.Ordinal);

        string english = Rendered.Html(Incidents.Report(), "en", document);
        Assert.Contains("203", english, StringComparison.Ordinal);
        Assert.Contains("BDSG", english, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReportDocument.Authority)]
    [InlineData(ReportDocument.Patients)]
    [InlineData(ReportDocument.Register)]
    public void The_notes_are_not_in_the_documents_for_the_authority_and_the_patients(ReportDocument document)
    {
        string html = Rendered.Html(Incidents.Report(), "de", document);

        Assert.DoesNotContain("BDSG", html, StringComparison.Ordinal);
        Assert.DoesNotContain("StGB", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de", "Art. 33 Abs. 5 DSGVO, nicht für diesen Bericht, nicht für Anordnungen der Behörde nach Art. 58 DSGVO und nicht für Schadenersatz nach Art. 82 DSGVO")]
    [InlineData("en", "the register under Article 33(5) GDPR, this report, orders of the authority under Article 58 GDPR, or compensation under Article 82 GDPR")]
    public void What_section_43_does_not_cover_is_stated(string language, string wanted) =>
        Assert.Contains(wanted, Rendered.Html(Incidents.Report(), language), StringComparison.Ordinal);

    [Theory]
    [InlineData(49, 9_000_000, false)]
    [InlineData(50, null, true)]
    [InlineData(12, 10_000_000, false)]
    [InlineData(12, 10_000_001, true)]
    [InlineData(null, null, false)]
    public void The_BSI_is_named_from_fifty_staff_or_above_ten_million_on(int? staff, int? euros, bool named)
    {
        BreachIncident incident = Incidents.Complete();
        incident.Staff = staff;
        incident.TurnoverEuro = euros;
        string html = Rendered.Html(Incidents.Report(incident: incident));

        Assert.Equal(named, html.Contains("Meldung an das BSI", StringComparison.Ordinal));
        Assert.Equal(named, html.Contains("binnen 24 Stunden, weitere binnen 72 Stunden, Abschluss spätestens einen Monat", StringComparison.Ordinal));
    }
}
