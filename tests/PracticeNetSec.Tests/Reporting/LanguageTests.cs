// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Recorded;
using PracticeNetSec.Routers.Judging;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>A paper speaks one language: its own. Only what devices and people said stands in theirs, in quotation marks.</summary>
public sealed class LanguageTests
{
    // Words without which neither language makes a sentence, and which are no words of the other.
    private static readonly Regex English = new(@"(?<![\w/.-])(?:the|and|of|with|without|from|which|that|this|is|are|were|has|have|had|for|by|through|although|only|not|answered|measured|shares|read|told|does|they|when)(?![\w/-])", RegexOptions.IgnoreCase);
    private static readonly Regex German = new(@"(?<![\w/.-])(?:der|die|das|dem|den|des|und|oder|ist|nicht|mit|ohne|aus|wurde|wurden|wird|werden|auf|für|bei|zum|zur|von|vom|sich|eine|einer|durch|kein|keine|gemessen)(?![\w/-])", RegexOptions.IgnoreCase);
    private static readonly Regex Quoted = new(@"„[^“”]*[“”]|“[^”]*”");

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void No_paper_holds_a_sentence_of_ours_in_the_other_language(string language)
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
    public void The_words_looked_for_are_found_in_the_other_language()
    {
        BreachReport report = Everything.Report();

        Assert.All(Rendered.Documents, document => Assert.Contains(Lines(report, "en", document), line => English.IsMatch(line)));
        Assert.All(Rendered.Documents, document => Assert.Contains(Lines(report, "de", document), line => German.IsMatch(line)));
    }

    [Fact]
    public void Every_line_of_evidence_that_a_rule_writes_has_words_in_German()
    {
        ReportTexts texts = ReportTexts.For("de");
        string[] lines = Everything.Report().Findings.SelectMany(finding => finding.Evidence.Texts()).Concat(Everything.RouterLines).Distinct().ToArray();

        Assert.True(lines.Length > 40);
        Assert.DoesNotContain(lines, line => EvidenceWords.Of(line, texts).StartsWith('„'));
    }

    [Fact]
    public void Every_advisory_can_be_told_in_German()
    {
        ReportTexts texts = ReportTexts.For("de");

        Assert.All(AdvisoryCatalog.Shipped.Entries, advisory =>
        {
            Assert.Contains(advisory.Id, EvidenceWords.Known($"{advisory.Id}: {advisory.Title} (source)", texts) ?? "", StringComparison.Ordinal);
            Assert.True(advisory.Precondition is null || EvidenceWords.Known($"matters when: {advisory.Precondition}", texts) is not null, advisory.Precondition);
        });
    }

    [Theory]
    [InlineData("measured Outside: tcp 445 Open at 2019-10-14 09:40:03 +00:00", "gemessen von außen: TCP-Port 445 offen, 14.10.2019, 11:40:03 Uhr (+02:00)")]
    [InlineData("guest: share 0x001F01FF, root 0x001200A9: FILE_READ_DATA", "Gast: Freigabe 0x001F01FF, oberste Ebene 0x001200A9: FILE_READ_DATA")]
    [InlineData("firmware: Brought to you by the router", "Firmware: „Brought to you by the router“")]
    [InlineData("accepted as nobody, session flags None", "angenommen als niemand, keine Sitzungsmerkmale")]
    [InlineData("accepted as a made-up user, session flags IsGuest", "angenommen als erfundener Benutzer, Sitzungsmerkmale IsGuest")]
    [InlineData("What nobody knows of", "„What nobody knows of“")]
    [InlineData("ipNatPresetTable: tcp 440-449 -> 192.168.2.10:440-449", "ipNatPresetTable: tcp 440-449 -> 192.168.2.10:440-449")]
    public void Evidence_is_said_in_German_and_devices_are_quoted(string line, string german) => Assert.Equal(german, EvidenceWords.Of(line, ReportTexts.For("de")));

    [Fact]
    public void No_paper_shows_raw_inputs_of_the_score_numbers_without_signs_or_ISO_dates()
    {
        foreach (ReportDocument document in Rendered.Documents)
        {
            string text = string.Join("\n", Lines(Everything.Report(), "de", document));
            Assert.DoesNotContain("CB.", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?<![\d.:])1240(?!\d)", text);
            Assert.DoesNotMatch(@"\b20\d\d-\d\d-\d\d\b", text);
        }

        string[] register = Lines(Everything.Report(), "de", ReportDocument.Register).ToArray();
        Assert.Contains(register, line => line.Contains("Umstände, Vertraulichkeit", StringComparison.Ordinal));
        Assert.Contains(register, line => line.Contains("3.720", StringComparison.Ordinal));
        Assert.Contains("seit 14.01.2020", Rendered.Html(Everything.Report()), StringComparison.Ordinal);
    }

    private static IEnumerable<(string, BreachReport)> Reports(string language)
    {
        yield return ("every rule", Everything.Report());
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
        using XmlReader reader = XmlReader.Create(new StringReader(Rendered.Html(report, language, document)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null });
        IEnumerable<string> texts = XDocument.Load(reader).Root!.DescendantNodes().OfType<XText>()
            .Where(text => text.Parent!.Name.LocalName != "style")
            .Select(text => text.Value);
        string[] names = SupervisoryAuthority.All.Select(authority => authority.Name).ToArray();
        return texts.Select(text => Quoted.Replace(names.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal)), ""));
    }
}
