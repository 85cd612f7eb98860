// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Text;
using PracticeNetSec.Http;
using PracticeNetSec.Net;

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

    /// <summary>What the links of a page are, or the entries of a list in JSON or XML (nginx' autoindex_format).</summary>
    public static FileLinkShare Of(HttpReply page)
    {
        int files = 0; // with a name that only files have, or a folder shown with its slash
        int folders = 0; // may be a page's menu as well
        int others = 0;
        bool isOrdered = false; // a link to the folder above, or to another order
        int at = 0;
        for (int i = 0; i < MaxLinks && Next(page.Body, ref at) is (string target, string text); i++)
        {
            string? path = Path(target, page.Address);
            string name = path is null ? "" : path.TrimEnd('/').Substring(path.TrimEnd('/').LastIndexOf('/') + 1);
            if (path is null)
            {
                others++;
            }
            else if (name is "" or "." or "..")
            {
                isOrdered |= name == ".." || target.IndexOf('?') >= 0;
            }
            else if (!Names(text.TrimEnd('/'), name))
            {
                others++;
            }
            else if (name.IndexOf('.') > 0 || name.EndsWith(":", StringComparison.Ordinal) || text.EndsWith("/", StringComparison.Ordinal))
            {
                files++;
            }
            else if (path.EndsWith("/", StringComparison.Ordinal))
            {
                folders++;
            }
            else
            {
                others++;
            }
        }

        int shown = files + (isOrdered || files > 0 ? folders : 0);
        return IsData(page.Body) || (isOrdered && shown > 0 && shown > others) ? FileLinkShare.List
            : files > 0 && shown > others ? FileLinkShare.Some
            : FileLinkShare.None;
    }

    private static bool IsData(string body)
    {
        string start = body.Substring(0, Math.Min(body.Length, 200)).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return (start.StartsWith("[", StringComparison.Ordinal) && Has(body, "\"mtime\"") && Has(body, "\"type\""))
            || (start.StartsWith("<?xml", StringComparison.Ordinal) && Has(start, "<list>") && Has(body, "mtime="));
    }

    private static bool Has(string text, string sign) => text.IndexOf(sign, StringComparison.Ordinal) >= 0;

    /// <summary>The next link's target and text; null behind the last. The end of a text is looked for once it is a link's, so the work grows with the length alone.</summary>
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
            if (tag.Length > 2 && char.IsWhiteSpace(tag[2]) && Target(tag) is string target)
            {
                int close = page.IndexOf("</a", at, StringComparison.OrdinalIgnoreCase);
                if (close < 0)
                {
                    break;
                }

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

    /// <summary>Decoded and without query and fragment; null for another server's.</summary>
    private static string? Path(string target, Uri page)
    {
        int end = target.IndexOfAny(AfterPath);
        string path = end < 0 ? target : target.Substring(0, end);
        if (path.IndexOf("//", StringComparison.Ordinal) >= 0 || path.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
        {
            bool isOwn = Uri.TryCreate(page, path, out Uri? named)
                && (named.Host == page.Host || (IPAddress.TryParse(named.Host.Trim('[', ']'), out IPAddress? inside) && HostAddress.IsPrivate(inside)));
            return isOwn ? Uri.UnescapeDataString(named!.AbsolutePath) : null;
        }

        return Uri.UnescapeDataString(path);
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

        return WebUtility.HtmlDecode(text.ToString()).Trim();
    }

    private static bool Names(string text, string name)
    {
        foreach (string sign in Shortened)
        {
            if (text.Length > sign.Length && text.EndsWith(sign, StringComparison.Ordinal))
            {
                return name.StartsWith(text.Substring(0, text.Length - sign.Length), StringComparison.Ordinal);
            }
        }

        return string.Equals(text, name, StringComparison.Ordinal);
    }
}

/// <summary>How far the links of a page are those of a list of files.</summary>
internal enum FileLinkShare
{
    /// <summary>Menus and texts.</summary>
    None,

    /// <summary>Most of them name files, as a list does, and as a page with forms to fill in does.</summary>
    Some,

    /// <summary>A list that the server made: with the folder above, or other orders.</summary>
    List,
}
