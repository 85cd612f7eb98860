// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting.Records;

/// <summary>What people stated, in the form of the incident file: a follow-up reads it from the report before it.</summary>
internal static class IncidentJson
{
    public static JToken Of(BreachIncident? incident) => incident is null ? JValue.CreateNull() : new JObject
    {
        ["practice"] = Practice(incident),
        ["aware"] = Part(("at", Time(incident.AwareAt)), ("by", Text(incident.AwareBy)), ("how", Text(incident.AwareHow))),
        ["processor"] = Part(
            ("name", Text(incident.ProcessorName)), ("contact", Text(incident.ProcessorContact)), ("boundToSecrecy", incident.ProcessorBound), ("toldPracticeAt", Time(incident.ProcessorToldAt))),
        ["dataProtectionOfficer"] = Part(("name", Text(incident.OfficerName)), ("phone", Text(incident.OfficerPhone)), ("mail", Text(incident.OfficerMail))),
        ["timeline"] = Part(
            ("openSince", Time(incident.OpenSince)), ("openSinceBasis", Text(incident.OpenSinceBasis)), ("closedAt", Time(incident.ClosedAt)), ("verifiedAt", Time(incident.VerifiedAt))),
        ["persons"] = Part(("categories", List(incident.PersonCategories)), ("approximateNumber", incident.PersonNumber)),
        ["records"] = Part(("categories", List(incident.RecordCategories)), ("approximateNumber", incident.RecordNumber)),
        ["actualAccess"] = Part(("result", incident.Access?.ToString()), ("basis", Text(incident.AccessBasis))),
        ["consequences"] = Text(incident.Consequences),
        ["risk"] = Part(("level", incident.Risk?.ToString()), ("reasons", Text(incident.RiskReasons))),
        ["measures"] = Part(("before", List(incident.MeasuresBefore)), ("taken", List(incident.MeasuresTaken)), ("planned", List(incident.MeasuresPlanned))),
        ["authority"] = Part(
            ("notifiedAt", Time(incident.NotifiedAt)), ("reference", Text(incident.Reference)), ("delayReason", Text(incident.DelayReason)), ("noNotificationReason", Text(incident.NoNotificationReason))),
        ["patients"] = Part(
            ("informed", incident.PatientsInformed),
            ("informedAt", Time(incident.PatientsInformedAt)),
            ("how", Text(incident.PatientsInformedHow)),
            ("exception", incident.PatientsExemption?.ToString()),
            ("reasons", Text(incident.PatientsReasons))),
    };

    private static JObject Practice(BreachIncident incident) => Part(
        ("id", Text(incident.PracticeId)),
        ("name", Text(incident.PracticeName)),
        ("street", Text(incident.Street)),
        ("postalCode", Text(incident.PostalCode)),
        ("city", Text(incident.City)),
        ("land", Text(incident.Land)),
        ("profession", incident.Profession?.ToString()),
        ("sponsor", incident.Sponsor?.ToString()),
        ("staff", incident.Staff),
        ("turnoverEuro", incident.TurnoverEuro),
        ("phone", Text(incident.Phone)),
        ("mail", Text(incident.Mail)));

    private static JObject Part(params (string Name, JToken? Value)[] values) => new(values.Select(value => new JProperty(value.Name, value.Value)));

    private static JArray List(string[] entries) => new(entries.Select(entry => SafeText.Entered(entry)));

    private static string? Text(string? text) => text is null ? null : SafeText.Entered(text);

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
