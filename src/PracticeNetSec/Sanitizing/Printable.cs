// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Linq;

namespace PracticeNetSec.Sanitizing;

/// <summary>
/// Sanitized text from an untrusted server: no control or direction characters that could make a terminal or a
/// report show something other than the actual text.
/// </summary>
internal static class Printable
{
    private const int Longest = 256;
    private const char Replacement = '\uFFFD';

    public static string Of(string text) => new(text
        .Take(Longest)
        .Select(character => IsHarmful(character) ? Replacement : character)
        .ToArray());

    private static bool IsHarmful(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
