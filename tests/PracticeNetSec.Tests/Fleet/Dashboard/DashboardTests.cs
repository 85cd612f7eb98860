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

    private static JObject Data(string page) => JObject.Parse(DashboardReader.DataOf(page));

    private static string Write(ExposureSnapshot[] snapshots, string language = "de", string? title = null)
    {
        using StringWriter writer = new();
        DashboardPage.Write(writer, FleetState.Of(snapshots), language, title);
        return writer.ToString();
    }
}
