// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Rmm;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Rmm;

public class RmmRendererTests
{
    public static TheoryData<RmmFormat, Verdict, int> ExitCodes => new()
    {
        { RmmFormat.Nagios, Verdict.NotExposed, 0 }, { RmmFormat.Nagios, Verdict.AtRisk, 1 }, { RmmFormat.Nagios, Verdict.Exposed, 2 }, { RmmFormat.Nagios, Verdict.Undetermined, 3 },
        { RmmFormat.Icinga, Verdict.Exposed, 2 }, { RmmFormat.NinjaOne, Verdict.Exposed, 2 }, { RmmFormat.Json, Verdict.Undetermined, 3 },
        { RmmFormat.Datto, Verdict.NotExposed, 0 }, { RmmFormat.Datto, Verdict.Undetermined, 1 }, { RmmFormat.Datto, Verdict.Exposed, 1 },
        { RmmFormat.GitHub, Verdict.Exposed, 1 }, { RmmFormat.GitHub, Verdict.AtRisk, 0 }, { RmmFormat.GitHub, Verdict.NotExposed, 0 }, { RmmFormat.GitHub, Verdict.Undetermined, 1 },
        { RmmFormat.Zabbix, Verdict.Exposed, 0 }, { RmmFormat.Zabbix, Verdict.Undetermined, 0 },
    };

    public static TheoryData<RmmFormat> Formats => [.. Enum.GetValues<RmmFormat>()];

    [Theory]
    [MemberData(nameof(ExitCodes))]
    public void Each_system_gets_its_exit_codes(RmmFormat format, Verdict verdict, int exitCode) =>
        Assert.Equal(exitCode, RmmRenderer.Render(format, new[] { SnapshotSamples.Of("A", 0, verdict) }).ExitCode);

    [Theory]
    [InlineData(RmmFormat.Nagios, "PRACTICES CRITICAL - 1 of 3 practices exposed, 0 at risk, 1 undetermined, complete coverage of 1, measured 2026-11-01 02:00 +01:00: A SMB is open; +1 more | exposed=1;;0;0;3 at_risk=0;0;;0;3 undetermined=1;;;0;3 not_exposed=1;;;0;3 complete_coverage=1;;;0;3")]
    [InlineData(RmmFormat.Datto, "STATUS=CRITICAL - 1 of 3 practices exposed, 0 at risk, 1 undetermined, complete coverage of 1, measured 2026-11-01 02:00 +01:00: A SMB is open; C a reason")]
    [InlineData(RmmFormat.NinjaOne, "CRITICAL - 1 of 3 practices exposed, 0 at risk, 1 undetermined, complete coverage of 1, measured 2026-11-01 02:00 +01:00: A SMB is open; C a reason")]
    [InlineData(RmmFormat.GitHub, "::error title=PracticeNetSec CRITICAL::1 of 3 practices exposed, 0 at risk, 1 undetermined, complete coverage of 1, measured 2026-11-01 02:00 +01:00: A SMB is open; C a reason")]
    public void A_fleet_is_one_line(RmmFormat format, string line)
    {
        RmmResult result = RmmRenderer.Render(format, Three());

        Assert.Equal(line, result.Text);
        Assert.False(result.Truncated);
    }

    [Fact]
    public void Datto_output_has_its_markers() =>
        Assert.Equal(new[] { "<-Start Result->", "STATUS=OK - A NotExposed, measured 2026-11-01 02:00 +01:00: coverage not recorded", "<-End Result->" }, RmmRenderer.Render(RmmFormat.Datto, new[] { SnapshotSamples.Of("A", 0) }).Output.Split('\n'));

