// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;

namespace PracticeNetSec.Cmdlets.Views;

/// <summary>Reads properties of our objects as returned by a cmdlet and as deserialized from CLIXML or a job; nothing here throws.</summary>
internal static class ObjectReader
{
    private static readonly string[] SeveritiesDescending = { "Critical", "High", "Medium", "Low", "Information" };

    /// <summary>Findings, the most severe first.</summary>
    public static IEnumerable<object> BySeverity(object? findings) =>
        Items(findings).OrderBy(finding => Array.IndexOf(SeveritiesDescending, Member(finding, "Severity")?.ToString()));

    /// <summary>The elements of a list; a single value is a list of one, null an empty one.</summary>
    public static IEnumerable<object> Items(object? list) => (list is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : list) switch
    {
        null => Array.Empty<object>(),
        IEnumerable many and not string => many.Cast<object?>().OfType<object>(),
        object one => new[] { one },
    };

    /// <summary>A property by its name; null where there is none.</summary>
    public static object? Member(object? owner, string name)
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

    /// <summary>A time as returned or as saved; null where there is none.</summary>
    public static DateTimeOffset? Moment(object? moment)
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
}
