// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using FsCheck.Xunit;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Html;
using PracticeNetSec.Reporting.Records;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting.Documents;

public sealed class RendererTests
{
    private const string Hostile = "</td><script>alert(1)</script>\"'&\u202Egnp.exe\u0000\u001B[2J\uFFFE\uD800";

    internal static string Html(BreachReport report, string language)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        HtmlReport.Write(output, report, language);
        return output.ToString();
    }

    private static string Json(BreachReport report, string language)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        JsonReport.Write(output, report, language);
        return output.ToString();
    }

    private static XElement Parse(string html)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null });
        return XDocument.Load(reader).Root!;
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void Every_page_is_well_formed_and_loads_nothing_by_itself(string language)
    {
        foreach (BreachReport report in CelleCase.OfEveryKind())
        {
            string html = Html(report, language);
            XElement page = Parse(html);

            Assert.StartsWith("<!DOCTYPE html", html, StringComparison.Ordinal);
            Assert.Equal(language, page.Attribute("lang")!.Value);
            Assert.DoesNotMatch(new Regex("src=|url\\(|<link|<script|@import|<iframe|<object", RegexOptions.IgnoreCase), html);
            Assert.DoesNotMatch(@"\{(\d|[a-z]+)\}", html);
            string[] ids = page.Descendants().Attributes("id").Select(id => id.Value).ToArray();
            Assert.Equal(ids.Length, ids.Distinct().Count());
            Assert.All(
                page.Descendants().Attributes("aria-labelledby").SelectMany(label => label.Value.Split(' ')),
                id => Assert.Contains(id, ids));
            Assert.All(page.Descendants("th"), cell => Assert.NotNull(cell.Attribute("scope")));
            Assert.All(page.Descendants("svg"), picture => Assert.Equal("img", picture.Attribute("role")!.Value));
        }
    }

    [Fact]
    public void The_figure_shows_intended_and_open_ports()
    {
        XElement page = Parse(Html(CelleCase.Report(CelleCase.Aware, null, CelleCase.Server()), "de"));
        XElement picture = page.Descendants("section").Single(section => section.Attribute("aria-labelledby")!.Value == "picture").Descendants("svg").First();

        Assert.Equal("Gewollt: 443. Offen: 440\u2013449.", picture.Element("desc")!.Value);
        Assert.Contains(picture.Elements("text"), text => text.Value == "▲ 445 = Dateiserver");
    }

    [Theory]
    [InlineData("100.64.7.9", null, "IPv4: Internet → Provider (203.0.113.1) → Digitalisierungsbox Premium (100.64.7.9) → Practice's machines (forwards: 1). IPv6: Internet → No IPv6 seen (not examined).")]
    [InlineData("192.168.100.2", null, "IPv4: Internet → Another router (203.0.113.1) → Digitalisierungsbox Premium (192.168.100.2) → Practice's machines (forwards: 1). IPv6: Internet → No IPv6 seen (not examined).")]
    [InlineData(null, true, "IPv4: Internet → Digitalisierungsbox Premium (203.0.113.1) → Practice's machines (dangerous ports: 1). IPv6: Internet → Filter of the router (on) → Practice's machines (0 of 1 measured).")]
    public void The_figure_of_the_line_shows_whose_address_it_is_and_the_path_over_IPv6(string? inside, bool? filter, string expected)
    {
        RouterExposure router = CelleCase.Router(443, 445);
        router.WanAddress = "203.0.113.1";
        router.PrivateWanAddress = inside;
        router.Vantage = inside is null ? Vantage.Outside : Vantage.Inside;
        router.IPv6 = new IPv6Status { FirewallEnabled = filter, Machines = filter is null ? [] : ["2001:db8::10"] };
        BreachReport report = BreachReport.Create(router.Assessed(), [CelleCase.Server()], new BreachReportOptions());

        XElement picture = Parse(Html(report, "en")).Descendants("section").Single(section => section.Attribute("aria-labelledby")!.Value == "line").Descendants("svg").Single();

        Assert.Equal(expected, picture.Element("desc")!.Value);
    }

    /// <summary>Only an all-clear shows that nothing is reachable, and what is open over IPv6 is not drawn on the path of IPv4.</summary>
    [Theory]
    [InlineData("2001:db8::10", 445, Verdict.Exposed, "Practice's machines (not known). IPv6: Internet → Filter of the router (not known) → Practice's machines (dangerous ports: 1).")]
    [InlineData("203.0.113.1", 445, Verdict.Exposed, "Practice's machines (dangerous ports: 1). IPv6: Internet → No IPv6 seen (not examined).")]
    [InlineData("203.0.113.1", 443, Verdict.AtRisk, "Practice's machines (reachable ports: 1). IPv6: Internet → No IPv6 seen (not examined).")]
    [InlineData(null, 0, Verdict.AtRisk, "Practice's machines (not known). IPv6: Internet → No IPv6 seen (not examined).")]
    [InlineData(null, 0, Verdict.NotExposed, "Practice's machines (nothing reachable). IPv6: Internet → No IPv6 seen (not examined).")]
    public void The_figure_of_the_line_shows_each_path_by_what_is_known_of_it(string? address, int port, Verdict verdict, string expected)
    {
        RouterExposure router = new() { ComputerName = "203.0.113.1", WanAddress = "203.0.113.1", Vantage = Vantage.Outside, Verdict = verdict };
        router.Ports = address is null ? [] : [new PortResult { Address = address, Port = port, State = PortState.Open }];
        BreachReport report = BreachReport.Create(router, [], new BreachReportOptions());

        XElement picture = Parse(Html(report, "en")).Descendants("section").Single(section => section.Attribute("aria-labelledby")!.Value == "line").Descendants("svg").Single();

        Assert.EndsWith(expected, picture.Element("desc")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_for_the_owner_has_verdict_deadline_and_authority()
    {
        string text = Parse(Html(CelleCase.Report(CelleCase.Aware, null, CelleCase.Server()), "de")).Value;

        Assert.Contains("Nicht angemeldete Personen können aus dem Internet ohne Passwort Dateien Ihrer Praxis lesen, verändern und löschen", text, StringComparison.Ordinal);
        Assert.Contains("Donnerstag, den 17. Oktober 2019, 11:00 Uhr", text, StringComparison.Ordinal);
        Assert.Contains("0511 1204500", text, StringComparison.Ordinal);
        Assert.Contains("Art. 33 Abs. 3 lit. a DSGVO", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_gap_is_marked_on_the_page()
    {
        BreachReport report = CelleCase.Report(null, null, CelleCase.Server());

        Assert.Equal(report.GapCount, Parse(Html(report, "de")).Descendants("span").Count(span => span.Attribute("class")?.Value == "gap"));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void Hostile_device_text_stays_text(string language)
    {
        BreachReport report = HostileReport(Hostile);
        string html = Html(report, language);
        string json = Json(report, language);

        Assert.Empty(Parse(html).Descendants("script"));
        foreach (char bad in "\u202E\u0000\u001B\uFFFE\uD800")
        {
            Assert.DoesNotContain(bad, html);
            Assert.DoesNotContain(bad, json);
        }
    }

    [Property(MaxTest = 60)]
    public void No_string_breaks_the_page(string? text)
    {
        BreachReport report = HostileReport(text + new string('x', 5000));

        Parse(Html(report, "de"));
        Assert.True(Html(report, "de").Length < 200_000);
        JObject.Parse(Json(report, "de"));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void The_JSON_has_times_with_offset_whatever_the_culture(string language)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
        try
        {
            using JsonTextReader reader = new(new StringReader(Json(CelleCase.Report(CelleCase.Aware, null, CelleCase.Server()), language))) { DateParseHandling = DateParseHandling.None };
            JObject json = JObject.Load(reader);

            Assert.Equal("2.1", (string?)json["schemaVersion"]);
            Assert.Equal("2019-10-17T11:00:00+02:00", (string?)json["deadline"]!["deadline"]);
            Assert.Equal("Exposed", (string?)json["verdict"]);
            Assert.Equal((int)json["gapCount"]!, json["statements"]!.Count(statement => (bool)statement["isGap"]!));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static BreachReport HostileReport(string text)
    {
        ShareReachability server = CelleCase.Server(text);
        server.ComputerName = text;
        server.Shares[0].PatientData[0].Category = text;
        server.Findings[0].Evidence = new[] { Evidence.Of(text), EvidenceOf.FirmwareInstalled(text) };
        server.Findings[0].Title = text;
        server.Findings[0].RuleId = text;
        server.Reasons = new[] { Evidence.Of(text), EvidenceOf.ShareOpen(text, ShareAccess.Read) };
        return BreachReport.Create(RouterThatSays(text), new[] { server }, new BreachReportOptions { Now = CelleCase.Now });
    }

    private static RouterExposure RouterThatSays(string text)
    {
        RouterExposure router = CelleCase.Router();
        router.ComputerName = text;
        router.Identity.Model = text;
        router.Firmware!.Version = text;
        router.Practice!.Name = text;
        router.Practice.Contact = text;
        router.Sources[0].Detail = EvidenceOf.SourceNotRead(Evidence.Of(text), text);
        router.Findings[0].Values = new[] { text, text, text };
        return router;
    }
}
