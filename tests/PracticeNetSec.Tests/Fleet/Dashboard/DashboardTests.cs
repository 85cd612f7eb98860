// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Dashboard;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Dashboard;

public class DashboardTests
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)> ]]> {{7*7}} \u202Egnp.exe \0";

    [Fact]
    public void A_hostile_text_is_data_and_nothing_else()
    {
        ExposureSnapshot hostile = SnapshotSamples.Of(Hostile, 0, "router.unknown-rule");
        hostile.Name = hostile.Firmware = hostile.RouterModel = hostile.Findings[0].Title = Hostile;
        hostile.Land = "NI";
        hostile.Reasons = new[] { Evidence.Of(Hostile) };

        string page = Write(new[] { hostile }, title: Hostile);

        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.Equal(2, Regex.Count(page, "</script"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', page);
        Assert.Contains("alert(1)", (string)Data(page)["rows"]![0]!["n"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_allows_only_its_own_script_and_style_and_loads_no_address()
    {
        string page = Write(new[] { SnapshotSamples.Of("A", 0) });

        Assert.Matches("default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'", page);
        Assert.DoesNotMatch(@"(src|href|action)\s*=|url\(|@import|fetch\(|XMLHttpRequest", page);
        Assert.DoesNotMatch(@"\son[a-z]+=|style=""", page);
    }

    [Fact]
    public void Counts_tiles_and_the_worst_first()
    {
        ExposureSnapshot bavaria = SnapshotSamples.Of("B", 0, "router.widened-forward");
        bavaria.Land = "BY";
        ExposureSnapshot nowhere = SnapshotSamples.Of("N", 0, Verdict.Undetermined);
        nowhere.Land = null;

        string page = Write(new[] { SnapshotSamples.Of("A", 0), nowhere, SnapshotSamples.Of("R", 0, Verdict.AtRisk), bavaria });

        Assert.Contains("data-verdict=\"3\" aria-pressed=\"false\"><b>1</b>", page, StringComparison.Ordinal);
        Assert.Contains("data-land=\"BY\" aria-pressed=\"false\"><b>BY</b><span>1/1</span>", page, StringComparison.Ordinal);
        Assert.Contains("data-land=\"-\"", page, StringComparison.Ordinal);
        Assert.Equal(16 + 1, Regex.Count(page, "class=\"tile "));
        Assert.Equal(new[] { "B", "R", "N", "A" }, Data(page)["rows"]!.Select(row => (string)row["i"]!));
    }

    [Theory]
    [InlineData("de", "Praxen im Überblick")]
    [InlineData("en", "Practices at a glance")]
    public void The_page_is_written_in_both_languages(string language, string title) =>
        Assert.Contains($"<h1>{title}</h1>", Write(new[] { SnapshotSamples.Of("A", 0) }, language), StringComparison.Ordinal);

    [Theory]
    [InlineData("de", "4 von 4 entscheidenden Ports bekannt; Tabelle der Weiterleitungen: vollständig gelesen; IPv6: nichts gesehen, nicht untersucht", "Prüfumfang nicht aufgezeichnet")]
    [InlineData("en", "4 of 4 deciding ports known; forward table: read completely; IPv6: nothing seen, not examined", "coverage not recorded")]
    public void A_practice_states_what_was_checked_and_the_page_holds_each_text_once(string language, string covered, string notRecorded)
    {
        ExposureSnapshot[] fleet = [SnapshotSamples.Of("A", 0), SnapshotSamples.Of("B", 0), SnapshotSamples.Of("C", 0)];
        fleet[0].Coverage = SnapshotSamples.Covered();
        fleet[2].Coverage = SnapshotSamples.Covered();

        JToken data = Data(Write(fleet, language));

        string[] strings = data["strings"]!.Select(text => (string)text!).ToArray();
        Assert.Equal(strings.Distinct(), strings);
        Assert.Equal([covered, notRecorded, covered], data["rows"]!.Select(row => strings[(int)row["c"]!]));
    }

    [Theory]
    [InlineData("de", "Gemessen von 2026-11-01 02:00 +01:00 bis 2026-11-03 02:00 +01:00", "1 von 3 Praxen wurden geprüft")]
    [InlineData("en", "Measured from 2026-11-01 02:00 +01:00 to 2026-11-03 02:00 +01:00", "1 of 3 practices were checked")]
    public void The_head_states_when_the_results_were_measured_and_what_is_missing(string language, string measured, string interrupted)
    {
        using StringWriter writer = new();
        FleetState fleet = new([SnapshotSamples.Of("A", 2), SnapshotSamples.Of("B", 0)], [], new ExposureTimeline(), [EvidenceOf.HistoryInterrupted(1, 3)]);

        DashboardPage.Write(writer, fleet, language, null);

        Assert.Contains($"<p>{measured}</p>", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains($"<p class=\"note\">{interrupted}", writer.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A page that had been reachable for years made an exposure of last night one of years.</summary>
    [Fact]
    public void Exposed_since_is_the_date_of_what_exposes_not_of_the_oldest_finding()
    {
        const string oldest = "router.status-page-reachable", exposing = "router.widened-forward";
        ExposureTimeline timeline = new();
        timeline.Add(SnapshotSamples.Of("A", 0, Verdict.AtRisk, oldest));
        timeline.Add(SnapshotSamples.Of("A", 4, oldest, exposing));
        FleetState fleet = new([SnapshotSamples.Of("A", 4, oldest, exposing), SnapshotSamples.Of("B", 4, Verdict.AtRisk, oldest)], [], timeline);
        using StringWriter writer = new();

        DashboardPage.Write(writer, fleet, "en", null);

        Assert.Equal(["2026-11-05", null], Data(writer.ToString())["rows"]!.Select(row => (string?)row["b"]));
    }

    [Fact]
    public void The_same_finding_at_other_addresses_and_ports_is_one_in_the_view_over_all_practices()
    {
        ExposureSnapshot[] fleet = [SnapshotSamples.Of("A", 0, "router.dangerous-port-open"), SnapshotSamples.Of("B", 0, "router.dangerous-port-open"), SnapshotSamples.Of("C", 0, "router.dangerous-port-open"), SnapshotSamples.Of("D", 0, "other.version")];
        fleet[0].Findings[0].Values = ["445", "SMB"];
        fleet[1].Findings[0].Values = ["10445", "SMB"];
        fleet[2].Findings[0].Values = ["3389", "RDP"];

        JToken data = Data(Write(fleet, "en"));

        string[] strings = data["strings"]!.Select(text => (string)text!).ToArray();
        Assert.Equal(
            ["SMB is reachable from the Internet (port …)", "SMB is reachable from the Internet (port …)", "RDP is reachable from the Internet (port …)", "other.version"],
            data["rows"]!.Select(row => strings[(int)row["k"]!.Single()]));
    }

    /// <summary>WCAG 2.1, success criterion 1.4.3.</summary>
    [Fact]
    public void Every_text_has_a_contrast_of_at_least_four_and_a_half_to_one()
    {
        string page = Write([SnapshotSamples.Of("A", 0)]);
        string[] schemes = Regex.Matches(page, @":root \{([^}]+)\}").Select(scheme => scheme.Groups[1].Value).ToArray();

        Assert.Equal(3, schemes.Length);
        Assert.All(schemes, scheme =>
        {
            string Colour(string name) => Regex.Match(scheme, $"--{name}: (#[0-9a-f]+);?").Groups[1].Value;
            Assert.All(new[] { "ink", "quiet", "v3", "v2", "v0", "v1" }, text => Assert.All(new[] { "bg", "card" }, ground => Assert.True(Contrast(Colour(text), Colour(ground)) >= 4.5, $"{text} on {ground}: {Contrast(Colour(text), Colour(ground)):0.00}")));
        });
        MatchCollection pairs = Regex.Matches(page, @"background: (#[0-9a-f]+); color: (#[0-9a-f]+);");
        Assert.Equal(4, pairs.Count);
        Assert.All(pairs, pair => Assert.True(Contrast(pair.Groups[1].Value, pair.Groups[2].Value) >= 4.5, pair.Value));
    }

    [Fact]
    public void Ten_thousand_practices_take_less_than_three_seconds()
    {
        ExposureSnapshot[] fleet = DashboardSamples.Fleet(10_000);
        Write(fleet.Take(10).ToArray());
        Stopwatch watch = Stopwatch.StartNew();

        string page = Write(fleet);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(10_000, Data(page)["rows"]!.Count());
    }

    [Fact]
    public void A_hundred_thousand_practices_take_less_than_ten_megabytes()
    {
        ExposureSnapshot[] fleet = DashboardSamples.Fleet(100_000);

        string page = Write(fleet);

        Assert.InRange(page.Length, 0, 10_000_000);
        Assert.Equal(100_000, Data(page)["rows"]!.Count());
    }

    private static double Contrast(string one, string other)
    {
        double[] light = new[] { Luminance(one), Luminance(other) }.Order().ToArray();
        return (light[1] + 0.05) / (light[0] + 0.05);
    }

    private static double Luminance(string colour)
    {
        string digits = colour.Length == 4 ? string.Concat(colour[1..].SelectMany(digit => new[] { digit, digit })) : colour[1..];
        double[] parts = Convert.FromHexString(digits).Select(part => part / 255.0).Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static JObject Data(string page) => JObject.Parse(DashboardReader.DataOf(page));

    private static string Write(ExposureSnapshot[] snapshots, string language = "de", string? title = null)
    {
        using StringWriter writer = new();
        DashboardPage.Write(writer, FleetState.Of(snapshots), language, title);
        return writer.ToString();
    }
}
