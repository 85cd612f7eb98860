// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Fleet.Rmm;

/// <summary>
/// Renders the result in one line for a monitoring system. The limits: Nagios reads 4 KB of output (plugin API);
/// NinjaOne's text fields hold 200 characters; Datto's user-defined fields 255; Zabbix stores texts of 64 KB on MySQL;
/// GitHub shows ten annotations of a kind per step, so all practices share one, and its titles hold 255 characters.
/// Every line is ASCII, because the reader's code page is unknown; JSON escapes what is not.
/// </summary>
public static class RmmRenderer
{
    /// <summary>Bytes that Nagios reads.</summary>
    public const int NagiosLimit = 4096;

    /// <summary>Characters of a NinjaOne text field.</summary>
    public const int NinjaOneLimit = 200;

    /// <summary>Characters of a Datto user-defined field.</summary>
    public const int DattoLimit = 255;

    /// <summary>Bytes of a text in Zabbix' database on MySQL.</summary>
    public const int ZabbixLimit = 65535;

    /// <summary>Bytes of an annotation's message.</summary>
    public const int GitHubLimit = 65536;

    private const string DattoStart = "<-Start Result->";
    private const string DattoEnd = "<-End Result->";
    private const int MaxDetailLength = 200;

    // GitHub's escape of a percent sign triples it.
    private const int EscapeFactor = 3;
    private const int JsonReserve = 512;

    private static readonly JsonSerializerSettings AsciiJson = new() { StringEscapeHandling = StringEscapeHandling.EscapeNonAscii };

    /// <summary>Makes the result of all practices together.</summary>
    /// <param name="format">The system that reads it.</param>
    /// <param name="practices">Snapshots; none at all is unknown, never good.</param>
    public static RmmResult Render(RmmFormat format, IReadOnlyList<ExposureSnapshot> practices) => Render(format, practices, System.Array.Empty<string>());

    /// <summary>Makes the result of all practices together, of a check in which something failed.</summary>
    /// <param name="format">The system that reads it.</param>
    /// <param name="practices">Snapshots; none at all is unknown, never good.</param>
    /// <param name="failures">What failed. With any the result is unknown, unless something is exposed.</param>
    /// <param name="language"><c>en</c> or <c>de</c>; the state's word is the plugin API's in both.</param>
    /// <param name="lastHash">Number and hash of the ledger's last entry, for the long output and for JSON; null without a ledger.</param>
    public static RmmResult Render(RmmFormat format, IReadOnlyList<ExposureSnapshot> practices, IReadOnlyList<string> failures, string language = "en", string? lastHash = null)
    {
        RmmState state = practices.Count == 0 ? RmmState.Unknown : Worst(practices);
        if ((failures.Count > 0 || practices.Any(Membership.IsUnchecked)) && state != RmmState.Critical)
        {
            // A warning would hide that some were not checked.
            state = RmmState.Unknown;
        }

        RmmWords words = new(language);
        RmmResult result = new() { Format = format, State = state, Practices = practices.Count, ExitCode = ExitCodeOf(format, state, practices, failures) };
        ILookup<bool, string> details = practices.Where(practice => practice.Verdict != Verdict.NotExposed)
            .OrderByDescending(practice => StateOf(practice.Verdict) == RmmState.Unknown ? 0 : (int)practice.Verdict)
            .ThenByDescending(practice => practice.Findings.Select(finding => (int)finding.Severity).DefaultIfEmpty(-1).Max())
            .ThenBy(practice => practice.PracticeId, System.StringComparer.OrdinalIgnoreCase)
            .ToLookup(practice => practice.Verdict == Verdict.Exposed, practice => RmmLine.Cut(words.Detail(practice), MaxDetailLength));
        string[] errors = failures.Select(failure => RmmLine.Cut(words.Error(failure), MaxDetailLength)).ToArray();
        Fill(result, words, Head(words, practices), details[true].Concat(errors).Concat(details[false]).Concat(words.Coverage(practices)).ToArray(), practices, failures, lastHash);
        return result;
    }

    /// <summary>Evidence in the language of the line.</summary>
    public static string TextOf(Evidence evidence, string language) => new RmmWords(language).Said(evidence);

    /// <summary>The result of a check that did not run.</summary>
    /// <param name="format">The system that reads it.</param>
    /// <param name="reason">Why, the text of an error.</param>
    /// <param name="language"><c>en</c> or <c>de</c>.</param>
    public static RmmResult NotRun(RmmFormat format, string reason, string language = "en") =>
        Render(format, System.Array.Empty<ExposureSnapshot>(), new[] { new RmmWords(language).NotRun(reason) }, language);

