// SPDX-License-Identifier: MIT
using System;
using System.Net;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>The part of an HTML page that identifies a device.</summary>
internal static class PageText
{
    /// <summary>Maximum part of a page that is processed, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>The page's title; null when it has none. One without an end counts up to the bound.</summary>
    public static string? Title(string page)
    {
        int start = page.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        start = start < 0 ? -1 : page.IndexOf('>', start);
        if (start < 0)
        {
            return null;
        }

        string rest = Cut(page.Substring(start + 1), DeviceText.MaxLineLength);
        int end = rest.IndexOf("</title", StringComparison.OrdinalIgnoreCase);
        string title = DeviceText.Line(WebUtility.HtmlDecode(end < 0 ? rest : rest.Substring(0, end)));
        return title.Length == 0 ? null : title;
    }

    /// <summary>The part of a page that is processed.</summary>
    public static string Bounded(string body) => Cut(body, MaxLength);

    private static string Cut(string text, int maxLength) => text.Length <= maxLength ? text : text.Substring(0, maxLength);
}
