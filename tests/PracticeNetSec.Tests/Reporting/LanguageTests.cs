// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers.Advisories;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>A document has one language. Only what devices and people wrote is in theirs, in quotation marks.</summary>
public sealed class LanguageTests
{
    // Words without which neither language makes a sentence, and which are no words of the other.
    private static readonly Regex English = new(@"(?<![\w/.-])(?:the|and|of|with|without|from|which|that|this|is|are|were|has|have|had|for|by|through|although|only|not|answered|measured|shares|read|told|does|they|when)(?![\w/-])", RegexOptions.IgnoreCase);
    private static readonly Regex German = new(@"(?<![\w/.-])(?:der|die|das|dem|den|des|und|oder|ist|nicht|mit|ohne|aus|wurde|wurden|wird|werden|auf|für|bei|zum|zur|von|vom|sich|eine|einer|durch|kein|keine|gemessen)(?![\w/-])", RegexOptions.IgnoreCase);
    private static readonly Regex Quoted = new(@"„[^“”]*[“”]|“[^”]*”");

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void No_document_contains_a_sentence_of_ours_in_the_other_language(string language)
    {
        foreach ((string name, BreachReport report) in Reports(language))
        {
            foreach (ReportDocument document in Rendered.Documents)
            {
                string[] foreign = Lines(report, language, document).Where(line => (language == "de" ? English : German).IsMatch(line)).ToArray();
                Assert.True(foreign.Length == 0, $"{name}, {document}: {string.Join(" ¦ ", foreign.Take(5))}");
            }
        }
    }

    [Fact]
    public void The_search_terms_match_in_the_other_language()
    {
        BreachReport report = AllRulesFixture.Report();

        Assert.All(Rendered.Documents, document => Assert.Contains(Lines(report, "en", document), line => English.IsMatch(line)));
        Assert.All(Rendered.Documents, document => Assert.Contains(Lines(report, "de", document), line => German.IsMatch(line)));
    }

