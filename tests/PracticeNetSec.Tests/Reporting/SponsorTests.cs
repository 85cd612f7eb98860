// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Reporting;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>Who runs a practice, and its profession, decide on authority, law and guideline.</summary>
public sealed class SponsorTests
{
    [Theory]
    [InlineData(PracticeSponsor.Private, "BY", "BayLDA")]
    [InlineData(PracticeSponsor.Public, "BY", "BayLfD")]
    [InlineData(PracticeSponsor.Public, "NI", "Der Landesbeauftragte für den Datenschutz Niedersachsen")]
    public void A_public_body_notifies_the_authority_of_its_Land_and_in_Bavaria_the_BayLfD(PracticeSponsor sponsor, string land, string name)
    {
        BreachReport report = Report(sponsor, PracticeProfession.Hospital, land);

        Assert.Contains(name, report.Authority!.Name, StringComparison.Ordinal);
        Assert.DoesNotContain(sponsor == PracticeSponsor.Public && land == "BY" ? "0981 1800930" : "nirgends", Rendered.Html(report, "de", ReportDocument.Authority), StringComparison.Ordinal);
    }

    [Fact]
    public void A_contact_that_is_not_on_file_is_a_marked_gap() =>
        Assert.Contains("nicht hinterlegt, zu ergänzen", Rendered.Html(Report(PracticeSponsor.Public, PracticeProfession.Hospital, "BY"), "de", ReportDocument.Authority), StringComparison.Ordinal);

    [Fact]
    public void A_Catholic_body_has_the_72_hours_of_the_KDG()
    {
        BreachReport report = Report(PracticeSponsor.Catholic, PracticeProfession.Hospital, "NW");

        Assert.NotNull(report.Deadline);
        Assert.Contains("§ 33 KDG", Rendered.Html(report, "de", ReportDocument.Authority), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReportDocument.Dossier)]
    [InlineData(ReportDocument.Register)]
    [InlineData(ReportDocument.Authority)]
    public void A_Protestant_body_has_no_period_in_hours(ReportDocument document)
    {
        BreachReport report = Report(PracticeSponsor.Protestant, PracticeProfession.Doctor, "NI");
        string html = Rendered.Html(report, "de", document);

        Assert.Null(report.Deadline);
        Assert.Contains("§ 32 DSG-EKD", html, StringComparison.Ordinal);
        Assert.DoesNotContain("17. Oktober 2019", html, StringComparison.Ordinal);
        Assert.DoesNotContain("0511 1204500", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PracticeProfession.Dentist)]
    [InlineData(PracticeProfession.Hospital)]
    [InlineData(PracticeProfession.Pharmacy)]
    public void Numbers_of_the_KBV_are_nowhere_where_its_guideline_does_not_apply(PracticeProfession profession)
    {
        BreachReport report = Report(PracticeSponsor.Private, profession, "NI");

        Assert.All(Rendered.All(report), each => Assert.DoesNotMatch(@"\bA\d-\d+", each.Text.Split("</style>").Last()));
        Assert.Contains("A1-11", Rendered.Html(Report(PracticeSponsor.Private, PracticeProfession.Psychotherapist, "NI")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_parts_of_the_form_of_Lower_Saxony_have_its_numbers_and_name_the_reporter()
    {
        string html = Rendered.Html(Report(PracticeSponsor.Private, PracticeProfession.Doctor, "NI"), "de", ReportDocument.Authority);

        Assert.All(["1 Meldende Stelle", "7 Folgen", "8 Maßnahmen"], heading => Assert.Contains(">" + heading, html, StringComparison.Ordinal));
        Assert.Contains("Name und Funktion der Person, die meldet", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_form_of_Rhineland_Palatinate_has_its_steps_and_its_follow_up_needs_the_identifier()
    {
        string html = Rendered.Html(Report(PracticeSponsor.Private, PracticeProfession.Doctor, "RP"), "de", ReportDocument.Authority);

        Assert.True(html.IndexOf("id=\"part-organisation\"", StringComparison.Ordinal) < html.IndexOf("id=\"part-risk\"", StringComparison.Ordinal));
        Assert.Contains("9 Maßnahmen", html, StringComparison.Ordinal);
        Assert.Contains("Kennung der Erstmeldung", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_authority_says_that_it_was_checked_on_a_stored_page()
    {
        Assert.All(SupervisoryAuthority.All, authority => Assert.Contains("stored copy", authority.Source, StringComparison.Ordinal));
        Assert.StartsWith("Der Landesbeauftragte", SupervisoryAuthority.Get("HB").Name, StringComparison.Ordinal);
        Assert.StartsWith("https://www.navo.niedersachsen.de/", SupervisoryAuthority.Get("NI").BreachFormUrl, StringComparison.Ordinal);
        Assert.StartsWith("https://datenpannen.datenschutz-berlin.de", SupervisoryAuthority.Get("BE").BreachFormUrl, StringComparison.Ordinal);
        Assert.Contains("gespeicherten Seiten", Rendered.Html(Incidents.Report(), "de", ReportDocument.Authority), StringComparison.Ordinal);
    }

    private static BreachReport Report(PracticeSponsor sponsor, PracticeProfession profession, string land)
    {
        BreachIncident incident = Incidents.Complete();
        (incident.Sponsor, incident.Profession, incident.Land, incident.PostalCode) = (sponsor, profession, land, null);
        return Incidents.Report(incident: incident);
    }
}
