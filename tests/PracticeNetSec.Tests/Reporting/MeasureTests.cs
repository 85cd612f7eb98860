// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>Measures are told, not ordered, in one order, and no two of them contradict each other.</summary>
public sealed class MeasureTests
{
    private static readonly Regex Order = new(@"\b[A-ZÄÖÜ]\w+ Sie\b|\bDelete\b|\bInstall\b|\bSwitch\b|\bClose\b|\bTake\b|\bFind out\b");

    public static TheoryData<string> RuleIds => new(FindingRule.Catalog.Keys);

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Every_rule_has_measures_in_both_languages_that_its_values_fill(string id)
    {
        Measure[] measures = MeasureCatalog.Shipped.Of(id);

        Assert.NotEmpty(measures);
        for (int place = 0; place < measures.Length; place++)
        {
            Assert.Contains(measures[place].Step, MeasureCatalog.Shipped.Steps);
            ReportStatement statement = new() { Text = MeasurePlan.Known, Values = AllRulesFixture.Values(id).Prepend(place.ToString(System.Globalization.CultureInfo.InvariantCulture)).Prepend(id).ToArray() };
            foreach (string language in ReportTexts.Languages)
            {
                string text = MeasurePlan.Sentence(statement, language)!;
                Assert.EndsWith(".", text, StringComparison.Ordinal);
                Assert.DoesNotMatch(Order, text);
            }
        }
    }

    [Fact]
    public void The_measures_of_any_two_rules_keep_the_one_order_and_install_firmware_once()
    {
        string[] rules = FindingRule.Catalog.Keys.ToArray();
        foreach (string one in rules)
        {
            foreach (string other in rules)
            {
                Measure[] measures = Plan(one, other).Where(statement => statement.Text == MeasurePlan.Known).Select(MeasureOf).ToArray();
                int[] ranks = measures.Select(MeasureCatalog.Shipped.Rank).ToArray();

                Assert.Equal(ranks.Order(), ranks);
                Assert.True(measures.Count(measure => measure.Step == "measure") <= 1, $"{one}, {other}");
                Assert.False(measures.Any(measure => measure.General) && measures.Any(measure => !measure.General && measures.Any(general => general.General && general.Step == measure.Step)), $"{one}, {other}");
            }
        }
    }

