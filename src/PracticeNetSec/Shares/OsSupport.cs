// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Shares;

/// <summary>What the build in the NTLM challenge shows about updates, according to <c>Data/windows-lifecycle.json</c>.</summary>
public sealed class OsSupport
{
    /// <summary>A support that ends within so many days is mentioned: an upgrade takes a practice months.</summary>
    internal const int SoonDays = 180;

    /// <summary>Products that have this build, with the last day of their security updates.</summary>
    public string[] Products { get; set; } = Array.Empty<string>();

    /// <summary>The support status on the day of the examination.</summary>
    public SupportStatus Status { get; set; }

    /// <summary>The last update day of the product supported longest; null where nothing is known.</summary>
    public DateTime? EndsOn { get; set; }

    /// <summary>Where the dates come from.</summary>
    public string Source { get; set; } = "";

    /// <summary>Day on which they were last checked.</summary>
    public DateTime? CheckedOn { get; set; }

    /// <summary>Days from a day to the last update day, 0 on that day itself; null where nothing is known or all support has ended.</summary>
    internal int? DaysLeft(DateTime day) =>
        Status is SupportStatus.Supported or SupportStatus.DependsOnEdition && EndsOn is DateTime end && end.Date >= day.Date ? (end.Date - day.Date).Days : null;

    /// <inheritdoc/>
    public override string ToString() => Products.Length == 0 ? Status.ToString() : $"{Status}: {string.Join(" or ", Products)}";
}
