// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;

namespace PracticeNetSec.Privacy;

/// <summary>
/// The last filter before a document: names of files, paths below a share, and what follows words such as
/// "community" or "password". Measurements never contain them; altered objects, or texts that devices
/// or people wrote, might.
/// </summary>
internal static class PrivateText
{
    private const string Hidden = "[…]";

    // File types with personal data. A name may contain blanks, commas and brackets, so everything back to a character
    // that no file name can contain is removed with it.
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
        // Nearly every text lacks the characters that any text to be hidden contains.
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
