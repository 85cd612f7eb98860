// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Net;
using System.Text;

namespace PracticeNetSec.Sanitizing;

/// <summary>Sanitizes a device's text for comparison and display: bounded, one line, no control characters.</summary>
internal static class ShownText
{
    /// <summary>Maximum part of a page that is processed, in characters.</summary>
    public const int MaxPageLength = 64 * 1024;

    /// <summary>Maximum length of a title, header or name that is kept, in characters.</summary>
    public const int MaxLineLength = 300;

    /// <summary>The page's title; null when it has none. One without an end counts up to the bound.</summary>
    public static string? Title(string page)
    {
        int start = page.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        start = start < 0 ? -1 : page.IndexOf('>', start);
        if (start < 0)
        {
            return null;
        }

        string rest = Cut(page.Substring(start + 1), MaxLineLength);
        int end = rest.IndexOf("</title", StringComparison.OrdinalIgnoreCase);
        string title = Line(WebUtility.HtmlDecode(end < 0 ? rest : rest.Substring(0, end)));
        return title.Length == 0 ? null : title;
    }

    /// <summary>The part of a page that is processed.</summary>
    public static string Page(string body) => Cut(body, MaxPageLength);

    /// <summary>One line: whatever is no printable character becomes a blank, several blanks become one.</summary>
    public static string Line(string text)
    {
        StringBuilder line = new();
        foreach (char character in Cut(text, MaxLineLength))
        {
            bool blank = char.IsControl(character) || char.IsWhiteSpace(character) || char.IsSurrogate(character)
                || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format;
            if (!blank)
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[line.Length - 1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text.Substring(0, longest);
}
