// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Text;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Fleet.Rmm;

/// <summary>Builds one line that keeps within a number of bytes or characters: what does not fit is counted, not cut in the middle.</summary>
internal static class RmmLine
{
    private const string Ellipsis = "...";

    /// <summary>Untrusted text in one line: devices and inventories may hold anything.</summary>
    public static string Clean(string text) => SafeText.Clean(text).Trim();

    /// <summary>The head and as many details as fit; states how many did not.</summary>
    /// <param name="head">The mandatory part.</param>
    /// <param name="details">Worst first.</param>
    /// <param name="limit">Bytes in UTF-8, so never more characters than that; or what <paramref name="size"/> counts.</param>
    /// <param name="more">The count of those that did not fit, such as +2 more.</param>
    /// <param name="size">The size of a part of the line, where the line is not written in UTF-8.</param>
    public static (string Text, bool Truncated) Fit(string head, IReadOnlyList<string> details, int limit, Func<int, string> more, Func<string, int>? size = null)
    {
        Func<string, int> sizeOf = size ?? Bytes;
        StringBuilder text = new(Cut(head, limit, sizeOf));
        int used = sizeOf(text.ToString());
        for (int index = 0; index < details.Count; index++)
        {
            string next = (index == 0 ? ": " : "; ") + details[index];
            string rest = index + 1 < details.Count ? "; " + more(details.Count - index - 1) : "";
            if (used + sizeOf(next) + sizeOf(rest) > limit)
            {
                return (Cut(text + (index == 0 ? "" : "; " + more(details.Count - index)), limit, sizeOf), true);
            }

            text.Append(next);
            used += sizeOf(next);
        }

        return (text.ToString(), sizeOf(head) > limit);
    }

    /// <summary>The text, shortened to a number of bytes without splitting a character.</summary>
    public static string Cut(string text, int limit) => Cut(text, limit, Bytes);

    private static string Cut(string text, int limit, Func<string, int> sizeOf)
    {
        if (sizeOf(text) <= limit)
        {
            return text;
        }

        int length = text.Length;
        while (length > 0 && (sizeOf(text.Substring(0, length)) > limit - Ellipsis.Length || char.IsHighSurrogate(text[length - 1])))
        {
            length--;
        }

        return text.Substring(0, length) + Ellipsis;
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
