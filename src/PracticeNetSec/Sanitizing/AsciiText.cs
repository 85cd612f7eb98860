// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace PracticeNetSec.Sanitizing;

/// <summary>
/// Text for monitoring systems that read a process's output. Windows writes it in the console's code page, and no agent
/// documents which one it expects: only ASCII has the same bytes in all of them (OEM 437 and 850, ANSI 1252, UTF-8).
/// </summary>
internal static class AsciiText
{
    // DIN 5007-2: an umlaut is replaced by its vowel and e.
    private static readonly (string Characters, string Ascii)[] Replacements =
    {
        ("äæ", "ae"),
        ("öøœ", "oe"),
        ("ü", "ue"),
        ("ÄÆ", "Ae"),
        ("ÖØŒ", "Oe"),
        ("Ü", "Ue"),
        ("ß", "ss"),
        ("ẞ", "SS"),
        ("ł", "l"),
        ("Ł", "L"),
        ("đ", "d"),
        ("Đ", "D"),
        ("ı", "i"),
        ("–—‐−·•", "-"),
        ("…", "..."),
        ("€", "EUR"),
        ("§", "Par."),
        ("×", "x"),
        ("→", "->"),
        ("\u00A0", " "),
        ("„“”«»", "\""),
        ("‘’‚", "'"),
    };

    private static readonly Dictionary<char, string> ByCharacter = Replacements
        .SelectMany(row => row.Characters.Select(character => (character, row.Ascii)))
        .ToDictionary(pair => pair.character, pair => pair.Ascii);

    /// <summary>The text with every character replaced by ASCII: umlauts by their vowel and e, accents removed, anything else by a question mark.</summary>
    public static string Of(string text)
    {
        StringBuilder ascii = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            if (character < 0x80)
            {
                ascii.Append(character);
            }
            else if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                ascii.Append('?');
                index++;
            }
            else if (!IsCombining(character))
            {
                ascii.Append(ByCharacter.TryGetValue(character, out string? known) ? known : WithoutAccent(character).ToString());
            }
            else if (character == '\u0308' && ascii.Length > 0 && "aouAOU".IndexOf(ascii[ascii.Length - 1]) >= 0)
            {
                ascii.Append('e'); // an umlaut in decomposed form, as macOS writes names
            }
        }

        return ascii.ToString();
    }

    private static bool IsCombining(char character) => character is >= '\u0300' and <= '\u036F';

    private static char WithoutAccent(char character)
    {
        if (char.IsSurrogate(character))
        {
            return '?';
        }

        char letter = character.ToString().Normalize(NormalizationForm.FormD)[0];
        return letter < 0x80 ? letter : '?';
    }
}
