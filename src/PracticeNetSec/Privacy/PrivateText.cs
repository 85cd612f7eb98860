// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;

namespace PracticeNetSec.Privacy;

/// <summary>
/// The last net before a paper: names of files, paths below a share, and what stands behind words such as
/// "community" or "password". Our own measurements never carry them; objects that were altered, or texts that devices
/// and people wrote, might.
/// </summary>
internal static class PrivateText
{
    private const string Hidden = "[…]";

    // What practices keep about people. A name may hold blanks, commas and brackets, so everything back to a character
    // that no file name can hold goes with it.
    private const string Kinds = "pdf|docx?|odt|rtf|xlsx?|csv|tiff?|jpe?g|png|bmp|dcm|bdt|con|xkm|ldt|gdt|hl7|msg|eml|mdb|zip|bak|txt";

    private static readonly char[] NeverInNames = { '\\', '/', ':', '|', '<', '>', '"', '*', '?', '\r', '\n' };

    private static readonly Regex Ending = new($@"\.(?:{Kinds})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex DeepPath = new(@"(\\\\[^\\\s]{1,255}\\[^\\:;,]{1,80})\\[^:|<>""]+", RegexOptions.CultureInvariant);

    private static readonly Regex Secret = new(
        @"\b(community|comm|pass(?:word|wort|phrase|wd)?|kennwort|pwd|secret|geheimnis|token|api[-_ ]?key)(\s*[:=]\s*|\s+(?=['""]))(""[^""]*""|'[^']*'|\S+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Login = new(@"(://)[^/\s@]+@", RegexOptions.CultureInvariant);

    public static string Hide(string text)
    {
        // Nearly every text has none of the characters without which there is nothing to hide.
        if (text.IndexOfAny(Signs) < 0)
        {
            return text;
        }

        string hidden = Secret.Replace(text, "$1=" + Hidden);
        hidden = Login.Replace(hidden, "$1");
        hidden = DeepPath.Replace(hidden, @"$1\" + Hidden);
        return WithoutFileNames(hidden);
    }

    private static string WithoutFileNames(string text)
    {
        string rest = text;
        for (Match ending = Ending.Match(rest); ending.Success; ending = Ending.Match(rest))
        {
            int start = rest.LastIndexOfAny(NeverInNames, ending.Index) + 1;
            rest = rest.Substring(0, start) + Hidden + rest.Substring(ending.Index + ending.Length);
        }

        return rest;
    }

    private static readonly char[] Signs = { '.', ':', '=', '\\', '\'', '"' };
}
