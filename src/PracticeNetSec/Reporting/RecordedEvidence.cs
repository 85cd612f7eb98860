// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting;

/// <summary>
/// The evidence of a statement in an earlier report. Reports of version 0.1 (schema 1.x) hold texts; those that decide what a
/// new report carries over, or what a document leaves out, become evidence again. Any other text stays a quotation.
/// </summary>
internal static class RecordedEvidence
{
    private const string Incident = "incident file: ";
    private const string Finding = "finding: ";
    private const string Inventory = "PracticeId ";
    private const string Contact = ": Contact";

    private static readonly (string Start, Func<DateTimeOffset, Evidence> Make)[] Moments =
    {
        ("report of ", time => EvidenceOf.ReportEarlier(time)),
        ("AwarenessTime ", time => EvidenceOf.IncidentAwarenessParameter(time)),
        ("StartedAt ", time => EvidenceOf.MeasuredFrom(time)),
        ("EndedAt ", time => EvidenceOf.MeasuredUntil(time)),
        ("file time ", time => EvidenceOf.MeasuredFileTime(time)),
    };

    /// <summary>One element of the list <c>evidence</c>.</summary>
    public static Evidence Read(JToken saved) => saved is JObject ? saved.ToObject<Evidence>() ?? Evidence.Of("") : OfText((string?)saved ?? "");

    private static Evidence OfText(string text) =>
        After(text, Incident) is string path ? EvidenceOf.IncidentAnswer(path)
        : After(text, Finding) is string basis && basis.IndexOf(" (", StringComparison.Ordinal) is > 0 and int open && basis.EndsWith(")", StringComparison.Ordinal)
            ? EvidenceOf.FindingBasis(basis.Substring(0, open), basis.Substring(open + 2, basis.Length - open - 3))
        : After(text, Inventory) is string practice ? OfInventory(practice)
        : OfMoment(text) ?? Evidence.Of(text);

    private static Evidence OfInventory(string practice) => practice.EndsWith(Contact, StringComparison.Ordinal)
        ? EvidenceOf.InventoryContact(practice.Substring(0, practice.Length - Contact.Length))
        : EvidenceOf.InventoryEntry(practice);

    private static Evidence? OfMoment(string text) => Moments
        .Select(moment => DateTimeOffset.TryParse(After(text, moment.Start), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset at) ? moment.Make(at) : null)
        .FirstOrDefault(evidence => evidence is not null);

    private static string? After(string text, string start) => text.StartsWith(start, StringComparison.Ordinal) ? text.Substring(start.Length) : null;
}
