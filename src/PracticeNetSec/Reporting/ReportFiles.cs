// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PracticeNetSec.Files;

namespace PracticeNetSec.Reporting;

/// <summary>Names of files and folders for ids and host names, which come from outside.</summary>
public static class ReportFiles
{
    private const int MaxNameLength = 100;

    // File systems allow 255 bytes; the longest suffix of a document and a number against equal names need some.
    private const int MaxNameBytes = 180;

    private const int HashBytes = 4;

    /// <summary>Only what is safe in every file system stays; what is too long for one is cut, and marked so that names stay apart.</summary>
    /// <param name="text">An id, a host or a name.</param>
    /// <param name="otherwise">Used when nothing is left.</param>
    public static string SafeName(string text, string otherwise)
    {
        string safe = new(text.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-').ToArray());
        string trimmed = safe.Trim('.', '-');
        string name = trimmed.Length == 0 ? otherwise : IsTooLong(trimmed) ? Shortened(trimmed, text) : trimmed;
        return FileNameRules.IsDevice(name) ? "_" + name : name;
    }

    /// <summary>The name itself, or with a number where it is taken; the result is taken from then on.</summary>
    /// <param name="taken">Names in use, compared as file systems compare them.</param>
    /// <param name="name">The preferred name.</param>
    public static string Unused(HashSet<string> taken, string name)
    {
        string free = name;
        for (int number = 2; !taken.Add(free); number++)
        {
            free = FormattableString.Invariant($"{name}-{number}");
        }

        return free;
    }

    private static bool IsTooLong(string name) => name.Length > MaxNameLength || Encoding.UTF8.GetByteCount(name) > MaxNameBytes;

    // Two names with the same beginning must not become one: a part of the whole name's hash keeps them distinct.
    private static string Shortened(string name, string whole)
    {
        using SHA256 sha = SHA256.Create();
        string mark = "-" + string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(whole)).Take(HashBytes).Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));
        string start = name.Substring(0, Math.Min(name.Length, MaxNameLength - mark.Length));
        while (IsTooLong(start + mark))
        {
            start = start.Substring(0, start.Length - 1);
        }

        return start.TrimEnd('.', '-') + mark;
    }
}
