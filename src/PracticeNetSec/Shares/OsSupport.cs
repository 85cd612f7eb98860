// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Shares;

/// <summary>What the build in the NTLM challenge says about updates, by <c>Data/windows-lifecycle.json</c>.</summary>
public sealed class OsSupport
{
    /// <summary>Products that have this build, with the last day of their security updates.</summary>
    public string[] Products { get; set; } = Array.Empty<string>();

    /// <summary>The judgement on the day of the examination.</summary>
    public SupportStatus Status { get; set; }

    /// <summary>The last day of the product that is mended longest; null where nothing is known.</summary>
    public DateTime? EndsOn { get; set; }

    /// <summary>Where the dates come from.</summary>
    public string Source { get; set; } = "";

    /// <summary>Day on which they were last checked.</summary>
    public DateTime? CheckedOn { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Products.Length == 0 ? Status.ToString() : $"{Status}: {string.Join(" or ", Products)}";
}
