// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting;

/// <summary>What an earlier report, saved as JSON, stated; the base of a follow-up.</summary>
public sealed class PreviousReport
{
    private const long MaxFileSize = 64L * 1024 * 1024;
    // Evidence among the arguments of evidence takes three levels each, and no statement of this module needs eight of them.
    private const int MaxNesting = 32;

    private PreviousReport()
    {
    }

    internal string PracticeId { get; private set; } = "";

    internal DateTimeOffset CreatedAt { get; private set; }

    internal bool WasBreach { get; private set; }

    internal string Verdict { get; private set; } = "";

    internal BreachReach ReachAtWorst { get; private set; }

    internal DateTimeOffset? AwareAt { get; private set; }

    internal bool AwarenessAssumed { get; private set; }

    /// <summary>Land of the authority, where the incident file named the practice; it takes precedence over the inventory.</summary>
    internal string? ReportedLand { get; private set; }

    internal PracticeSponsor? Sponsor { get; private set; }

    internal PracticeProfession? Profession { get; private set; }

    /// <summary>The incident file's values as that report had them; null where it had none.</summary>
    internal BreachIncident? Incident { get; private set; }

    internal BreachSeverity? Severity { get; private set; }

    internal ReportStatement[] Statements { get; private set; } = Array.Empty<ReportStatement>();

    internal Finding[] Findings { get; private set; } = Array.Empty<Finding>();

    internal HashSet<int> OpenPorts { get; private set; } = new();

    /// <summary>The highest access of unauthenticated users, by path of the share.</summary>
    internal Dictionary<string, string> Shares { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a report that <c>Export-BreachReport -Format Json</c> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException"><c>InvalidPreviousReport</c>: no such report, or of an unknown version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PreviousReport Load(string path)
    {
        if (new FileInfo(path).Length > MaxFileSize)
        {
            throw Invalid(path, "it is larger than 64 MB");
        }

        try
        {
            using JsonTextReader reader = new(InputFile.OpenText(path)) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxNesting };
            return Read(JObject.Load(reader));
        }
        catch (InputException error)
        {
            throw Invalid(path, error.Message, error);
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidCastException or OverflowException or InvalidOperationException)
        {
            // Json.NET has English messages only; those of .NET come in the system's language.
            throw Invalid(path, error is JsonException ? error.Message : "a value has another form than the report's", error);
        }
    }

    /// <summary>Removes a closing, and its verification, that lie before a time at which the access was measured open.</summary>
    internal void WithdrawClosing(DateTimeOffset open)
    {
        Statements = Statements
            .Where(statement => !(statement is { Field: "field.closed" or "field.verified", IsGap: false, Values.Length: > 0 } && ReportStatement.IsMoment(statement.Values[0], out DateTimeOffset at) && at < open))
            .ToArray();
        if (Incident?.ClosedAt < open)
        {
            Incident!.ClosedAt = null;
        }

        if (Incident?.VerifiedAt < open)
        {
            Incident!.VerifiedAt = null;
        }
    }

    private static PreviousReport Read(JObject json)
    {
        string? version = (string?)json["schemaVersion"];
        if (version is null || version == "1.0" || !(version.StartsWith("1.", StringComparison.Ordinal) || version.StartsWith("2.", StringComparison.Ordinal)))
        {
            throw new JsonSerializationException("schemaVersion 1.1, a later 1.x, or 2.x is required");
        }

        JToken? deadline = json["deadline"] is JObject given ? given : null;
        JObject? authority = json["authority"] as JObject;
        ReportStatement[] statements = Each(json["statements"]).Select(Statement).Where(Known).ToArray();
        bool isFromPeople = statements.Any(statement => statement.Evidence.Any(line => line.Code == EvidenceCode.IncidentAnswer));
        return new PreviousReport
        {
            ReportedLand = isFromPeople && (string?)authority?["land"] is { Length: > 0 } land ? land : null,
            Sponsor = Enum.TryParse((string?)authority?["sponsor"], out PracticeSponsor sponsor) && Enum.IsDefined(typeof(PracticeSponsor), sponsor) ? sponsor : null,
            Profession = ProfessionOf((string?)authority?["securityGuideline"]),
            PracticeId = (string?)json["practiceId"] ?? "",
            CreatedAt = Time((string?)json["createdAt"]) ?? throw new JsonSerializationException("createdAt is missing"),
            WasBreach = (string?)json["kind"] == nameof(ReportKind.BreachReport),
            Verdict = (string?)json["verdict"] ?? "",
            ReachAtWorst = ReachOf((string?)json["reachAtWorst"]),
            AwareAt = Time((string?)deadline?["awareAt"]) ?? StatedAwareness(statements),
            AwarenessAssumed = (bool?)deadline?["assumed"] ?? false,
            Incident = json["incident"] is JObject incident ? IncidentFile.Read(incident.ToString(), "incident") : null,
            Severity = SeverityOf(json["severity"] as JObject),
            Statements = statements,
            Findings = Each(json["findings"]).Select(finding => new Finding
            {
                RuleId = (string?)finding["ruleId"] ?? "",
                Target = (string?)finding["target"] ?? "",
                Title = (string?)finding["title"] ?? "",
                Values = Each(finding["values"]).Select(value => (string?)value ?? "").ToArray(),
            }).ToArray(),
            OpenPorts = new HashSet<int>(Each(json["router"] is JObject router ? router["openPorts"] : null).Select(port => (int)port)),
            Shares = SharesOf(json),
        };
    }

