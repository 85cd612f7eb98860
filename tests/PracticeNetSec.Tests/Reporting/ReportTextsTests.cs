// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
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

    /// <summary>The hour that comes twice at the end of summer time is told apart by the name of the time.</summary>
    [Theory]
    [InlineData("2026-11-29T13:05:59Z", "29.11.2026, 14:05 Uhr (MEZ)", "29 Nov 2026, 14:05 (CET)")]
    [InlineData("2026-05-03T22:30:00Z", "04.05.2026, 00:30 Uhr (MESZ)", "4 May 2026, 00:30 (CEST)")]
    [InlineData("2026-10-25T00:30:00Z", "25.10.2026, 02:30 Uhr (MESZ)", "25 Oct 2026, 02:30 (CEST)")]
    [InlineData("2026-10-25T01:30:00Z", "25.10.2026, 02:30 Uhr (MEZ)", "25 Oct 2026, 02:30 (CET)")]
    public void A_moment_is_shown_to_the_minute_in_legal_time(string moment, string german, string english)
    {
        DateTimeOffset time = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

        Assert.Equal((german, english), (ReportTexts.For("de").Moment(time), ReportTexts.For("en").Moment(time)));
    }

    [Theory]
    [InlineData("2026-11-29T13:05:00Z", "2026-11-29T13:05:59Z", "29.11.2026, 14:05 Uhr (MEZ)", "29 Nov 2026, 14:05 (CET)")]
    [InlineData("2026-11-29T13:05:00Z", "2026-11-29T13:11:00Z", "29.11.2026, 14:05\u201314:11 Uhr (MEZ)", "29 Nov 2026, 14:05\u201314:11 (CET)")]
    [InlineData("2026-11-29T22:50:00Z", "2026-11-29T23:10:00Z", "29.11.2026, 23:50 Uhr (MEZ) \u2013 30.11.2026, 00:10 Uhr (MEZ)", "29 Nov 2026, 23:50 (CET) \u2013 30 Nov 2026, 00:10 (CET)")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "25.10.2026, 02:30 Uhr (MESZ) \u2013 25.10.2026, 02:30 Uhr (MEZ)", "25 Oct 2026, 02:30 (CEST) \u2013 25 Oct 2026, 02:30 (CET)")]
    public void A_period_names_its_day_once_and_its_zone(string from, string until, string german, string english)
    {
        (DateTimeOffset start, DateTimeOffset end) = (DateTimeOffset.Parse(from, CultureInfo.InvariantCulture), DateTimeOffset.Parse(until, CultureInfo.InvariantCulture));

        Assert.Equal((german, english), (ReportTexts.For("de").Period(start, end), ReportTexts.For("en").Period(start, end)));
    }

    [Fact]
    public void A_range_of_ports_in_a_finding_has_an_en_dash_and_other_values_keep_their_hyphens()
    {
        ReportTexts texts = ReportTexts.For("en");
        Finding Saved(string ports) => new() { RuleId = "router.settings-not-corrected", Values = ["11.1-2", ports, "11.2"] };

        Assert.Contains("440\u2013449, 80", texts.Title(Saved("440-449, 80")), StringComparison.Ordinal);
        Assert.Contains("11.1-2", texts.Title(Saved("440-449")), StringComparison.Ordinal);
    }

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
