// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting;

/// <summary>Turns the incident file's values into statements; what was left empty stays a gap.</summary>
internal sealed class IncidentAnswers
{
    private readonly BreachIncident _incident;

    public IncidentAnswers(BreachIncident? incident) => _incident = incident ?? new BreachIncident();

    public ReportStatement? Controller() => Answer("Art. 33(3)(b)", "field.controller", "statement.plain", "practice", Joined(
        _incident.PracticeName, _incident.Street, Town(), _incident.Phone, _incident.Mail), _incident.PracticeName);

    public ReportStatement? Contact() => Answer(
        "Art. 33(3)(b)", "field.contact", "statement.plain", "dataProtectionOfficer", Joined(_incident.OfficerName, _incident.OfficerPhone, _incident.OfficerMail));

    public ReportStatement? Processor() => Answer(
        "Art. 33(2)", "field.processor", "statement.plain", "processor", Joined(_incident.ProcessorName, _incident.ProcessorContact), _incident.ProcessorName);

    public ReportStatement? ProcessorInformed() => Answer("Art. 33(2)", "field.processor-told", "statement.moment", "processor.toldPracticeAt", Iso(_incident.ProcessorToldAt));

    public ReportStatement? Secrecy() => _incident.ProcessorBound is bool bound
        ? Said("§ 203 StGB", "field.secrecy", bound ? "statement.secrecy-bound" : "statement.secrecy-missing", "processor.boundToSecrecy")
        : null;

    public ReportStatement? AwareBy() => Answer("Art. 33(1)", "field.aware-by", "statement.plain", "aware.by", Joined(_incident.AwareBy, _incident.AwareHow), _incident.AwareBy);

    public ReportStatement? Since() => Iso(_incident.OpenSince) is not string since ? null
        : _incident.OpenSinceBasis is string basis
            ? Said("Art. 33(1)", "field.since", "statement.since-basis", "timeline.openSince", since, basis)
            : Said("Art. 33(1)", "field.since", "statement.since", "timeline.openSince", since);

    public ReportStatement? Closed() => Answer("Art. 33(3)(d)", "field.closed", "statement.moment", "timeline.closedAt", Iso(_incident.ClosedAt));

    public ReportStatement? Verified() => Answer("Art. 33(3)(d)", "field.verified", "statement.moment", "timeline.verifiedAt", Iso(_incident.VerifiedAt));

    public ReportStatement? Delay() => Answer("Art. 33(1)", "field.delay", "statement.plain", "authority.delayReason", _incident.DelayReason);

    /// <summary>The text of a statement that the data were accessed.</summary>
    internal const string Accessed = "statement.access-Yes";

    // "Yes" and "No" are findings of an investigation: without their basis they are no more than an opinion.
    public ReportStatement? Access() => _incident is { Access: ActualAccess access, AccessBasis: string basis }
        ? Said("Art. 33(3)(a)", "field.access", "statement.access-" + access, "actualAccess", basis)
        : null;

    public ReportStatement? Data() => Answer("Art. 33(3)(a)", "field.data", "statement.told", "records.categories", Listed(_incident.RecordCategories));

    public ReportStatement? Records() => Answer("Art. 33(3)(a)", "field.records", Notification.Numbered, "records.approximateNumber", Number(_incident.RecordNumber));

    public ReportStatement? Persons() => Answer("Art. 33(3)(a)", "field.persons", "statement.told", "persons.categories", Listed(_incident.PersonCategories));

    public ReportStatement? PersonNumber() => Answer("Art. 33(3)(a)", "field.number", Notification.Numbered, "persons.approximateNumber", Number(_incident.PersonNumber));

    public ReportStatement? Before() => Answer("Art. 33(3)(d)", "field.before", "statement.plain", "measures.before", Listed(_incident.MeasuresBefore));

    public ReportStatement? Taken() => Answer("Art. 33(3)(d)", "field.measures-taken", "statement.plain", "measures.taken", Listed(_incident.MeasuresTaken));

    public ReportStatement? Planned() => Answer("Art. 33(3)(d)", "field.measures-proposed", "statement.plain", "measures.planned", Listed(_incident.MeasuresPlanned));

    public ReportStatement? Consequences() => Answer("Art. 33(3)(c)", "field.consequences", "statement.told", "consequences", _incident.Consequences);

    public ReportStatement? Risk() => _incident is { Risk: RiskLevel risk, RiskReasons: string reasons }
        ? Said("Art. 33(1)", "field.risk", "statement.risk-" + risk, "risk", reasons)
        : null;

    public ReportStatement? Notified() => Iso(_incident.NotifiedAt) is not string at
            ? Answer("Art. 33(1)", "field.notified", "statement.not-notified", "authority.noNotificationReason", _incident.NoNotificationReason)
        : _incident.Reference is string reference
            ? Said("Art. 33(5)", "field.notified", "statement.notified-reference", "authority", at, reference)
            : Said("Art. 33(5)", "field.notified", "statement.moment", "authority.notifiedAt", at);

    public ReportStatement? Patients() => _incident switch
    {
        { PatientsInformed: true, PatientsInformedAt: DateTimeOffset at, PatientsInformedHow: string how } =>
            Said("Art. 34(1)", "field.patients", "statement.patients-informed", "patients", Iso(at)!, how),
        { PatientsInformed: true, PatientsInformedAt: DateTimeOffset at } => Said("Art. 34(1)", "field.patients", "statement.patients-informed-at", "patients", Iso(at)!),
        { PatientsInformed: not true, PatientsExemption: PatientsExemption exception, PatientsReasons: string reasons } =>
            Said("Art. 34(3)", "field.patients", "statement.patients-" + exception, "patients", reasons),
        { PatientsInformed: false, PatientsReasons: string reasons } => Said("Art. 34(1)", "field.patients", "statement.patients-not", "patients", reasons),
        _ => null,
    };

    private static ReportStatement? Answer(string article, string field, string text, string path, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : Said(article, field, text, path, value!);

    // The leading part is required: a telephone number without a name is not an answer.
    private static ReportStatement? Answer(string article, string field, string text, string path, string? value, string? needed) =>
        string.IsNullOrWhiteSpace(needed) ? null : Answer(article, field, text, path, value);

    private static ReportStatement Said(string article, string field, string text, string path, params string[] values) =>
        new() { Article = article, Field = field, Text = text, Values = values, Evidence = new[] { EvidenceOf.IncidentAnswer(path) } };

    private static string? Joined(params string?[] parts)
    {
        string[] answered = parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!).ToArray();
        return answered.Length == 0 ? null : string.Join(", ", answered);
    }

    private string? Town() => _incident.City is null ? _incident.PostalCode : $"{_incident.PostalCode} {_incident.City}".Trim();

    private static string? Listed(string[] entries) => entries.Length == 0 ? null : string.Join("; ", entries);

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Iso(DateTimeOffset? time) => time is DateTimeOffset at ? ReportStatement.Moment(GermanTime.At(at)) : null;
}