    private static Dictionary<string, string> SharesOf(JObject json)
    {
        Dictionary<string, string> shares = new(StringComparer.OrdinalIgnoreCase);
        foreach (JToken server in Each(json["servers"]))
        {
            foreach (JToken share in Each(server["shares"]).Where(share => (string?)share["type"] is not ("Ipc" or "Printer" or "Device")))
            {
                shares[$@"\\{(string?)server["computerName"]}\{(string?)share["name"]}"] = (string?)share["strangerAccess"] ?? "";
            }
        }

        return shares;
    }

    // Without a deadline, as where only an open port is known, the stated time is among the fields alone.
    private static DateTimeOffset? StatedAwareness(ReportStatement[] statements) =>
        Array.Find(statements, statement => statement is { Field: "field.aware", IsGap: false, Values.Length: > 0 }) is ReportStatement aware && ReportStatement.IsMoment(aware.Values[0], out DateTimeOffset at)
            ? GermanTime.At(at)
            : null;

    private static PracticeProfession? ProfessionOf(string? guideline) =>
        PracticeGuidelines.Shipped.Guidelines.Where(known => known.Value == guideline).Select(known => (PracticeProfession?)known.Key).FirstOrDefault();

    /// <summary>Schema 1 used another name for access to the network.</summary>
    private static BreachReach ReachOf(string? text) => text == "Door" ? BreachReach.NetworkAccess
        : Enum.TryParse(text, out BreachReach reach) && Enum.IsDefined(typeof(BreachReach), reach) ? reach : BreachReach.None;

    private static BreachSeverity? SeverityOf(JObject? json)
    {
        SeverityReason[] reasons = Each(json?["inputs"])
            .Select(input => new SeverityReason { Input = (string?)input["input"] ?? "", Value = (decimal?)input["value"] ?? 0m, Reason = (string?)input["reasonKey"] ?? "" })
            .ToArray();
        return reasons.Length > 0 && reasons.All(reason => ReportTexts.For("de").Keys.Contains(reason.Reason)) ? BreachSeverity.Of(reasons) : null;
    }

    private static ReportStatement Statement(JToken json) => new()
    {
        Article = (string?)json["article"] ?? "",
        Field = "field." + (string?)json["field"],
        Text = (string?)json["textKey"] ?? "",
        Values = Each(json["values"]).Select(value => (string?)value ?? "").ToArray(),
        Evidence = Each(json["evidence"]).Select(RecordedEvidence.Read).ToArray(),
        IsGap = (bool?)json["isGap"] ?? true,
    };

    // A file from elsewhere may name texts that do not exist; a statement that cannot be rendered is discarded.
    private static bool Known(ReportStatement statement) => ReportTexts.For("de").CanSay(statement);

    private static IEnumerable<JToken> Each(JToken? list) => list is JArray array ? array : Enumerable.Empty<JToken>();

    private static DateTimeOffset? Time(string? text) => text is null ? null : GermanTime.At(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));

    private static InputException Invalid(string path, string why, Exception? inner = null) => new(
        "InvalidPreviousReport",
        $"'{path}' is no report that a follow-up can build on: {why.TrimEnd('.')}. Give the JSON that Export-BreachReport wrote.",
        inner);
}
