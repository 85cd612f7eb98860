// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Text;

namespace PracticeNetSec.Sanitizing;

/// <summary>
/// Sanitizes what a device or server reports about itself: one line of bounded length without control and formatting
/// characters, so that a hostile device cannot move a terminal's cursor, reverse a line or fill a report.
/// </summary>
internal static class DeviceText
{
    /// <summary>Maximum number of UTF-16 units of a text that is kept: what DisplayString may hold (RFC 2579 §2).</summary>
    public const int MaxTextLength = 255;

    /// <summary>The same of a page's title, a header or a banner.</summary>
    public const int MaxLineLength = 300;

    /// <summary>The same of a name; NTFS and SMB allow 255 in one part of a path (MS-FSCC §2.1.5).</summary>
    public const int MaxNameLength = 256;

    private const char Replacement = '\uFFFD';

    /// <summary>The text with a space for every character that is not shown, trimmed.</summary>
    public static string Clean(string text) => Shown(text, MaxTextLength, ' ').Trim();

    /// <summary>One line of a page, header or banner: the same, and several blanks become one.</summary>
    public static string Line(string text)
    {
        StringBuilder line = new();
        foreach (char character in Shown(text, MaxLineLength, ' '))
        {
            if (!char.IsWhiteSpace(character))
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

    /// <summary>A name, of the same length: what is not shown becomes U+FFFD, so that the reader sees that something was there.</summary>
    public static string Name(string text) => Shown(text, MaxNameLength, Replacement);

    /// <summary>False for what would control a terminal or reverse a line: control, format and separator characters.</summary>
    public static bool IsShown(UnicodeCategory category) => category
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>The same of one UTF-16 unit; half of a pair counts as shown.</summary>
    public static bool IsShown(char character) => IsShown(CharUnicodeInfo.GetUnicodeCategory(character));

    private static string Shown(string text, int maxLength, char replacement)
    {
        StringBuilder shown = new(Math.Min(text.Length, maxLength));
        for (int index = 0; index < text.Length && shown.Length < maxLength; index++)
        {
            char character = text[index];
            if (!char.IsSurrogate(character))
            {
                shown.Append(IsShown(CharUnicodeInfo.GetUnicodeCategory(character)) ? character : replacement);
            }
            else if (char.IsSurrogatePair(text, index) && IsShown(CharUnicodeInfo.GetUnicodeCategory(text, index)) && shown.Length + 1 < maxLength)
            {
                shown.Append(character).Append(text[++index]);
            }
            else
            {
                shown.Append(replacement);
            }
        }

        return shown.ToString();
    }
}
