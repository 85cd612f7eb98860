// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

public sealed class ReportTextsTests
{
    private static readonly Type[] Spoken = { typeof(Severity), typeof(ShareAccess), typeof(Vantage), typeof(SeverityBand), typeof(Verdict), typeof(ReportPhase) };

    [Fact]
    public void Both_languages_have_the_same_keys_and_placeholders()
    {
        ReportTexts german = ReportTexts.For("de");
        ReportTexts english = ReportTexts.For("EN");

        Assert.Equal(german.Keys.OrderBy(key => key, StringComparer.Ordinal), english.Keys.OrderBy(key => key, StringComparer.Ordinal));
        Assert.All(german.Keys, key => Assert.Equal(Placeholders(german[key]), Placeholders(english[key])));
        Assert.All(german.Keys.Where(key => !key.StartsWith("format.", StringComparison.Ordinal)), key => Assert.False(string.IsNullOrWhiteSpace(german[key]) || string.IsNullOrWhiteSpace(english[key]), key));
    }

    [Fact]
    public void Every_enumeration_value_that_is_shown_has_a_text() =>
        Assert.All(Spoken.SelectMany(type => Enum.GetNames(type).Select(name => $"{type.Name}.{name}")), key => Assert.Contains(key, ReportTexts.For("de").Keys));

    [Fact]
    public void Another_language_is_an_error_that_names_ours() =>
        Assert.Equal("UnknownLanguage", Assert.Throws<InputException>(() => ReportTexts.For("fr")).Id);

    [Fact]
    public void Midnight_is_the_end_of_the_day_before() =>
        Assert.Equal("Dienstag, den 16. Juni 2026, 24:00 Uhr", ReportTexts.For("de").Deadline(new DateTimeOffset(2026, 6, 17, 0, 0, 0, TimeSpan.FromHours(2))));

    [Fact]
    public void A_finding_of_an_unknown_rule_keeps_its_own_texts()
    {
        Finding finding = new() { RuleId = "other.rule", Title = "Own title", Remediation = "Own remedy" };

        Assert.Equal("Own title", ReportTexts.For("de").Title(finding));
        Assert.Equal("Own remedy", ReportTexts.For("de").Remediation(finding));
        Assert.Null(ReportTexts.For("de").Meaning(finding));
    }

    [Fact]
    public void A_finding_with_too_few_values_keeps_its_own_title() =>
        Assert.Equal("Own", ReportTexts.For("de").Title(new Finding { RuleId = "router.widened-forward", Title = "Own" }));

    private static string Placeholders(string text) =>
        string.Join(",", Regex.Matches(text, @"\{\d\}").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
}
