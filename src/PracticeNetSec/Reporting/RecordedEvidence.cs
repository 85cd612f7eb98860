// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting;

/// <summary>
/// The evidence of a statement in an earlier report. Reports of version 0.1 (schema 1.x) hold texts; four of them decide
/// what a new report carries over, and become evidence again. Any other text stays a quotation.
/// </summary>
internal static class RecordedEvidence
{
    private const string Incident = "incident file: ";
    private const string Earlier = "report of ";
    private const string Finding = "finding: ";
    private const string Inventory = "PracticeId ";

    /// <summary>One element of the list <c>evidence</c>.</summary>
    public static Evidence Read(JToken saved) => saved is JObject ? saved.ToObject<Evidence>() ?? Evidence.Of("") : OfText((string?)saved ?? "");

    private static Evidence OfText(string text) =>
        After(text, Incident) is string path ? EvidenceOf.IncidentAnswer(path)
        : After(text, Earlier) is string time && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset at) ? EvidenceOf.ReportEarlier(at)
        : After(text, Finding) is string basis && basis.IndexOf(" (", StringComparison.Ordinal) is > 0 and int open && basis.EndsWith(")", StringComparison.Ordinal)
            ? EvidenceOf.FindingBasis(basis.Substring(0, open), basis.Substring(open + 2, basis.Length - open - 3))
        : After(text, Inventory) is string practice ? EvidenceOf.InventoryEntry(practice)
        : Evidence.Of(text);

    private static string? After(string text, string start) => text.StartsWith(start, StringComparison.Ordinal) ? text.Substring(start.Length) : null;
}
