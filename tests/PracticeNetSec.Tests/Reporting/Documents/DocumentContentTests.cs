// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting.Documents;

/// <summary>The papers in each format: whole, valid, in both languages.</summary>
public sealed class DocumentContentTests
{
    private static IEnumerable<BreachReport> EveryReport() => CelleCase.OfEveryKind()
        .Append(Incidents.Report())
        .Append(Incidents.Report(ReportPhase.Final));

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void Every_document_is_well_formed_with_one_title_and_no_unfilled_placeholder(string language)
    {
        foreach (BreachReport report in EveryReport())
        {
            foreach (ReportDocument document in Rendered.Documents)
            {
                string html = Rendered.Html(report, language, document);
                using XmlReader reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null });
                XElement page = XDocument.Load(reader).Root!;

                Assert.Single(page.Descendants("h1"));
                Assert.DoesNotMatch(@"\{(\d|[a-z]+)\}", page.Value);
                string[] ids = page.Descendants().Attributes("id").Select(id => id.Value).ToArray();
                Assert.Equal(ids.Length, ids.Distinct().Count());
                Assert.All(page.Descendants().Attributes("aria-labelledby").SelectMany(label => label.Value.Split(' ')), id => Assert.Contains(id, ids));
            }
        }
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void Every_document_is_valid_WordprocessingML(string language)
    {
        OpenXmlValidator validator = new(FileFormatVersions.Office2019);
        foreach (BreachReport report in EveryReport())
        {
            foreach (ReportDocument document in Rendered.Documents)
            {
                using WordprocessingDocument word = WordprocessingDocument.Open(Rendered.Docx(report, language, document), isEditable: false);
                Assert.Empty(validator.Validate(word).Select(error => $"{document}: {error.Path?.XPath} {error.Description}"));
                Assert.Contains(word.MainDocumentPart!.Document.Body!.Descendants<ParagraphStyleId>(), style => style.Val == "Heading1");
            }
        }
    }

    [Fact]
    public void Every_gap_of_the_dossier_is_a_content_control_to_type_over()
    {
        BreachReport report = CelleCase.Report(null, null, CelleCase.Server());
        using WordprocessingDocument word = WordprocessingDocument.Open(Rendered.Docx(report), isEditable: false);

        SdtRun[] controls = word.MainDocumentPart!.Document.Body!.Descendants<SdtRun>().ToArray();

        Assert.Equal(report.GapCount, controls.Length);
        Assert.All(controls, control => Assert.NotNull(control.SdtProperties!.GetFirstChild<ShowingPlaceholder>()));
        Assert.Equal(controls.Length, controls.Select(control => control.SdtProperties!.GetFirstChild<SdtId>()!.Val!.Value).Distinct().Count());
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public async Task Every_JSON_conforms_to_the_published_schema(string language)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Schemas", "breach-report.schema.json")));
        BreachReport before = CelleCase.Report(CelleCase.Aware, null, CelleCase.Server());
        BreachReport next = BreachReport.Create(CelleCase.Router(443), Array.Empty<ShareReachability>(), new BreachReportOptions { Previous = Incidents.Saved(before, language), Phase = ReportPhase.FollowUp, Now = CelleCase.Now.AddHours(3) });
        foreach (BreachReport report in EveryReport().Append(next).Append(AllRulesFixture.Report()))
        {
            Assert.Empty(schema.Validate(Rendered.Json(report, language)).Select(Tell));
        }

        Assert.NotEmpty(schema.Validate(Rendered.Json(next, language).Replace("\"FollowUp\"", "\"Later\"", StringComparison.Ordinal)));
    }

    /// <summary>A state that the samples do not happen to hold must be in the schema too.</summary>
    [Theory]
    [InlineData("definitions.coverage.properties.ports.items.properties.state", typeof(PortCoverageState))]
    [InlineData("definitions.coverage.properties.ipv6", typeof(IPv6Coverage))]
    [InlineData("definitions.router.properties.vantage", typeof(Vantage))]
    [InlineData("definitions.router.properties.verdict", typeof(Verdict))]
    [InlineData("definitions.finding.properties.severity", typeof(Severity))]
    [InlineData("definitions.server.properties.shares.items.properties.strangerAccess", typeof(ShareAccess))]
    [InlineData("definitions.authority.properties.sponsor", typeof(PracticeSponsor))]
    [InlineData("properties.phase", typeof(ReportPhase))]
    [InlineData("properties.reach", typeof(BreachReach))]
    [InlineData("definitions.change.properties.subject", typeof(ChangeSubject))]
    [InlineData("definitions.severity.properties.band", typeof(SeverityBand))]
    public void The_schema_names_every_value(string path, Type values)
    {
        JToken schema = JObject.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", "breach-report.schema.json")));

        Assert.Equal(Enum.GetNames(values).Order(), schema.SelectToken(path + ".enum")!.Where(value => value.Type != JTokenType.Null).Select(value => (string)value!).Order());
    }

    [Fact]
    public void The_authority_of_Lower_Saxony_gets_the_order_of_its_form()
    {
        string html = Rendered.Html(Incidents.Report(), "de", ReportDocument.Authority);
        string[] parts = { "part-reporter", "part-timeline", "part-violation", "part-data", "part-persons", "part-before", "part-consequences", "part-measures" };

        int[] places = parts.Select(part => html.IndexOf($"id=\"{part}\"", StringComparison.Ordinal)).ToArray();

        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void The_notification_contains_all_that_Article_33_requires()
    {
        string html = Rendered.Html(Incidents.Report(), "de", ReportDocument.Authority);

        foreach (string wanted in new[]
        {
            "lit. a DSGVO", "lit. b DSGVO", "lit. c DSGVO", "lit. d DSGVO", "Ungefähr 30.000", "Ungefähr 120.000", "Jürgen Groß", "Offenlegung von Diagnosen", "Weiterleitung gelöscht", "Beispiel-IT GmbH", "14.10.2019, 10:20 Uhr (MESZ)",
        })
        {
            Assert.Contains(wanted, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_letter_is_written_only_when_data_was_reachable_and_claims_no_more_than_was_determined()
    {
        Assert.Contains("verfrüht", Rendered.Html(CelleCase.Report(), "de", ReportDocument.Patients), StringComparison.Ordinal);

        BreachReport read = CelleCase.Report(CelleCase.Aware, null, CelleCase.Server(access: ShareAccess.Read));
        string unknown = Rendered.Html(read, "de", ReportDocument.Patients);
        Assert.Contains("wissen wir noch nicht", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain("ändern und löschen", unknown, StringComparison.Ordinal);
        string decision = Rendered.Html(read, "de", ReportDocument.PatientsDecision);
        Assert.Contains("lit. a", decision, StringComparison.Ordinal);
        Assert.Contains("lit. b", decision, StringComparison.Ordinal);
        Assert.Contains("lit. c", decision, StringComparison.Ordinal);

        string told = Rendered.Html(Incidents.Report(), "de", ReportDocument.Patients);
        Assert.Contains("vom 02.05.2019 bis zum 14.10.2019", told, StringComparison.Ordinal);
        Assert.Contains("lässt sich nicht mehr feststellen", told, StringComparison.Ordinal);
    }

    [Fact]
    public void The_BSI_and_the_KZBV_are_named_only_where_they_concern()
    {
        Assert.DoesNotContain("BSI", Rendered.Html(Incidents.Report()), StringComparison.Ordinal);
        BreachIncident large = Incidents.Complete();
        large.Staff = 60;
        Assert.Contains("BSI", Rendered.Html(Incidents.Report(incident: large)), StringComparison.Ordinal);

        Assert.Contains("A1-11", Rendered.Html(Incidents.Report()).Split("id=\"guideline\"")[1], StringComparison.Ordinal);
        BreachIncident dentist = Incidents.Complete();
        dentist.Profession = PracticeProfession.Dentist;
        string tooth = Rendered.Html(Incidents.Report(incident: dentist));
        Assert.Contains("KZBV", tooth, StringComparison.Ordinal);
        Assert.DoesNotContain("A1-11", tooth.Split("id=\"guideline\"")[1].Split("</section>")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_church_is_not_sent_to_the_authority_of_the_Land()
    {
        BreachIncident church = Incidents.Complete();
        church.Sponsor = PracticeSponsor.Church;
        string html = Rendered.Html(Incidents.Report(incident: church), "de", ReportDocument.Authority);

        Assert.DoesNotContain("0511 1204500", html, StringComparison.Ordinal);
        Assert.Contains("Kirchliche", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_notification_needs_reasons_and_one_in_time_does_not()
    {
        BreachIncident late = Incidents.Complete();
        late.NotifiedAt = new DateTimeOffset(2019, 11, 22, 9, 0, 0, TimeSpan.FromHours(1));
        BreachReport report = BreachReport.Create(CelleCase.Router(), new[] { CelleCase.Server() }, new BreachReportOptions { Incident = late, Now = late.NotifiedAt.Value.AddHours(1) });

        Assert.Contains(report.Statements, statement => statement.Text == "gap.delay");
        Assert.Contains("nach Ablauf der Frist", Rendered.Html(report), StringComparison.Ordinal);
        Assert.DoesNotContain(Incidents.Report().Statements, statement => statement.Field == "field.delay");
    }

    [Fact]
    public void An_exception_from_informing_the_patients_claims_no_public_notice()
    {
        BreachIncident silent = Incidents.Complete();
        silent.PatientsInformed = false;
        silent.PatientsInformedAt = null;
        silent.PatientsInformedHow = null;
        silent.PatientsExemption = PatientsExemption.Disproportionate;
        silent.PatientsReasons = "Aufwand";
        string html = Rendered.Html(Incidents.Report(incident: silent), "de", ReportDocument.Authority);

        Assert.Contains("Nicht einzeln benachrichtigt", html, StringComparison.Ordinal);
        Assert.DoesNotContain("öffentlich benachrichtigt", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_letter_does_not_deny_access_against_a_connection_that_was_measured()
    {
        BreachIncident denied = Incidents.Complete();
        denied.Access = ActualAccess.No;
        denied.ClosedAt = null;
        denied.VerifiedAt = null;
        BreachReport quiet = Incidents.Report(incident: denied);
        string letter = Rendered.Html(quiet, "de", ReportDocument.Patients);
        string before = Rendered.Html(quiet, "de", ReportDocument.PatientsDecision);
        quiet.Statements = quiet.Statements.Append(new ReportStatement { Article = "Art. 33(3)(a)", Field = "field.access", Text = "statement.session", Values = new[] { "1" } }).ToArray();
        string after = Rendered.Html(quiet, "de", ReportDocument.PatientsDecision);

        Assert.Contains("Sollte doch jemand", letter, StringComparison.Ordinal);
        Assert.Contains("Das war möglich seit dem 02.05.2019.", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("Bei der Messung bestand eine Verbindung", before, StringComparison.Ordinal);
        Assert.Contains("Bei der Messung bestand eine Verbindung", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aware.at", "2018-05-24 12:00")]
    [InlineData("aware.at", "2019-10-18 14:01")]
    [InlineData("timeline.openSince", "2099-01-01 10:00")]
    [InlineData("authority.notifiedAt", "2099-01-01 10:00")]
    [InlineData("patients.informedAt", "2099-01-01 10:00")]
    public void An_impossible_time_is_refused_by_its_field(string field, string time)
    {
        string[] path = field.Split('.');
        BreachIncident wrong = IncidentFile.Read($$"""{ "{{path[0]}}": { "{{path[1]}}": "{{time}}" } }""", "test");

        InputException error = Assert.Throws<InputException>(() => Incidents.Report(incident: wrong));

        Assert.Equal("InvalidIncidentValue", error.Id);
        Assert.StartsWith(field + ":", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_id_that_is_cut_does_not_end_in_a_dot() =>
        Assert.Matches("^x{91}-[0-9a-f]{8}$", ReportFiles.SafeName(new string('x', 91) + "..........y", "report"));

    [Fact]
    public void The_CSV_holds_a_line_for_each_finding_and_no_formula()
    {
        ShareReachability server = CelleCase.Server();
        server.Findings[0].RuleId = "=cmd|' /C calc'!A0";
        server.Findings[0].Title = "\u00A0@SUM(1+1)";
        server.Findings[0].Target = "-2+3;\"x\"";
        string csv = Rendered.Csv(CelleCase.Report(null, null, server));

        Assert.StartsWith("\uFEFF\"reportId\";\"practiceId\";", csv, StringComparison.Ordinal);
        Assert.Contains("\"'=cmd|", csv, StringComparison.Ordinal);
        Assert.Contains("\"'-2+3;\"\"x\"\"\"", csv, StringComparison.Ordinal);
        Assert.Contains("\"'\u00A0@SUM", csv, StringComparison.Ordinal);
        Assert.DoesNotMatch("(^|;)\"?\\s*[=+@-]", csv.TrimStart('\uFEFF'));
        Assert.Equal(4, csv.Split("\r\n").Length - 1);
    }

    [Theory]
    [InlineData("de", ';')]
    [InlineData("en", ',')]
    public void The_CSV_has_the_same_headers_numbers_and_ISO_times_in_every_language(string language, char delimiter)
    {
        string[] lines = Rendered.Csv(Incidents.Report(), language).TrimStart('\uFEFF').Split("\r\n");

        string[] head = lines[0].Split(delimiter).Select(cell => cell.Trim('"')).ToArray();
        string[] row = lines[1].Split($"\"{delimiter}\"").Select(cell => cell.Trim('"')).ToArray();
        string Of(string column) => row[Array.IndexOf(head, column)];
        Assert.Equal(["reportId", "practiceId", "land", "verdict", "phase", "deadline"], head.Take(6));
        Assert.Equal(("C-1024-20191018T120000Z", "NI", "Exposed", "2019-10-17T11:00:00+02:00", "2019-10-16T09:00:00+02:00", "NI-4711"), (Of("reportId"), Of("land"), Of("verdict"), Of("deadline"), Of("notifiedAt"), Of("reference")));
        Assert.Equal(("Critical", "4"), (Of("severity"), Of("severityLevel")));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+]0[12]:00$", Of("firstSeen"));
    }

    private static string Tell(ValidationError error) => error.ToString()!;
}
