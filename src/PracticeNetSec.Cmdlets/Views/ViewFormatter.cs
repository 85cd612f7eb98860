// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Views;

/// <summary>
/// Texts and colours for the views in PracticeNetSec.format.ps1xml, as the hidden property <c>View</c> of our objects: a view reads properties
/// only, because constrained language forbids method calls. It accepts objects as returned by a cmdlet and as deserialized from CLIXML or a
/// job, and does not throw: an error inside a view shows an empty cell and nothing else.
/// </summary>
public static class ViewFormatter
{
    private const string StyleType = "System.Management.Automation.PSStyle";

    private static readonly Dictionary<string, Func<object?, string>> Texts = new()
    {
        ["Verdict"] = Word,
        ["Severity"] = Word,
        ["State"] = Word,
        ["AuthorizedUntil"] = Day,
        ["BuildDate"] = Day,
        ["CheckedOn"] = Day,
        ["EndsOn"] = Day,
        ["FirstSeen"] = Day,
        ["LastSeen"] = Day,
        ["AwareAt"] = Time,
        ["Deadline"] = Time,
        ["DisputedDeadline"] = Time,
        ["EndedAt"] = Time,
        ["LastWritten"] = Time,
        ["StartedAt"] = Time,
        ["Starts"] = Time,
        ["Answers"] = YesNo,
        ["Complete"] = YesNo,
        ["Forced"] = YesNo,
        ["IsCertain"] = YesNo,
        ["IsComplete"] = YesNo,
        ["IsOpen"] = YesNo,
        ["MayCheck"] = YesNo,
        ["OpenToStrangers"] = YesNo,
        ["AnonymousSession"] = Session,
        ["GuestSession"] = Session,
        ["CredentialSession"] = Session,
    };

    /// <summary>What the views show of an object: its properties as text, and Findings, DoFirst, Why and Checked where it has findings.</summary>
    /// <param name="shown">The object; named as the getter of <c>View</c> in PracticeNetSec.types.ps1xml.</param>
    public static object View(PSObject shown)
    {
        PSObject view = new();
        foreach (KeyValuePair<string, Func<object?, string>> text in Texts.Where(text => shown?.Properties[text.Key] is not null))
        {
            view.Properties.Add(new PSNoteProperty(text.Key, text.Value(ObjectReader.Member(shown, text.Key))));
        }

        if (shown?.Properties["Findings"] is not null)
        {
            object[] findings = ObjectReader.BySeverity(ObjectReader.Member(shown, "Findings")).ToArray();
            view.Properties.Add(new PSNoteProperty("Findings", Lines(findings.Select(finding => $"[{Word(ObjectReader.Member(finding, "Severity"))}] {ObjectReader.Member(finding, "Title")}"))));
            view.Properties.Add(new PSNoteProperty("DoFirst", ObjectReader.Member(findings.FirstOrDefault(), "Remediation")?.ToString() ?? ""));
            view.Properties.Add(new PSNoteProperty("Why", Reasons(shown)));
            view.Properties.Add(new PSNoteProperty("Checked", Checked(shown)));
        }

        return view;
    }

    /// <summary>
    /// A severity, verdict or state in the user's own colours for errors and warnings (<c>$PSStyle.Formatting</c>), where the output has
    /// colours. Windows PowerShell 5.1 has no <c>$PSStyle</c> and stays plain, and so does a process whose output is redirected: outside of
    /// Windows PowerShell 7 reports a virtual terminal there, too, and would write the escape sequences into the file.
    /// </summary>
    private static string Word(object? word)
    {
        object? style = typeof(PSObject).Assembly.GetType(StyleType)?.GetProperty("Instance")?.GetValue(null);
        string text = word?.ToString() ?? "";
        string? colour = text switch
        {
            "Exposed" or "Critical" or "Regressed" => ObjectReader.Member(ObjectReader.Member(style, "Formatting"), "Error")?.ToString(),
            "AtRisk" or "High" or "New" or "Warning" or "Undetermined" or "Unknown" => ObjectReader.Member(ObjectReader.Member(style, "Formatting"), "Warning")?.ToString(),
            "NotExposed" or "Resolved" or "Ok" => ObjectReader.Member(ObjectReader.Member(style, "Foreground"), "Green")?.ToString(),
            _ => null,
        };
        return string.IsNullOrEmpty(colour) || !HasColours(style!) ? text : colour + text + ObjectReader.Member(style, "Reset");
    }

    // The reasons of a verdict that its findings do not already state.
    private static string Reasons(object? measured)
    {
        HashSet<string?> said = new(ObjectReader.Items(ObjectReader.Member(measured, "Findings")).Select(finding => ObjectReader.Member(finding, "Title")?.ToString()));
        return Lines(ObjectReader.Items(ObjectReader.Member(measured, "Reasons")).Select(reason => reason.ToString()!).Where(reason => !said.Contains(reason)));
    }

    // How much of what was to be checked gave an answer, and when.
    private static string Checked(object? measured)
    {
        object? coverage = ObjectReader.Member(measured, "Coverage");
        bool[] done = ObjectReader.Items(ObjectReader.Member(coverage, "Ports")).Select(port => ObjectReader.Member(port, "State")?.ToString() is "Filtered" or "Refused" or "Answered")
            .Concat(ObjectReader.Items(ObjectReader.Member(coverage, "Parts")).Select(part => ObjectReader.Member(part, "Complete") is true)).ToArray();
        string time = Time(ObjectReader.Member(measured, "EndedAt"));
        return done.Length == 0 ? time : $"{done.Count(complete => complete)} of {done.Length}{(time.Length > 0 ? ", at " + time : "")}";
    }

    private static string Time(object? moment) => ObjectReader.Moment(moment)?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "";

    private static string Day(object? moment) => ObjectReader.Moment(moment)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string YesNo(object? answer) => answer switch { true => "yes", false => "no", _ => "?" };

    private static string Session(object? result) => result?.ToString() switch
    {
        "Null" => "accepted as null session",
        "Guest" => "accepted as guest",
        "User" => "accepted as user",
        "Refused" => "refused",
        _ => "undetermined",
    };

    private static bool HasColours(object style) => ObjectReader.Member(style, "OutputRendering")?.ToString() switch
    {
        "PlainText" => false,
        _ when !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) => false, // no-color.org
        "Ansi" => true, // set explicitly
        _ => !Console.IsOutputRedirected, // PowerShell itself removes the sequences for a host without a virtual terminal
    };

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);
}