    private static void Fill(RmmResult result, RmmWords words, string head, string[] details, IReadOnlyList<ExposureSnapshot> practices, IReadOnlyList<string> failures, string? lastHash)
    {
        string word = result.State.ToString().ToUpperInvariant();
        if (result.Format is RmmFormat.Zabbix or RmmFormat.Json)
        {
            (string whole, result.Truncated) = RmmLine.Fit(head, details, (result.Format == RmmFormat.Zabbix ? ZabbixLimit : NagiosLimit * 4) - JsonReserve, words.More, JsonSize);
            result.Output = result.Text = Json(result.State, whole, practices, failures, lastHash);
            return;
        }

        head = AsciiText.Of(head);
        details = details.Select(detail => RmmLine.Cut(AsciiText.Of(detail), MaxDetailLength)).ToArray();
        string text;
        switch (result.Format)
        {
            case RmmFormat.Datto:
                (text, result.Truncated) = RmmLine.Fit($"{word} - {head}", details, DattoLimit - "STATUS=".Length, words.More);
                result.Text = "STATUS=" + text;
                result.Output = $"{DattoStart}\n{result.Text}\n{DattoEnd}";
                break;
            case RmmFormat.NinjaOne:
                (result.Text, result.Truncated) = RmmLine.Fit($"{word} - {head}", details, NinjaOneLimit, words.More);
                result.Output = result.Text;
                break;
            case RmmFormat.GitHub:
                (text, result.Truncated) = RmmLine.Fit(head, details, GitHubLimit / EscapeFactor, words.More);
                string command = result.State switch { RmmState.Ok => "notice", RmmState.Warning => "warning", _ => "error" };
                result.Output = result.Text = $"::{command} title=PracticeNetSec {word}::{text.Replace("%", "%25")}";
                break;
            case RmmFormat.Checkmk:
                string[] lines = FitLines(head, details, words);
                result.Truncated = !lines.SequenceEqual(details);
                result.Output = result.Text = CheckmkLine.Of(result.State, RmmLine.Cut($"{word} - {head}", NagiosLimit), lines, Counts(practices), practices);
                break;
            case RmmFormat.Prtg:
                (text, result.Truncated) = RmmLine.Fit($"{word} - {head}", details, PrtgSensor.TextLimit, words.More);
                result.Output = result.Text = PrtgSensor.Of(result.State, text, Counts(practices), practices.Count > 0 && (failures.Count == 0 || result.State == RmmState.Critical));
                break;
            case RmmFormat.Prometheus:
                result.Text = RmmLine.Cut($"PRACTICES {word} - {head}", NagiosLimit);
                string[] comments = FitLines(result.Text, details, words);
                result.Truncated = !comments.SequenceEqual(details);
                result.Output = PrometheusText.Of(result.State, comments.Prepend(result.Text), practices, failures.Count, practice => StateOf(practice.Verdict));
                break;
            default:
                FillNagios(result, words, $"PRACTICES {word} - {head}".Replace('|', '/'), Array(details, '|', '/'), " | " + Performance(practices));
                AddHash(result, words, lastHash);
                break;
        }
    }

    /// <summary>The first line has the worst alone, the long output on the lines after it has all (plugin API, "Plugin Output Spec").</summary>
    private static void FillNagios(RmmResult result, RmmWords words, string head, string[] details, string performance)
    {
        string first = details.Length < 2 ? string.Join("", details.Select(detail => ": " + detail)) : $": {details[0]}; {words.More(details.Length - 1)}";
        result.Text = RmmLine.Cut(head + first, NagiosLimit - performance.Length) + performance;
        result.Truncated = head.Length + first.Length + performance.Length > NagiosLimit;
        StringBuilder output = new(result.Text);
        for (int index = 0; index < details.Length && details.Length > 1; index++)
        {
            string rest = index + 1 < details.Length ? "\n" + words.More(details.Length - index - 1) : "";
            if (output.Length + 1 + details[index].Length + rest.Length > NagiosLimit)
            {
                output.Append('\n').Append(words.More(details.Length - index));
                result.Truncated = true;
                break;
            }

            output.Append('\n').Append(details[index]);
        }

        result.Output = output.ToString();
    }

    /// <summary>As many details as fit into what Nagios' successors show, and the count of the others.</summary>
    private static string[] FitLines(string head, string[] details, RmmWords words)
    {
        int room = NagiosLimit - head.Length;
        string[] fitting = details.TakeWhile((_, index) => details.Take(index + 1).Sum(detail => detail.Length + 1) <= room).ToArray();
        return fitting.Length == details.Length ? fitting : fitting.Append(words.More(details.Length - fitting.Length)).ToArray();
    }

