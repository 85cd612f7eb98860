// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Text;

namespace PracticeNetSec.Sanitizing;

/// <summary>
/// Sanitizes what a device reports about itself: one line of bounded length without control and formatting
/// characters, so that a hostile device cannot move a terminal's cursor or reverse a line.
/// </summary>
internal static class DeviceText
{
    /// <summary>Maximum number of characters kept: what DisplayString may hold (RFC 2579 §2).</summary>
    public const int MaxTextLength = 255;

    /// <summary>The text with a space for every character that is not shown, trimmed.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(Math.Min(text.Length, MaxTextLength));
        for (int i = 0; i < text.Length && clean.Length < MaxTextLength; i++)
        {
            clean.Append(IsShown(text[i]) ? text[i] : ' ');
        }

        return clean.ToString().Trim();
    }

    /// <summary>False for what would control a terminal or reverse a line: control, format and separator characters.</summary>
    public static bool IsShown(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
