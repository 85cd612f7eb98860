// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using PracticeNetSec.Cmdlets.Pipeline;

namespace PracticeNetSec.Cmdlets.Views;

/// <summary>
/// Longer texts for the views in PracticeNetSec.format.ps1xml. Every method accepts objects as returned by a
/// cmdlet and as deserialized from CLIXML or a job, and none throws: an error inside a view shows an empty cell and nothing else.
/// </summary>
public static class ViewFormatter
{
    private static readonly string[] SeveritiesDescending = { "Critical", "High", "Medium", "Low", "Information" };

    /// <summary>
    /// A severity, verdict or state in the user's own colours for errors and warnings (<c>$PSStyle.Formatting</c>), where the host has
    /// colours. Windows PowerShell 5.1 has no <c>$PSStyle</c> and stays plain, and so does a process whose output is redirected: outside of
    /// Windows PowerShell 7 reports a virtual terminal there, too, and would write the escape sequences into the file.
    /// </summary>
    /// <param name="word">The enumeration's value.</param>
    /// <param name="engine"><c>$ExecutionContext</c>: reading <c>$PSStyle</c> would be an error under strict mode where it does not exist.</param>
    public static string Word(object? word, EngineIntrinsics engine)
    {
        object? style = engine.SessionState.PSVariable.GetValue("PSStyle");
        string text = word?.ToString() ?? "";
        string? colour = text switch
        {
            "Exposed" or "Critical" or "Regressed" => Member(Member(style, "Formatting"), "Error")?.ToString(),
            "AtRisk" or "High" or "New" or "Warning" or "Undetermined" or "Unknown" => Member(Member(style, "Formatting"), "Warning")?.ToString(),
            "NotExposed" or "Resolved" or "Ok" => Member(Member(style, "Foreground"), "Green")?.ToString(),
            _ => null,
        };
        return string.IsNullOrEmpty(colour) || !HasColours(style!, engine.Host) ? text : colour + text + Member(style, "Reset");
    }

    /// <summary>The findings, most severe first, one per line.</summary>
    public static string Findings(object? findings, EngineIntrinsics engine) =>
        Lines(ByGravity(findings).Select(finding => $"[{Word(Member(finding, "Severity"), engine)}] {Member(finding, "Title")}"));

    /// <summary>What to do about the most severe finding.</summary>
    public static string FirstStep(object? findings) => Member(ByGravity(findings).FirstOrDefault(), "Remediation")?.ToString() ?? "";

    /// <summary>The reasons of a verdict that its findings do not already state.</summary>
    public static string Reasons(object? measured)
    {
        HashSet<string?> said = new(Items(Member(measured, "Findings")).Select(finding => Member(finding, "Title")?.ToString()));
        return Lines(Items(Member(measured, "Reasons")).Select(reason => reason.ToString()!).Where(reason => !said.Contains(reason)));
    }

    /// <summary>Date, time and offset; empty where there is no time.</summary>
    public static string Time(object? moment) => Moment(moment)?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The date alone.</summary>
    public static string Day(object? moment) => Moment(moment)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Yes, no, or a question mark for what is not known.</summary>
    public static string YesNo(object? answer) => (answer is PSObject wrapped ? wrapped.BaseObject : answer) switch { true => "yes", false => "no", _ => "?" };

    /// <summary>The result of a null session, a guest session or a logon with an account.</summary>
    public static string Session(object? result) => result?.ToString() switch
    {
        "Null" => "accepted as null session",
        "Guest" => "accepted as guest",
        "User" => "accepted as user",
        "Refused" => "refused",
        _ => "undetermined",
    };

    private static bool HasColours(object style, PSHost host) => Member(style, "OutputRendering")?.ToString() switch
    {
        "PlainText" => false,
        _ when !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) => false, // no-color.org
        "Ansi" => true, // set explicitly
        _ => Member(host.UI, "SupportsVirtualTerminal") is true && !(host.Name == "ConsoleHost" && Console.IsOutputRedirected),
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
            return bare is null ? null : (DateTimeOffset)SavedTime.Restore(bare, typeof(DateTimeOffset));
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidCastException or ArgumentException)
        {
            return null;
        }
    }

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);
}
