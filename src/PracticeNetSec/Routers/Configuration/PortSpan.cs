// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>Ports from the first to the last.</summary>
/// <param name="First">1 to 65535.</param>
/// <param name="Last">Inclusive.</param>
internal sealed record PortSpan(int First, int Last)
{
    private const int LastPort = 65535;

    private static readonly char[] Between = { ',', ' ', '\n', '\t' };

    private static readonly string[] EveryPort = { "", "any", "*" };

    /// <summary>All ports.</summary>
    public static PortSpan All { get; } = new(1, LastPort);

    /// <summary>
    /// The ports of a list such as <c>80,443</c>, <c>8000-8010</c>, <c>8000:8010</c>, or <c>55500+3</c> (a port and how many, as a FRITZ!Box
    /// writes it); all ports for none. Null for what is no such list.
    /// </summary>
    public static IReadOnlyList<PortSpan>? TryParse(string text)
    {
        if (EveryPort.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            return new[] { All };
        }

        PortSpan?[] spans = text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(TryParseOne).ToArray();
        return spans.Length > 0 && Array.TrueForAll(spans, span => span is not null) ? spans.OfType<PortSpan>().ToArray() : null;
    }

    private static PortSpan? TryParseOne(string text)
    {
        int counted = text.IndexOf('+');
        if (counted > 0)
        {
            return Number(text.Substring(0, counted)) is int from && Number(text.Substring(counted + 1)) is int count ? Span(from, from + count - 1) : null;
        }

        string[] ends = text.Split('-', ':');
        return ends.Length <= 2 && Number(ends[0]) is int first && Number(ends[ends.Length - 1]) is int last ? Span(first, last) : null;
    }

    private static PortSpan? Span(int first, int last) => first >= 1 && first <= last && last <= LastPort ? new PortSpan(first, last) : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= LastPort ? number : null;
}
