// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using Xunit;

namespace PracticeNetSec.Tests.Model;

/// <summary>Codes, arguments and texts of evidence belong together in every language; what is saved renders again.</summary>
public class EvidenceTableTests
{
    private static readonly DateTimeOffset Seen = new(2019, 5, 20, 10, 11, 12, TimeSpan.FromHours(2));

    public static TheoryData<string> Codes => new(EvidenceTable.Shipped.Entries.Where(entry => !FindingRule.Catalog.ContainsKey(entry.Code)).Select(entry => entry.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_has_a_text_with_every_argument_in_each_language(string code)
    {
        EvidenceEntry entry = EvidenceTable.Shipped.Entries.Single(each => each.Code == code);

        Assert.Matches("^[a-z0-9]+([.-][a-z0-9]+)*$", code);
        Assert.Equal(new[] { "de", "en" }, entry.Languages.Order());
        Assert.All(entry.Languages, language => Assert.Equal(entry.Arguments.Keys.Order(), entry.In(language).Names.Distinct().Order()));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_has_its_factory_method_with_the_arguments_of_the_table(string code)
    {
        string name = string.Concat(code.Split('.', '-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        System.Reflection.MethodInfo factory = typeof(EvidenceOf).GetMethod(name)!;

        Assert.Equal(EvidenceTable.Shipped.ArgumentsOf(code)!.Keys, factory.GetParameters().SkipLast(2).Select(parameter => parameter.Name));
        Assert.Equal(code, typeof(EvidenceCode).GetField(name)!.GetRawConstantValue());
    }

    [Fact]
    public void Each_value_of_each_enumeration_has_a_german_translation()
    {
        string[] names = EvidenceTable.Shipped.Entries.SelectMany(entry => entry.Arguments.Values).Select(argument => argument.Enumeration).OfType<string>().Distinct().ToArray();

        Assert.NotEmpty(names);
        Assert.All(names, name =>
        {
            Type type = typeof(Evidence).Assembly.GetTypes().Single(each => each.IsEnum && each.IsPublic && each.Name == name);
            Assert.All(Enum.GetNames(type), value => Assert.NotNull(EvidenceTable.Shipped.Word(value, name, "de")));
        });
    }

    /// <summary>Words that are no values of a public enumeration: without a German word they would stay English.</summary>
    public static TheoryData<string> Words => new(typeof(SourceNames).GetFields().Select(constant => (string)constant.GetRawConstantValue()!)
        .Concat(Enum.GetValues<ShareSessionKind>().Select(ShareSession.LabelOf))
        .Concat(Enum.GetNames<SignPlace>())
        .Concat(Enum.GetNames<DeviceRole>())
        .Concat(PatientDataCatalog.Shipped.Kinds.Select(kind => kind.Category["en"]))
        .Distinct());

    [Theory]
    [MemberData(nameof(Words))]
    public void Each_term_of_this_module_has_a_german_translation(string word) => Assert.NotNull(EvidenceTable.Shipped.Word(word, null, "de"));

    /// <summary>PowerShell's JSON gives a moment back in the zone of the machine.</summary>
    [Fact]
    public void The_text_of_a_moment_is_the_same_whatever_its_offset() => Assert.Equal(
        EvidenceOf.ReportEarlier(Seen).Text,
        EvidenceOf.ReportEarlier(Seen.ToOffset(TimeSpan.FromHours(-5))).Text);

    /// <summary>ConvertTo-Json leaves the texts of evidence that lies beyond its depth.</summary>
    [Fact]
    public void Evidence_that_was_cut_to_texts_stays_within_its_sentence()
    {
        Evidence read = JsonConvert.DeserializeObject<Evidence>("""{"code":"konnektor.possible","arguments":{"refusals":["http://192.168.2.5/: HTTP status 403"]}}""")!;

        Assert.Equal("the server refused to identify itself, so a Konnektor is possible (http://192.168.2.5/: HTTP status 403)", read.Text);
        Assert.Equal("der Server gab keine Auskunft, ein Konnektor ist also möglich („http://192.168.2.5/: HTTP status 403“)", EvidenceLine.Of(read, ReportTexts.For("de")));
    }

    [Fact]
    public void The_text_is_english_and_a_document_has_it_in_its_own_language()
    {
        Evidence evidence = EvidenceOf.PortMeasured(Vantage.Outside, 445, PortState.Open, Seen, "ports", Seen);

        Assert.Equal("measured Outside: tcp 445 Open at 2019-05-20 10:11:12 +02:00", evidence.Text);
        Assert.Equal(evidence.Text, evidence.ToString());
        Assert.StartsWith("gemessen von außen: TCP-Port 445 offen, 20.", EvidenceLine.Of(evidence, ReportTexts.For("de")), StringComparison.Ordinal);
    }

    [Fact]
    public void Device_text_is_in_quotation_marks_in_documents()
    {
        Evidence evidence = EvidenceOf.FirmwareInstalled("V.10.2 Rev. 1\u202e");

        Assert.Equal("Firmware: „V.10.2 Rev. 1“", EvidenceLine.Of(evidence, ReportTexts.For("de")));
        Assert.Equal("firmware: “V.10.2 Rev. 1”", EvidenceLine.Of(evidence, ReportTexts.For("en")));
    }

    public static TheoryData<string> Saved => new("measured", "nested", "cause", "words", "finding", "verbatim");

    [Theory]
    [MemberData(nameof(Saved))]
    public void Json_keeps_code_and_arguments_so_that_it_renders_again(string which)
    {
        Evidence evidence = Example(which);

        Evidence read = JsonConvert.DeserializeObject<Evidence>(JsonConvert.SerializeObject(evidence))!;

        Assert.Equal(evidence, read);
        Assert.Equal(EvidenceLine.Of(evidence, ReportTexts.For("de")), EvidenceLine.Of(read, ReportTexts.For("de")));
        Assert.Equal(evidence.Arguments.Keys, read.Arguments.Keys);
    }

    [Fact]
    public void A_code_of_a_later_version_keeps_its_text_and_is_quoted()
    {
        Evidence read = JsonConvert.DeserializeObject<Evidence>("""{"code":"later.code","text":"The device did something new.","arguments":{"count":3}}""")!;

        Assert.Equal("The device did something new.", read.Text);
        Assert.Equal("„The device did something new.“", EvidenceLine.Of(read, ReportTexts.For("de")));
        Assert.Equal("""{"code":"later.code","text":"The device did something new.","arguments":{"count":3}}""", JsonConvert.SerializeObject(read));
    }

    /// <summary>Earlier versions saved the values of a finding's statement by their positions.</summary>
    [Fact]
    public void The_statement_of_a_finding_that_was_saved_with_positions_has_names_again()
    {
        Evidence read = JsonConvert.DeserializeObject<Evidence>("""{"code":"router.dangerous-port-open","text":"saved","arguments":{"0":"445","1":"File shares (SMB)"}}""")!;

        Assert.Equal(FindingRule.Get("router.dangerous-port-open").Create("", Seen, [], "445", "File shares (SMB)").Statement.Stated(), read);
        Assert.Equal(["port", "service"], read.Arguments.Keys);
    }

    [Fact]
    public void A_cause_that_was_saved_as_a_text_is_still_one()
    {
        Evidence read = JsonConvert.DeserializeObject<Evidence>("""{"code":"source.not-read","text":"saved","arguments":{"cause":"this machine has no free socket"}}""")!;

        Assert.Equal(EvidenceOf.SourceNotRead(Evidence.Of("this machine has no free socket")), read);
        Assert.Equal("nicht gelesen: „this machine has no free socket“", EvidenceLine.Of(read, ReportTexts.For("de")));
    }

    [Fact]
    public void A_cause_is_shown_in_the_language_of_the_document() => Assert.Equal(
        "nicht gelesen: der messende Rechner hat keinen freien Socket",
        EvidenceLine.Of(EvidenceOf.SourceNotRead(EvidenceOf.CauseNoFreeSocket()), ReportTexts.For("de")));

    [Fact]
    public void A_text_of_version_0_1_is_read_as_it_was()
    {
        Assert.Equal(Evidence.Of("open from outside: 445"), JsonConvert.DeserializeObject<Evidence>("\"open from outside: 445\""));
    }

    [Theory]
    [InlineData("{\"code\":\"port.measured\",\"arguments\":{\"port\":\"x\"}}")]
    [InlineData("{\"code\":null,\"arguments\":[1,2]}")]
    [InlineData("{\"arguments\":{\"text\":{\"a\":1}}}")]
    [InlineData("{\"code\":\"source.not-read\",\"arguments\":{\"cause\":[{\"code\":1}]}}")]
    [InlineData("[1]")]
    [InlineData("{\"code\":\"source.said\",\"arguments\":{\"name\":\"x\",\"detail\":[[[[[]]]]]}}")]
    public void What_is_no_evidence_is_a_text_and_never_an_exception(string json)
    {
        Evidence? read = JsonConvert.DeserializeObject<Evidence>(json);

        Assert.NotNull(read?.Text);
        Assert.NotNull(EvidenceLine.Of(read!, ReportTexts.For("de")));
    }

    /// <summary>Sentences of the English tables hold no words of another time or of metaphor (vocabulary.md).</summary>
    [Fact]
    public void The_texts_use_the_terms_of_the_field()
    {
        Regex forbidden = new(@"\b(settle[sd]?|stranger|looked at|the maker|told|knock|door|nobody|judged|fault|Kennwort|Fremde[rn]?)\b", RegexOptions.IgnoreCase);
        IEnumerable<string> texts = Codes.Select(row => row.Data).SelectMany(code => new[] { "en", "de" }.Select(language =>
            EvidenceTable.Shipped.Entries.Single(entry => entry.Code == code).In(language).Fill(name => $"{{{name}}}")));

        Assert.DoesNotContain(texts, text => forbidden.IsMatch(text));
    }

    private static Evidence Example(string which) => which switch
    {
        "measured" => EvidenceOf.PortMeasured(Vantage.Outside, 445, PortState.Open, Seen, "ports", Seen),
        "nested" => EvidenceOf.SourceParts([EvidenceOf.CheckPortsNotMeasured(36)]),
        "cause" => EvidenceOf.SourceEnded(EvidenceOf.SnmpNoRoute("192.168.2.1:161", EvidenceOf.CauseNoRouteToHost())),
        "words" => EvidenceOf.CheckSourcesFailed(new[] { "SNMP", "ports" }),
        "finding" => FindingRule.Get("router.dangerous-port-open").Create("203.0.113.1:445", Seen, Array.Empty<Evidence>(), "445", "File shares (SMB)").Statement,
        _ => Evidence.Of("a text of a device"),
    };
}
