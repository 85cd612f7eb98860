// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Reporting.Documents;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting.Records;

/// <summary>Writes a report as JSON for other programs: names and values as in the objects, times in ISO 8601 with offset.</summary>
public static class JsonReport
{
    /// <summary>The major number increases when a reader of the previous format would break.</summary>
    public const string SchemaVersion = "2.1";

    internal static string ToolVersion { get; } = typeof(JsonReport).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>The practice and the moment the report was written, in UTC: the same in each of its files.</summary>
    internal static string IdOf(BreachReport report) => $"{report.PracticeId}-{report.CreatedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";

    /// <summary>Writes the document.</summary>
    /// <param name="output">Receives it; stays open.</param>
    /// <param name="report">The report.</param>
    /// <param name="language"><c>de</c> or <c>en</c>, for the sentences; names and values stay the same.</param>
    /// <exception cref="InputException"><c>UnknownLanguage</c>: there are no texts in that language.</exception>
    public static void Write(TextWriter output, BreachReport report, string language)
    {
        ReportTexts texts = ReportTexts.For(language);
        JObject document = new()
        {
            ["schemaVersion"] = SchemaVersion,
            ["language"] = texts.Language,
            ["kind"] = report.Kind.ToString(),
            ["practiceId"] = Text(report.PracticeId),
            ["practiceName"] = Text(report.Practice?.Name),
            ["land"] = report.Authority?.Land is { Length: > 0 } land ? land : null,
            ["createdAt"] = Time(report.CreatedAt),
            ["measuredFrom"] = Time(report.MeasuredFrom),
            ["measuredUntil"] = Time(report.MeasuredUntil),
            ["measuredTimeBasis"] = report.MeasuredUntil is null ? null : report.MeasuredTimeIsFiles ? "File" : "Measurement",
            ["ledger"] = report.LedgerHash,
            ["reportId"] = Text(IdOf(report)),
            ["toolVersion"] = ToolVersion,
            ["incident"] = IncidentJson.Of(report.Incident),
            ["verdict"] = report.Verdict.ToString(),
            ["reach"] = report.Reach.ToString(),
            ["reachAtWorst"] = report.ReachAtWorst.ToString(),
            ["phase"] = report.Phase.ToString(),
            ["previousAt"] = Time(report.PreviousAt),
            ["changes"] = new JArray(report.Changes.Select(change => Change(report, change, texts))),
            ["sentence"] = VerdictSection.Sentence(report, texts),
            ["steps"] = new JArray(report.Steps.Select(texts.Of)),
            ["deadline"] = Deadline(report),
            ["authority"] = Authority(report.Authority, texts),
            ["severity"] = Severity(report.Severity, texts),
            ["findings"] = new JArray(report.Findings.Select(finding => Finding(report, finding, texts))),
            ["gapCount"] = report.GapCount,
            ["statements"] = new JArray(report.Statements.Select(statement => Statement(statement, texts))),
            ["router"] = Router(report.Router, texts),
            ["servers"] = new JArray(report.Shares.Select(server => Server(server, texts))),
            ["unchecked"] = new JArray(report.Unchecked.Select(texts.Of)),
        };
        using JsonTextWriter json = new(output) { Formatting = Formatting.Indented, CloseOutput = false, Culture = CultureInfo.InvariantCulture };
        document.WriteTo(json);
    }

    private static JToken Deadline(BreachReport report) => report.Deadline is not BreachDeadline deadline ? JValue.CreateNull() : new JObject
    {
        ["awareAt"] = Time(deadline.AwareAt),
        ["assumed"] = report.DeadlineAssumed,
        ["starts"] = Time(deadline.Starts),
        ["deadline"] = Time(deadline.Deadline),
        ["remainingMinutes"] = (long)Math.Floor(deadline.Remaining.TotalMinutes),
        ["disputedDeadline"] = Time(deadline.DisputedDeadline),
        ["disputedNote"] = deadline.DisputedNote,
        ["land"] = deadline.Land,
        ["rule"] = deadline.Rule,
    };

    private static JToken Authority(SupervisoryAuthority? authority, ReportTexts texts) => authority is null ? JValue.CreateNull() : new JObject
    {
        ["land"] = authority.Land,
        ["name"] = authority.Name,
        ["postalAddress"] = authority.PostalAddress,
        ["phone"] = authority.Phone,
        ["mail"] = authority.Mail,
        ["breachFormUrl"] = authority.BreachFormUrl,
        ["hint"] = authority.Hint.TryGetValue(texts.Language, out string? hint) ? hint : null,
        ["checked"] = authority.Checked,
        ["sponsor"] = authority.Sponsor.ToString(),
        ["securityGuideline"] = authority.SecurityGuideline,
    };

    private static JToken Severity(BreachSeverity? severity, ReportTexts texts) => severity is null ? JValue.CreateNull() : new JObject
    {
        ["method"] = "ENISA 2013",
        ["score"] = severity.Score,
        ["band"] = severity.Band.ToString(),
        ["inputs"] = new JArray(severity.Reasons.Select(reason => new JObject
        {
            ["input"] = reason.Input,
            ["value"] = reason.Value,
            ["reason"] = texts[reason.Reason],
            ["reasonKey"] = reason.Reason,
        })),
    };

