// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Text;
using PracticeNetSec.Reporting;

namespace PracticeNetSec.Fleet;

/// <summary>Builds one line that keeps within a number of bytes or characters: what does not fit is counted, not cut in the middle.</summary>
internal static class RmmLine
{
    private const string Ellipsis = "...";

    /// <summary>A stranger's text in one line: devices and inventories may hold anything.</summary>
    public static string Clean(string text) => SafeText.Clean(text).Trim();

    /// <summary>The head and as many details as fit; tells how many did not.</summary>
    /// <param name="head">What must be there.</param>
    /// <param name="details">Worst first.</param>
    /// <param name="limit">Bytes in UTF-8, so never more characters than that.</param>
    public static (string Text, bool Truncated) Fit(string head, IReadOnlyList<string> details, int limit)
    {
        StringBuilder text = new(Cut(head, limit));
        int used = Bytes(text.ToString());
        for (int index = 0; index < details.Count; index++)
        {
            string next = (index == 0 ? ": " : "; ") + details[index];
            string rest = index + 1 < details.Count ? $"; +{details.Count - index - 1} more" : "";
            if (used + Bytes(next) + Bytes(rest) > limit)
            {
                string more = index == 0 ? "" : $"; +{details.Count - index} more";
                return (Cut(text + more, limit), true);
            }

            text.Append(next);
            used += Bytes(next);
        }

        return (text.ToString(), Bytes(head) > limit);
    }

    /// <summary>The text, shortened to a number of bytes without splitting a character.</summary>
    public static string Cut(string text, int limit)
    {
        if (Bytes(text) <= limit)
        {
            return text;
        }

        int length = text.Length;
        while (length > 0 && (Bytes(text.Substring(0, length)) > limit - Ellipsis.Length || char.IsHighSurrogate(text[length - 1])))
        {
            length--;
        }

        return text.Substring(0, length) + Ellipsis;
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
