// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Privacy;

/// <summary>
/// Sanitizes texts of devices and users for documents: no control or direction characters (they can make text appear
/// different from what it is), nothing XML 1.0 forbids, no endless strings, no names of files and no secrets.
/// </summary>
internal static class SafeText
{
    /// <summary>Maximum length of a device's text that is printed, in UTF-16 units.</summary>
    public const int MaxLength = 300;

    /// <summary>Maximum length of a text written by staff of the practice, in UTF-16 units.</summary>
    public const int MaxValueLength = 2000;

    private const char Cut = '…';

    // More of a device's text is not processed; the bound is high enough not to cut a name that must be removed.
    private const int Horizon = 4096;

    public static string Clean(string? text) => Cleaned(text, MaxLength);

    /// <summary>What staff of the practice wrote: longer than a device's text, and without what looks like a password.</summary>
    public static string Entered(string? text) => SecretText.Redact(Long(text));

    /// <summary>A longer text, from this module or composed of sanitized ones.</summary>
    public static string Long(string? text) => Cleaned(text, MaxValueLength);

    private static string Cleaned(string? text, int maxLength)
    {
        string shown = PrivateText.Hide(Printable(text ?? ""));
        return shown.Length <= maxLength ? shown : shown.Substring(0, char.IsHighSurrogate(shown[maxLength - 1]) ? maxLength - 1 : maxLength) + Cut;
    }

    private static string Printable(string all)
    {
        StringBuilder clean = new(System.Math.Min(all.Length, MaxLength));
        for (int index = 0; index < all.Length; index++)
        {
            if (index >= Horizon)
            {
                return clean.Append(Cut).ToString();
            }

            if (char.IsHighSurrogate(all[index]) && index + 1 < all.Length && char.IsLowSurrogate(all[index + 1]))
            {
                if (IsPrintable(CharUnicodeInfo.GetUnicodeCategory(all, index)))
                {
                    clean.Append(all[index]).Append(all[index + 1]);
                }

                index++;
            }
            else if (IsPrintable(CharUnicodeInfo.GetUnicodeCategory(all[index])))
            {
                clean.Append(all[index]);
            }
            else if (all[index] is '\n' or '\r' or '\t')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString();
    }

    // Beyond what no output shows: what XML 1.0 forbids or fonts have no glyph for.
    private static bool IsPrintable(UnicodeCategory category) => DeviceText.IsShown(category)
        && category is not (UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
