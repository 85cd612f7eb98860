// SPDX-License-Identifier: MIT
using System;
using System.Linq;

namespace PracticeNetSec.Probing;

/// <summary>The titles of pages that a web server made from the names of its files.</summary>
internal static class FileListing
{
    /// <summary>Its name in <c>Data/ports.json</c>.</summary>
    public const string Service = "directory-listing";

    // Apache, nginx, lighttpd and what imitates them; mini_httpd; Python; Tomcat; Jetty.
    private static readonly string[] Starts = { "Index of /", "Index of ./", "Directory listing for /", "Directory listing for [/", "Directory: /" };

    /// <summary>True for the title that these servers give to the list of a folder, and to no other page.</summary>
    public static bool IsTitle(string title) => Starts.Any(start => title.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for IIS, which writes its address and the path; other pages may end so as well, so their list has to be seen.</summary>
    public static bool MayBeIis(string title) => title.IndexOf(" - /", StringComparison.Ordinal) is > 0 and int at && (at + 4 == title.Length || title[title.Length - 1] == '/');
}