    [Fact]
    public void Every_evidence_of_a_report_with_every_rule_has_a_code_of_the_table()
    {
        Evidence[] all = All(AllRulesFixture.Report()).ToArray();

        Assert.True(all.Select(evidence => evidence.Code).Distinct().Count() > 40);
        Assert.Equal(AllRulesFixture.Unknown, Assert.Single(all, evidence => evidence.Code == EvidenceCode.Verbatim));
        Assert.All(all, evidence => Assert.NotNull(EvidenceTable.Shipped.ArgumentsOf(evidence.Code)));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void Evidence_in_a_document_is_a_text_of_the_tables_or_a_quotation(string language)
    {
        ReportTexts texts = ReportTexts.For(language);
        BreachReport report = AllRulesFixture.Report();
        string dossier = string.Join("\n", Written(report, language, ReportDocument.Dossier));

        Assert.All(All(report), evidence => Assert.DoesNotMatch(language == "de" ? English : German, Quoted.Replace(EvidenceLine.Of(evidence, texts), "")));
        Assert.All(
            report.Router!.Reasons.Concat(report.Router.Sources.Select(source => source.Detail)).Concat(report.Shares[0].Reasons).Concat(report.Findings.SelectMany(finding => finding.Evidence)),
            evidence => Assert.Contains(EvidenceLine.Of(evidence, texts), dossier, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_advisory_has_a_german_text()
    {
        Assert.All(AdvisoryCatalog.Shipped.Entries, advisory =>
        {
            Assert.NotNull(EvidenceTable.Shipped.Word(advisory.Title, null, "de"));
            Assert.True(advisory.ModelCondition is null || EvidenceTable.Shipped.Word(advisory.ModelCondition, null, "de") is not null, advisory.ModelCondition);
            Assert.True(advisory.Precondition is null || EvidenceTable.Shipped.Word(advisory.Precondition, null, "de") is not null, advisory.Precondition);
        });
    }

    public static TheoryData<string, string> InGerman => new()
    {
        { "measured", "gemessen von außen: TCP-Port 445 offen, 14.10.2019, 11:40 Uhr (MESZ)" },
        { "rights", "Gast: Freigabe 0x001F01FF, oberste Ebene 0x001200A9: weder lesen noch schreiben; dennoch werden Namen aufgelistet" },
        { "device", "Firmware: „Brought to you by the router“" },
        { "no flags", "Nullsitzung: angenommen als anonymer Benutzer, keine Sitzungsmerkmale" },
        { "flags", "Gast: angenommen als zufälliger Benutzer, Sitzungsmerkmale IsGuest" },
        { "clients", "localTcpAllowTable: http: 192.168.2.0/255.255.255.0 an Schnittstelle 1000, Schnittstelle 1001" },
        { "untranslated", "ipNatPresetTable: tcp 22 -> (ohne Umsetzung):22" },
        { "unknown", "„What nobody knows of“" },
        { "notation", "ipNatPresetTable: tcp 440-449 -> 192.168.2.10:440-449" },
    };

    [Theory]
    [MemberData(nameof(InGerman))]
    public void Evidence_is_shown_in_German_and_devices_are_quoted(string which, string german) => Assert.Equal(german, EvidenceLine.Of(Example(which), ReportTexts.For("de")));

    [Fact]
    public void No_document_shows_raw_inputs_of_the_score_numbers_without_signs_or_ISO_dates()
    {
        foreach (ReportDocument document in Rendered.Documents)
        {
            string text = string.Join("\n", Lines(AllRulesFixture.Report(), "de", document));
            Assert.DoesNotContain("CB.", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?<![\d.:])1240(?!\d)", text);
            Assert.DoesNotMatch(@"\b20\d\d-\d\d-\d\d\b", text);
        }

        string[] technical = Lines(AllRulesFixture.Report(), "de", ReportDocument.Dossier).ToArray();
        Assert.Contains(technical, line => line.Contains("Umstände, Vertraulichkeit", StringComparison.Ordinal));
        Assert.Contains(technical, line => line.Contains("3.720", StringComparison.Ordinal));
        Assert.Contains("seit 14.01.2020", Rendered.Html(AllRulesFixture.Report()), StringComparison.Ordinal);
    }

    private static Evidence Example(string which) => which switch
    {
        "measured" => EvidenceOf.PortMeasured(Vantage.Outside, 445, PortState.Open, new DateTimeOffset(2019, 10, 14, 9, 40, 3, TimeSpan.Zero)),
        "rights" => EvidenceOf.RightsOfSession(ShareSessionKind.Guest, [EvidenceOf.RightsMasks("0x001F01FF", "0x001200A9", "neither reading nor writing"), EvidenceOf.RightsListedAnyway()]),
        "device" => EvidenceOf.FirmwareInstalled("Brought to you by the router"),
        "no flags" => EvidenceOf.SessionAcceptedWithoutFlags(ShareSessionKind.Anonymous, "anonymous"),
        "flags" => EvidenceOf.SessionAccepted(ShareSessionKind.Guest, "random user", "IsGuest"),
        "clients" => EvidenceOf.ManagementAllowed("http", [EvidenceOf.ClientNetworkOnInterface("192.168.2.0/255.255.255.0", 1000), EvidenceOf.ClientInterface(1001)]),
        "untranslated" => EvidenceOf.ForwardSeenUntranslated("ipNatPresetTable", "tcp 22", "22"),
        "unknown" => Evidence.Of("What nobody knows of"),
        _ => Evidence.Of("ipNatPresetTable: tcp 440-449 -> 192.168.2.10:440-449"),
    };

    /// <summary>Every evidence of a report, also that which is an argument of another.</summary>
    private static IEnumerable<Evidence> All(BreachReport report) => Nested(report.Findings.SelectMany(finding => finding.Evidence)
        .Concat(report.Statements.SelectMany(statement => statement.Evidence))
        .Concat(report.Router!.Reasons)
        .Concat(report.Router.Sources.Select(source => source.Detail))
        .Concat(report.Shares.SelectMany(server => server.Reasons)));

    private static IEnumerable<Evidence> Nested(IEnumerable<Evidence> evidence) =>
        evidence.SelectMany(each => Nested(each.Arguments.Values.SelectMany(value => value as Evidence[] ?? (value is Evidence cause ? [cause] : []))).Prepend(each));

    private static IEnumerable<(string, BreachReport)> Reports(string language)
    {
        yield return ("every rule", AllRulesFixture.Report());
        yield return ("told", Incidents.Report(incident: InLanguage(language)));
        yield return ("final", Incidents.Report(ReportPhase.Final, InLanguage(language)));
        foreach ((string stage, BreachReport report) in Samples.Reports())
        {
            yield return (stage, report);
        }

        int number = 0;
        foreach (BreachReport report in CelleCase.OfEveryKind())
        {
            yield return ($"kind {number++}", report);
        }
    }

    // People write in their own language; it is theirs, and not looked at here.
    private static BreachIncident InLanguage(string language)
    {
        BreachIncident incident = Incidents.Complete();
        if (language == "en")
        {
            foreach (System.Reflection.PropertyInfo property in typeof(BreachIncident).GetProperties().Where(property => property.Name is not ("PracticeId" or "Land" or "PostalCode")))
            {
                if (property.PropertyType == typeof(string) && property.GetValue(incident) is not null)
                {
                    property.SetValue(incident, "Word");
                }
                else if (property.PropertyType == typeof(string[]))
                {
                    property.SetValue(incident, new[] { "Word" });
                }
            }
        }

        return incident;
    }

    /// <summary>The texts of a page, one for each element that holds some, without what is quoted and without the names of authorities.</summary>
    private static IEnumerable<string> Lines(BreachReport report, string language, ReportDocument document)
    {
        string[] names = SupervisoryAuthority.All.Select(authority => authority.Name).ToArray();
        return Written(report, language, document).Select(text => Quoted.Replace(names.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal)), ""));
    }

    private static string[] Written(BreachReport report, string language, ReportDocument document)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(Rendered.Html(report, language, document)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null });
        return XDocument.Load(reader).Root!.DescendantNodes().OfType<XText>()
            .Where(text => text.Parent!.Name.LocalName != "style")
            .Select(text => text.Value)
            .ToArray();
    }
}
