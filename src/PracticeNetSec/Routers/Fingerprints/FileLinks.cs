// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Text;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>
/// Recognises a list of files by its links: each has the name of what it leads to as its text, which the menus of pages have not.
/// Web servers that make such lists differ in title and layout, and their users change both.
/// </summary>
internal static class FileLinks
{
    private const int MaxLinks = 2000; // of one page that are looked at

    private static readonly char[] AfterPath = { '?', '#' };
    private static readonly string[] Shortened = { "..>", "...", "\u2026" }; // how Apache, nginx and others end a name that is too long

    /// <summary>True where most links of a page, and more than one, lead to files or folders under their own names.</summary>
    public static bool AreMost(string page)
    {
        int files = 0;
        int others = 0;
        int at = 0;
        for (int i = 0; i < MaxLinks && Next(page, ref at) is (string target, string text); i++)
        {
            string path = Path(target);
            string name = path.TrimEnd('/').Substring(path.TrimEnd('/').LastIndexOf('/') + 1);
            if (name is "" or "." or "..")
            {
                continue; // the folder above, an order of the list, a place on the page
            }

            bool isFile = Names(text, name) && (path.EndsWith("/", StringComparison.Ordinal) || name.IndexOf('.') > 0 || name.EndsWith(":", StringComparison.Ordinal));
            files += isFile ? 1 : 0;
            others += isFile ? 0 : 1;
        }

        return files > 1 && files > others;
    }

    /// <summary>The next link's target and text; null behind the last.</summary>
    private static (string Target, string Text)? Next(string page, ref int at)
    {
        while ((at = page.IndexOf("<a", at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            int end = page.IndexOf('>', at);
            if (end < 0)
            {
                break;
            }

            string tag = page.Substring(at, end - at);
            at = end + 1;
            int close = page.IndexOf("</a", at, StringComparison.OrdinalIgnoreCase);
            if (tag.Length > 2 && char.IsWhiteSpace(tag[2]) && Target(tag) is string target && close >= 0)
            {
                string text = Plain(page.Substring(at, close - at));
                at = close;
                return (target, text);
            }
        }

        at = page.Length;
        return null;
    }

    private static string? Target(string tag)
    {
        int start = tag.IndexOf("href", StringComparison.OrdinalIgnoreCase);
        start = start < 0 ? -1 : tag.IndexOf('=', start);
        if (start < 0)
        {
            return null;
        }

        string value = tag.Substring(start + 1).TrimStart();
        int end = value.Length == 0 ? -1 : value[0] is '"' or '\'' ? value.IndexOf(value[0], 1) : value.IndexOf(' ');
        string target = end < 0 ? value : value.Substring(0, end);
        return WebUtility.HtmlDecode(target.Trim('"', '\''));
    }

    /// <summary>Decoded and without query and fragment; empty for another server's.</summary>
    private static string Path(string target)
    {
        int end = target.IndexOfAny(AfterPath);
        string path = end < 0 ? target : target.Substring(0, end);
        return path.IndexOf("//", StringComparison.Ordinal) >= 0 || path.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) ? "//other" : Uri.UnescapeDataString(path);
    }

    private static string Plain(string html)
    {
        StringBuilder text = new();
        bool inTag = false;
        foreach (char character in html)
        {
            inTag = character == '<' || (inTag && character != '>');
            if (!inTag && character != '>')
            {
                text.Append(character);
            }
        }

        return WebUtility.HtmlDecode(text.ToString()).Trim().TrimEnd('/');
    }

    private static bool Names(string text, string name)
    {
        foreach (string sign in Shortened)
        {
            if (text.Length > sign.Length && text.EndsWith(sign, StringComparison.Ordinal))
            {
                return name.StartsWith(text.Substring(0, text.Length - sign.Length), StringComparison.OrdinalIgnoreCase);
            }
        }

        return string.Equals(text, name, StringComparison.OrdinalIgnoreCase);
    }
}