    [Fact]
    public void The_port_of_a_forward_that_is_deleted_as_a_whole_is_not_closed_again()
    {
        string[] texts = Plan("router.widened-forward", "router.dangerous-port-open", "share.smb-from-internet")
            .Select(statement => StatementText.Of(statement, ReportTexts.For("de"))).ToArray();

        Assert.Contains("Die Weiterleitung der Ports 440 bis 449 im Router wird gelöscht.", texts);
        Assert.Single(texts, text => text.Contains("geschlossen", StringComparison.Ordinal)); // 3389; 445 lies in the block
        Assert.DoesNotContain(texts, text => text.Contains("Port 445", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("router.widened-forward")]
    [InlineData("router.widened-forward-web")]
    [InlineData("router.settings-not-corrected")]
    [InlineData("router.firmware-widens")]
    public void A_widened_forward_is_measured_again_after_a_restart(string rule)
    {
        string[] steps = Plan(rule, rule).Where(statement => statement.Text == MeasurePlan.Known).Select(statement => MeasureOf(statement).Step).ToArray();

        Assert.Equal(["restart", "measure"], steps.TakeLast(2));
    }

    [Fact]
    public void What_people_closed_and_verified_after_the_measurement_is_not_proposed_any_more()
    {
        string[] before = Steps(Incidents.Report(incident: new BreachIncident()));
        string[] after = Steps(Incidents.Report());

        Assert.Contains("close", before);
        Assert.Contains("measure", before);
        Assert.DoesNotContain("close", after);
        Assert.DoesNotContain("measure", after);
    }

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Remediation_closes_first_then_installs_firmware_then_enters_settings_again(string id)
    {
        foreach (string text in FindingRule.Get(id).Remediation.Values)
        {
            Assert.DoesNotMatch("irgendetwas anderes|anything else", text);
            int close = Place(text, "Löschen Sie|Schließen Sie|Sperren Sie|Entfernen Sie|Delete|Close|Remove");
            int firmware = Place(text, "Firmware|firmware");
            int anew = Place(text, "neu an|enter it again|enter the ones");
            int again = Place(text, "Messen Sie|messen Sie|easure again");

            Assert.True(close < 0 || firmware < 0 || close < firmware, text);
            Assert.True(firmware < 0 || anew < 0 || firmware < anew, text);
            Assert.True(again < 0 || (close < again && firmware < again && anew < again), text);
        }
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void The_owners_steps_close_first_then_firmware_then_settings_then_measure_again(string language)
    {
        string[] texts = CelleCase.Report(CelleCase.Aware, WithFirmware(), CelleCase.Server()).Steps.Select(step => step.Text).ToArray();

        Assert.Equal(new[] { "step.close-range", "step.save-logs", "step.lock-shares", "step.notify", "step.firmware", "step.check-settings", "step.measure-again" }, texts);
        string page = Rendered.Html(CelleCase.Report(CelleCase.Aware, WithFirmware(), CelleCase.Server()), language);
        string[] words = language == "de" ? new[] { "sofort die Weiterleitung", "neueste Firmware", "verschwunden ist" } : new[] { "deleted in the router at once", "newest firmware", "is gone" };
        int[] places = words.Select(word => page.IndexOf(word, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Theory]
    [InlineData(ReportDocument.Authority)]
    [InlineData(ReportDocument.Processor)]
    public void The_proposed_measures_contain_no_imperative(ReportDocument document)
    {
        foreach (string language in ReportTexts.Languages)
        {
            string html = Rendered.Html(AllRulesFixture.Report(), language, document);
            int start = html.IndexOf(ReportTexts.For(language)["field.measures-proposed"], StringComparison.Ordinal);
            string field = html[start..html.IndexOf("</div>", start, StringComparison.Ordinal)];

            Assert.DoesNotMatch(Order, Regex.Replace(field, "<[^>]+>", " "));
            Assert.Contains(language == "de" ? "wird gelöscht" : "is deleted", field, StringComparison.Ordinal);
        }
    }

    private static RouterExposure WithFirmware()
    {
        RouterExposure router = CelleCase.Router();
        router.Findings = router.Findings.Append(FindingRule.Get("router.firmware-widens").Create("203.0.113.1", CelleCase.Now, new[] { EvidenceOf.FirmwareInstalled("x") }, AllRulesFixture.Values("router.firmware-widens"))).ToArray();
        return router;
    }

    private static string[] Steps(BreachReport report) =>
        report.Statements.Where(statement => statement.Text == MeasurePlan.Known).Select(statement => MeasureOf(statement).Step).ToArray();

    private static Measure MeasureOf(ReportStatement statement) =>
        MeasureCatalog.Shipped.Of(statement.Values[0])[int.Parse(statement.Values[1], System.Globalization.CultureInfo.InvariantCulture)];

    private static ReportStatement[] Plan(params string[] rules)
    {
        RouterExposure router = new()
        {
            Findings = rules.Distinct().Select(rule => Grave(FindingRule.Get(rule).Create("203.0.113.1", CelleCase.Now, new[] { Evidence.Of("x") }, AllRulesFixture.Values(rule)))).ToArray(),
            Verdict = Verdict.Exposed,
        };
        return MeasurePlan.Of(new BreachEvidence(router, Array.Empty<ShareReachability>(), null), null).ToArray();
    }

    private static Finding Grave(Finding finding)
    {
        finding.Severity = Severity.High;
        return finding;
    }

    private static int Place(string text, string words) => Regex.Match(text, words) is { Success: true } found ? found.Index : -1;
}