    /// <summary>The last line of the long output, where there is room for it.</summary>
    private static void AddHash(RmmResult result, RmmWords words, string? lastHash)
    {
        if (lastHash is not null && result.Output.Length + 1 + words.Ledger(lastHash).Length <= NagiosLimit)
        {
            result.Output += "\n" + words.Ledger(lastHash);
        }
    }

    /// <summary>
    /// Where only good and bad exist, "unknown" is not good. Zabbix, Checkmk, PRTG and Prometheus take the state from the output and disregard
    /// the exit code of a check, or take it for an error of the program; a check that did not run gives 3 there, for any other reader.
    /// </summary>
    private static int ExitCodeOf(RmmFormat format, RmmState state, IReadOnlyList<ExposureSnapshot> practices, IReadOnlyList<string> failures) => format switch
    {
        RmmFormat.Datto => state == RmmState.Ok ? 0 : 1,
        RmmFormat.GitHub => state is RmmState.Critical or RmmState.Unknown || Count(practices, Verdict.Undetermined) > 0 ? 1 : 0,
        RmmFormat.Zabbix or RmmFormat.Checkmk or RmmFormat.Prtg or RmmFormat.Prometheus => state == RmmState.Unknown && (practices.Count == 0 || failures.Count > 0) ? (int)RmmState.Unknown : 0,
        _ => (int)state,
    };

    private static RmmState Worst(IReadOnlyList<ExposureSnapshot> practices)
    {
        RmmState[] order = { RmmState.Critical, RmmState.Warning, RmmState.Unknown, RmmState.Ok };
        HashSet<RmmState> states = new(practices.Select(practice => StateOf(practice.Verdict)));
        return order.First(states.Contains);
    }

    private static RmmState StateOf(Verdict verdict) => verdict switch
    {
        Verdict.Exposed => RmmState.Critical,
        Verdict.AtRisk => RmmState.Warning,
        Verdict.NotExposed => RmmState.Ok,
        _ => RmmState.Unknown,
    };

    private static string Head(RmmWords words, IReadOnlyList<ExposureSnapshot> practices) => practices.Count switch
    {
        0 => words.None,
        1 => words.One(practices[0]),
        _ => words.Fleet(Count(practices, Verdict.Exposed), Count(practices, Verdict.AtRisk), Count(practices, Verdict.Undetermined), Covered(practices), practices),
    };

    private static string Performance(IReadOnlyList<ExposureSnapshot> practices) => string.Join(" ", new[]
    {
        $"exposed={Count(practices, Verdict.Exposed)};;0;0;{practices.Count}",
        $"at_risk={Count(practices, Verdict.AtRisk)};0;;0;{practices.Count}",
        $"undetermined={Count(practices, Verdict.Undetermined)};;;0;{practices.Count}",
        $"not_exposed={Count(practices, Verdict.NotExposed)};;;0;{practices.Count}",
        $"complete_coverage={Covered(practices)};;;0;{practices.Count}",
    });

    private static (string Name, int Value)[] Counts(IReadOnlyList<ExposureSnapshot> practices) => new[]
    {
        ("exposed", Count(practices, Verdict.Exposed)), ("at_risk", Count(practices, Verdict.AtRisk)), ("undetermined", Count(practices, Verdict.Undetermined)),
        ("not_exposed", Count(practices, Verdict.NotExposed)), ("complete_coverage", Covered(practices)),
    };

    private static int JsonSize(string text) => JsonConvert.ToString(text, '"', StringEscapeHandling.EscapeNonAscii).Length - 2;

    private static string Json(RmmState state, string text, IReadOnlyList<ExposureSnapshot> practices, IReadOnlyList<string> failures, string? lastHash)
    {
        JObject json = new()
        {
            ["state"] = (int)state,
            ["status"] = state.ToString(),
            ["practices"] = practices.Count,
            ["exposed"] = Count(practices, Verdict.Exposed),
            ["atRisk"] = Count(practices, Verdict.AtRisk),
            ["undetermined"] = Count(practices, Verdict.Undetermined),
            ["notExposed"] = Count(practices, Verdict.NotExposed),
            ["completeCoverage"] = Covered(practices),
            ["errors"] = failures.Count,
            ["measured"] = RmmWords.OldestOf(practices)?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
            ["text"] = text,
        };
        if (lastHash is not null)
        {
            json["ledger"] = lastHash;
        }

        return JsonConvert.SerializeObject(json, Formatting.None, AsciiJson);
    }

    private static string[] Array(string[] details, char from, char to) => details.Select(detail => detail.Replace(from, to)).ToArray();

    private static int Covered(IReadOnlyList<ExposureSnapshot> practices) => practices.Count(practice => practice.Coverage?.IsComplete ?? false);

    private static int Count(IReadOnlyList<ExposureSnapshot> practices, Verdict verdict) => practices.Count(practice => practice.Verdict == verdict);
}