    private static JObject Finding(BreachReport report, Finding finding, ReportTexts texts) => new()
    {
        ["ruleId"] = Text(finding.RuleId),
        ["severity"] = finding.Severity.ToString(),
        ["target"] = Text(finding.Target),
        ["title"] = texts.Title(finding),
        ["values"] = Lines(finding.Values),
        ["meaning"] = texts.Meaning(finding),
        ["remediation"] = texts.Remediation(finding),
        ["evidence"] = Evidence(finding.Evidence, texts),
        ["references"] = Lines(GuidelineReferences.Of(finding, report).ToArray()),
        ["firstSeen"] = Time(finding.FirstSeen),
        ["lastSeen"] = Time(finding.LastSeen),
    };

    private static JObject Change(BreachReport report, ReportChange change, ReportTexts texts) => new()
    {
        ["subject"] = change.Subject.ToString(),
        ["name"] = Text(change.Name),
        ["before"] = Text(change.Before),
        ["after"] = Text(change.After),
        ["checkedAgain"] = change.CheckedAgain,
        ["text"] = ChangeSection.Sentence(report, change, texts),
    };

    private static JObject Statement(ReportStatement statement, ReportTexts texts) => new()
    {
        ["article"] = statement.Article,
        ["field"] = statement.Field.Substring("field.".Length),
        ["label"] = texts[statement.Field],
        ["isGap"] = statement.IsGap,
        ["text"] = StatementText.Of(statement, texts),
        ["textKey"] = statement.Text,
        ["values"] = new JArray(statement.Values.Select(value => SafeText.Entered(value))),
        ["evidence"] = Evidence(statement.Evidence, texts),
    };

    private static JToken Router(RouterExposure? router, ReportTexts texts) => router is null ? JValue.CreateNull() : new JObject
    {
        ["computerName"] = Text(router.ComputerName),
        ["wanAddress"] = Text(router.WanAddress),
        ["model"] = Text(router.Identity.Model),
        ["firmware"] = Text(router.Firmware?.ToString()),
        ["vantage"] = router.Vantage.ToString(),
        ["verdict"] = router.Verdict.ToString(),
        ["coverage"] = Coverage(router.Coverage, texts),
        ["startedAt"] = Time(router.StartedAt),
        ["endedAt"] = Time(router.EndedAt),
        ["openPorts"] = new JArray(router.ConclusivePorts.Where(port => port.IsReachable).Select(port => port.Port).Distinct().OrderBy(port => port)),
        ["checkedPorts"] = new JArray(router.ConclusivePorts.Select(port => port.Port).Distinct().OrderBy(port => port)),
        ["widenedRanges"] = new JArray(router.WidenedRanges.Select(range => new JObject
        {
            ["intendedPort"] = range.IntendedPort,
            ["start"] = range.Start,
            ["end"] = range.End,
            ["source"] = Text(range.Source),
        })),
        ["forwards"] = Lines(router.Forwards.Select(forward => forward.ToString()).ToArray()),
        ["reasons"] = Evidence(router.Reasons, texts),
        ["sources"] = new JArray(router.Sources.Select(source => new JObject
        {
            ["source"] = Text(source.Source),
            ["complete"] = source.Complete,
            ["detail"] = Evidence(source.Detail, texts),
        })),
    };

    private static JObject Server(ShareReachability server, ReportTexts texts) => new()
    {
        ["computerName"] = Text(server.ComputerName),
        ["port"] = server.Port,
        ["vantage"] = server.Vantage.ToString(),
        ["verdict"] = server.Verdict.ToString(),
        ["coverage"] = Coverage(server.Coverage, texts),
        ["startedAt"] = Time(server.StartedAt),
        ["endedAt"] = Time(server.EndedAt),
        ["reasons"] = Evidence(server.Reasons, texts),
        ["shares"] = new JArray(server.Shares.Select(share => new JObject
        {
            ["name"] = Text(share.Name),
            ["type"] = Text(share.Type),
            ["anonymousAccess"] = share.AnonymousAccess?.ToString(),
            ["guestAccess"] = share.GuestAccess?.ToString(),
            ["strangerAccess"] = new SeenShare(server, share).UnauthenticatedAccess.ToString(),
            ["patientData"] = new JArray(share.PatientData.Select(count => new JObject { ["category"] = Text(count.Category), ["count"] = count.Count, ["isMinimum"] = count.IsMinimum })),
        })),
    };

    private static JObject Coverage(Coverage coverage, ReportTexts texts) => new()
    {
        ["ports"] = new JArray(coverage.Ports.Select(port => new JObject { ["port"] = port.Port, ["state"] = port.State.ToString() })),
        ["parts"] = new JArray(coverage.Parts.Select(part => new JObject { ["name"] = Text(part.Name), ["complete"] = part.Complete, ["statement"] = Evidence(part.Statement, texts) })),
        ["ipv6"] = coverage.IPv6?.ToString(),
    };

    private static string? Text(string? text) => text is null ? null : SafeText.Clean(text);

    private static JArray Evidence(Evidence[] evidence, ReportTexts texts) => new(evidence.Select(each => Evidence(each, texts)));

    // The text is in the language of the file; code and arguments are the same in every language.
    private static JObject Evidence(Evidence evidence, ReportTexts texts) => EvidenceJson.Of(evidence, each => EvidenceLine.Of(each, texts), SafeText.Clean);

    private static JArray Lines(string[] lines) => new(lines.Select(SafeText.Clean));

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
