using System.Globalization;
using System.Text;

namespace PracticeNetSec.Reporting;

/// <summary>
/// What devices and users wrote, made fit for a paper: no control or direction characters (they can make text read
/// otherwise than it is), nothing XML 1.0 forbids, no endless strings.
/// </summary>
internal static class SafeText
{
    /// <summary>Longest text of a stranger that is printed, in UTF-16 units.</summary>
    public const int MaxLength = 300;

    private const char Cut = '…';

    public static string Clean(string? text)
    {
        StringBuilder clean = new();
        string all = text ?? "";
        for (int index = 0; index < all.Length; index++)
        {
            if (clean.Length >= MaxLength)
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

    // Format holds the direction marks U+200E, U+202A-202E and U+2066-2069 and invisible characters.
    private static bool IsPrintable(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