    [Fact]
    public void The_line_of_one_practice_states_what_was_checked()
    {
        ExposureSnapshot practice = SnapshotSamples.Of("A", 0);
        practice.Coverage = SnapshotSamples.Covered();
        Assert.StartsWith("PRACTICES OK - A NotExposed, measured 2026-11-01 02:00 +01:00: 4 of 4 deciding ports known; +2 more |", RmmRenderer.Render(RmmFormat.Nagios, new[] { practice }).Text, StringComparison.Ordinal);

        practice.Coverage.UnknownPorts = [445];
        practice.Coverage.ForwardsRead = practice.Coverage.IsComplete = false;
        practice.Coverage.IPv6 = IPv6Coverage.NotExamined;
        practice.Verdict = Verdict.Undetermined;
        Assert.StartsWith("PRACTICES UNKNOWN - A Undetermined, measured 2026-11-01 02:00 +01:00: A a reason; +2 more |", RmmRenderer.Render(RmmFormat.Nagios, new[] { practice }).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RmmFormat.Zabbix)]
    [InlineData(RmmFormat.Json)]
    public void Json_holds_the_state_and_the_counts(RmmFormat format)
    {
        JObject json = JObject.Parse(RmmRenderer.Render(format, Three()).Text);

        Assert.Equal(2, (int)json["state"]!);
        Assert.Contains("\"measured\":\"2026-11-01T02:00:00+01:00\"", RmmRenderer.Render(format, Three()).Text, StringComparison.Ordinal);
        Assert.Equal(1, (int)json["exposed"]!);
        Assert.Equal(3, (int)json["practices"]!);
        Assert.Equal(1, (int)json["completeCoverage"]!);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Without_checks_the_state_is_unknown(RmmFormat format)
    {
        RmmResult result = RmmRenderer.Render(format, Array.Empty<ExposureSnapshot>());

        Assert.Equal(RmmState.Unknown, result.State);
        Assert.Equal(format is RmmFormat.Datto or RmmFormat.GitHub ? 1 : 3, result.ExitCode);
        Assert.Matches("UNKNOWN|\"status\":\"Unknown\"", result.Text);
        Assert.DoesNotContain("::warning", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_checkmk_has_state_service_metrics_and_text()
    {
        ExposureSnapshot broken = SnapshotSamples.Of("A\" 1\\n0", 0, Verdict.Exposed);

        Assert.Matches("^2 \"Practices\" exposed=1\\|at_risk=0\\|undetermined=1\\|not_exposed=1\\|complete_coverage=1 CRITICAL - 1 of 3 practices exposed, [^\"]*\\\\n", RmmRenderer.Render(RmmFormat.Checkmk, Three()).Output);
        Assert.StartsWith("2 \"Practice A' 1/n0\" exposed=1|", RmmRenderer.Render(RmmFormat.Checkmk, [broken]).Output, StringComparison.Ordinal);
        Assert.StartsWith("3 \"Practices\" exposed=0|", RmmRenderer.Render(RmmFormat.Checkmk, []).Output, StringComparison.Ordinal);
    }

    /// <summary>A sensor is up while the value of a channel with limits is within them.</summary>
    [Theory]
    [InlineData(Verdict.NotExposed, 0)]
    [InlineData(Verdict.AtRisk, 1)]
    [InlineData(Verdict.Exposed, 2)]
    [InlineData(Verdict.Undetermined, 3)]
    public void A_sensor_of_prtg_is_down_for_what_is_exposed_and_for_what_is_unknown(Verdict verdict, int state)
    {
        ExposureSnapshot practice = SnapshotSamples.Of("A #7", 0, verdict);

        JToken sensor = JObject.Parse(RmmRenderer.Render(RmmFormat.Prtg, [practice]).Output)["prtg"]!;
        JToken notRun = JObject.Parse(RmmRenderer.NotRun(RmmFormat.Prtg, "no module").Output)["prtg"]!;

        JToken channel = sensor["result"]![0]!;
        Assert.Equal(("State", state, 1, 0, 1), ((string)channel["channel"]!, (int)channel["value"]!, (int)channel["limitmode"]!, (int)channel["limitmaxwarning"]!, (int)channel["limitmaxerror"]!));
        Assert.Contains("A  7", (string)sensor["text"]!, StringComparison.Ordinal);
        Assert.Equal((1, null), ((int)notRun["error"]!, (object?)notRun["result"]));
    }

    [Fact]
    public void Metrics_of_prometheus_have_the_state_of_each_practice_and_the_time_of_the_oldest()
    {
        string[] lines = RmmRenderer.Render(RmmFormat.Prometheus, [.. Three(), SnapshotSamples.Of("D\"\\", 0, Verdict.AtRisk)]).Output.Split('\n');

        Assert.Contains("practicenetsec_state 2", lines);
        Assert.Contains("practicenetsec_practices{verdict=\"Exposed\"} 1", lines);
        Assert.Contains("practicenetsec_practice_state{practice=\"D\\\"\\\\\"} 1", lines);
        Assert.Contains($"practicenetsec_oldest_measurement_timestamp_seconds {SnapshotSamples.Night.ToUnixTimeSeconds()}", lines);
        Assert.DoesNotContain(RmmRenderer.Render(RmmFormat.Prometheus, []).Output.Split('\n'), line => line.StartsWith("practicenetsec_oldest", StringComparison.Ordinal));
    }

    /// <summary>A practice that left the inventory beside one at risk: a warning would hide it.</summary>
    [Theory]
    [InlineData(Verdict.AtRisk, 3)]
    [InlineData(Verdict.Exposed, 2)]
    public void Where_a_practice_was_not_checked_a_risk_is_unknown_and_an_exposure_critical(Verdict verdict, int exitCode)
    {
        ExposureSnapshot missing = SnapshotSamples.Of("B", 0, Verdict.Undetermined);
        missing.Reasons = [EvidenceOf.AuditLeftInventory()];

        Assert.Equal(exitCode, RmmRenderer.Render(RmmFormat.Nagios, [SnapshotSamples.Of("A", 0, verdict), missing]).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_failure_turns_ok_and_at_risk_into_unknown_and_leaves_critical(RmmFormat format)
    {
        string[] failures = ["practices.csv, line 3: Land 'XX' is not known", "second"];
        int unknown = format is RmmFormat.Datto or RmmFormat.GitHub ? 1 : 3;
        foreach (Verdict verdict in new[] { Verdict.NotExposed, Verdict.AtRisk, Verdict.Undetermined })
        {
            RmmResult result = RmmRenderer.Render(format, new[] { SnapshotSamples.Of("A", 0, verdict) }, failures);

            Assert.Equal((RmmState.Unknown, unknown), (result.State, result.ExitCode));
            Assert.Contains("error: practices.csv, line 3: Land 'XX' is not known", result.Output, StringComparison.Ordinal);
            Assert.Contains("error: second", result.Output, StringComparison.Ordinal);
        }

        RmmResult exposed = RmmRenderer.Render(format, new[] { SnapshotSamples.Of("A", 0, Verdict.Exposed) }, failures);
        Assert.Equal(RmmState.Critical, exposed.State);
        Assert.Equal(RmmRenderer.Render(format, new[] { SnapshotSamples.Of("A", 0, Verdict.Exposed) }).ExitCode, exposed.ExitCode);
        Assert.Contains("error: second", exposed.Output, StringComparison.Ordinal);
    }

    /// <summary>Bytes above 0x7F differ between code pages 437, 850, 1252 and UTF-8.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_line_is_ascii(RmmFormat format)
    {
        ExposureSnapshot practice = SnapshotSamples.Of("Größe-Ä", 0, "router.x");
        practice.Findings[0].Title = "Freigabe „Prüfung“ — café, Łódź, a\u0308, 日本 😀";

        string text = RmmRenderer.Render(format, new[] { practice }, ["Öffnen schlug fehl"]).Output;

        Assert.All(text, character => Assert.InRange(character, '\n', '~'));
        string read = format switch
        {
            RmmFormat.Zabbix or RmmFormat.Json => (string)JObject.Parse(text)["text"]!,
            RmmFormat.Prtg => (string)JObject.Parse(text)["prtg"]!["text"]!,
            RmmFormat.Checkmk => text.Replace("\\n", "; ", StringComparison.Ordinal).Replace('\'', '"'),
            RmmFormat.Prometheus => text.Replace("\n# ", "; ", StringComparison.Ordinal),
            _ => text.Replace("\n", "; ", StringComparison.Ordinal),
        };
        Assert.Contains(
            format is RmmFormat.Zabbix or RmmFormat.Json ? "Größe-Ä Freigabe „Prüfung“ — café, Łódź, a\u0308, 日本 😀; error: Öffnen schlug fehl" : "Groesse-Ae Freigabe \"Pruefung\" - cafe, Lodz, ae, ?? ?; error: Oeffnen schlug fehl",
            read, StringComparison.Ordinal);
    }

    [Property(MaxTest = 200)]
    public Property Device_text_stays_on_one_line_within_the_limit(RmmFormat format, NonEmptyArray<string?> titles, PositiveInt repeat)
    {
        ExposureSnapshot[] practices = Enumerable.Range(0, 1 + (repeat.Get % 40)).SelectMany(round => titles.Get.Select((title, index) =>
        {
            ExposureSnapshot practice = SnapshotSamples.Of($"P|{round}-{index}{title}", 0, "router.x");
            practice.Findings[0].Title = string.Concat(Enumerable.Repeat((title ?? "") + "\r\n|\u202E%\"ü€😀", 1 + (repeat.Get % 20)));
            return practice;
        })).ToArray();

        RmmResult result = RmmRenderer.Render(format, practices);

        int limit = format switch
        {
            RmmFormat.Nagios or RmmFormat.Icinga => RmmRenderer.NagiosLimit,
            RmmFormat.Datto => RmmRenderer.DattoLimit,
            RmmFormat.NinjaOne => RmmRenderer.NinjaOneLimit,
            RmmFormat.Zabbix => RmmRenderer.ZabbixLimit,
            RmmFormat.GitHub => RmmRenderer.GitHubLimit,
            _ => RmmRenderer.NagiosLimit * 4,
        };
        bool fits = Encoding.UTF8.GetByteCount(result.Text) <= limit && result.Text.All(c => c <= '~');
        bool oneLine = !result.Text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202E');
        bool bars = format is not (RmmFormat.Nagios or RmmFormat.Icinga) || result.Text.Count(c => c == '|') == 1;
        return (fits && oneLine && bars).Label($"{format}: {result.Text.Length} characters, one line {oneLine}, bars {bars}");
    }

    [Fact]
    public void What_does_not_fit_is_counted()
    {
        RmmResult result = RmmRenderer.Render(RmmFormat.NinjaOne, Enumerable.Range(0, 50).Select(number => SnapshotSamples.Of($"P{number:00}", 0, "router.x")).ToArray());

        Assert.True(result.Truncated);
        Assert.Matches(@"; \+\d+ more$", result.Text);
        Assert.InRange(result.Text.Length, 100, 200);
    }

    /// <summary>Plugin API, "Plugin Output Spec": the first line is shown in the list, the lines after it with the service.</summary>
    [Fact]
    public void Nagios_has_the_worst_first_and_all_on_the_lines_after_it()
    {
        RmmResult result = RmmRenderer.Render(RmmFormat.Nagios, Three(), ["x | y"]);

        Assert.Equal(["A SMB is open", "error: x / y", "C a reason"], result.Output.Split('\n')[1..]);
        Assert.Contains(": A SMB is open; +2 more | ", result.Text, StringComparison.Ordinal);
        Assert.Equal(result.Text, result.Output.Split('\n')[0]);
    }

    [Fact]
    public void Long_output_keeps_within_the_limit_and_counts_the_rest()
    {
        RmmResult result = RmmRenderer.Render(RmmFormat.Nagios, Enumerable.Range(0, 500).Select(number => SnapshotSamples.Of($"P{number:000}", 0, "router.x")).ToArray());

        Assert.True(result.Truncated);
        Assert.InRange(result.Output.Length, 3000, RmmRenderer.NagiosLimit);
        Assert.Matches(@"^\+\d+ more$", result.Output.Split('\n')[^1]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void German_lines_keep_the_word_of_the_state(RmmFormat format)
    {
        string text = RmmRenderer.Render(format, Three(), ["gestört"], "de").Output;
        string read = format is RmmFormat.Zabbix or RmmFormat.Json ? (string)JObject.Parse(text)["text"]! + " CRITICAL" : text;

        Assert.Matches("1 von 3 Praxen offen, 0 gef(ä|ae)hrdet, 1 ungekl(ä|ae)rt, vollst(ä|ae)ndig gepr(ü|ue)ft 1, gemessen 2026-11-01 02:00 \\+01:00", read);
        Assert.Contains("CRITICAL", read, StringComparison.Ordinal);
        Assert.Matches("Fehler: gest(ö|oe)rt", read);
    }

    private static ExposureSnapshot[] Three()
    {
        ExposureSnapshot exposed = SnapshotSamples.Of("A", 0, "router.x");
        exposed.Findings[0].Title = "SMB is open";
        ExposureSnapshot covered = SnapshotSamples.Of("B", 0);
        covered.Coverage = SnapshotSamples.Covered();
        return new[] { covered, SnapshotSamples.Of("C", 0, Verdict.Undetermined), exposed };
    }
}
