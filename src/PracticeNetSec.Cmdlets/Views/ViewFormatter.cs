// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;

namespace PracticeNetSec.Cmdlets.Views;

/// <summary>
/// Texts and colours for the views in PracticeNetSec.format.ps1xml, as the hidden property <c>View</c> of our objects: a view reads properties
/// only, because constrained language forbids method calls. It accepts objects as returned by a cmdlet and as deserialized from CLIXML or a
/// job, and does not throw: an error inside a view shows an empty cell and nothing else.
/// </summary>
public static class ViewFormatter
{
    private const string StyleType = "System.Management.Automation.PSStyle";

    private static readonly string[] SeveritiesDescending = { "Critical", "High", "Medium", "Low", "Information" };

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
            view.Properties.Add(new PSNoteProperty(text.Key, text.Value(Member(shown, text.Key))));
        }

        if (shown?.Properties["Findings"] is not null)
        {
            object[] findings = ByGravity(Member(shown, "Findings")).ToArray();
            view.Properties.Add(new PSNoteProperty("Findings", Lines(findings.Select(finding => $"[{Word(Member(finding, "Severity"))}] {Member(finding, "Title")}"))));
            view.Properties.Add(new PSNoteProperty("DoFirst", Member(findings.FirstOrDefault(), "Remediation")?.ToString() ?? ""));
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
            "Exposed" or "Critical" or "Regressed" => Member(Member(style, "Formatting"), "Error")?.ToString(),
            "AtRisk" or "High" or "New" or "Warning" or "Undetermined" or "Unknown" => Member(Member(style, "Formatting"), "Warning")?.ToString(),
            "NotExposed" or "Resolved" or "Ok" => Member(Member(style, "Foreground"), "Green")?.ToString(),
            _ => null,
        };
        return string.IsNullOrEmpty(colour) || !HasColours(style!) ? text : colour + text + Member(style, "Reset");
    }

    // The reasons of a verdict that its findings do not already state.
    private static string Reasons(object? measured)
    {
        HashSet<string?> said = new(Items(Member(measured, "Findings")).Select(finding => Member(finding, "Title")?.ToString()));
        return Lines(Items(Member(measured, "Reasons")).Select(reason => reason.ToString()!).Where(reason => !said.Contains(reason)));
    }

    // How much of what was to be checked gave an answer, and when.
    private static string Checked(object? measured)
    {
        object? coverage = Member(measured, "Coverage");
        bool[] done = Items(Member(coverage, "Ports")).Select(port => Member(port, "State")?.ToString() is "Filtered" or "Refused" or "Answered")
            .Concat(Items(Member(coverage, "Parts")).Select(part => Member(part, "Complete") is true)).ToArray();
        string time = Time(Member(measured, "EndedAt"));
        return done.Length == 0 ? time : $"{done.Count(complete => complete)} of {done.Length}{(time.Length > 0 ? ", at " + time : "")}";
    }

    private static string Time(object? moment) => Moment(moment)?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "";

    private static string Day(object? moment) => Moment(moment)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string YesNo(object? answer) => answer switch { true => "yes", false => "no", _ => "?" };

    private static string Session(object? result) => result?.ToString() switch
    {
        "Null" => "accepted as null session",
        "Guest" => "accepted as guest",
        "User" => "accepted as user",
        "Refused" => "refused",
        _ => "undetermined",
    };

    private static bool HasColours(object style) => Member(style, "OutputRendering")?.ToString() switch
    {
        "PlainText" => false,
        _ when !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) => false, // no-color.org
        "Ansi" => true, // set explicitly
        _ => !Console.IsOutputRedirected, // PowerShell itself removes the sequences for a host without a virtual terminal
    };

    private static IEnumerable<object> ByGravity(object? findings) =>
        Items(findings).OrderBy(finding => Array.IndexOf(SeveritiesDescending, Member(finding, "Severity")?.ToString()));

    private static IEnumerable<object> Items(object? list) => (list is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : list) switch
    {
        null => Array.Empty<object>(),
        IEnumerable many and not string => many.Cast<object?>().OfType<object>(),
        object one => new[] { one },
    };

    private static object? Member(object? owner, string name)
    {
        try
        {
            object? value = owner is null ? null : PSObject.AsPSObject(owner).Properties[name]?.Value;
            return value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Moment(object? moment)
    {
        object? bare = moment is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : moment;
        try
        {
            return bare is null ? null : (DateTimeOffset)SavedTime.Restore(bare, typeof(DateTimeOffset)) is var time && time == default ? null : time;
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidCastException or ArgumentException)
        {
            return null;
        }
    }

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);
}
