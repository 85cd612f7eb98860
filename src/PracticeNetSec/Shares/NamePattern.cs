// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Shares;

/// <summary>
/// Patterns for names: <c>*</c> is any run of characters, <c>?</c> any one, <c>#</c> a digit; upper and lower case are
/// the same. Matching takes at most length of the pattern × length of the name steps, whatever names a server uses.
/// </summary>
internal static class NamePattern
{
    public static bool Matches(string pattern, string name)
    {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = n;
            }
            else if (p < pattern.Length && Matches(pattern[p], name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more; earlier ones need not, because they matched as early as possible.
                p = star + 1;
                n = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool Matches(char pattern, char actual) => pattern switch
    {
        '?' => true,
        '#' => actual is >= '0' and <= '9',
        _ => char.ToUpperInvariant(pattern) == char.ToUpperInvariant(actual),
    };
}
