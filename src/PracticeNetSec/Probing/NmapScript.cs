// SPDX-License-Identifier: MIT
using System;
using System.Linq;

namespace PracticeNetSec.Probing;

/// <summary>What one of nmap's scripts (<c>-sC</c>, <c>--script</c>) or its version detection found on a port.</summary>
public sealed class NmapScript
{
    private static readonly string[] NoPages =
    {
        "Did not follow redirect", "Site doesn't have a title", "Requested resource was", "HFS /", "listing:", "Not Found", "Bad Request", "Service Unavailable", "500 ", "502 ", "503 ", "504 ", "429 ",
    };

    /// <summary>TCP port.</summary>
    public int Port { get; set; }

    /// <summary>The script's name, for instance <c>http-title</c>, <c>ssl-cert</c>, <c>banner</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>The device's text as the script reports it, at most 4096 characters.</summary>
    public string Output { get; set; } = "";

    /// <summary>The service that it shows behind a web server's port; null where it shows none.</summary>
    /// <param name="product">The product that version detection named; empty without.</param>
    internal string? ServiceOf(string product) =>
        Id == "http-ls" && Output.Trim().Length > 0 ? FileListing.Service
        : Id == "http-title" && (FileListing.IsTitle(Output.TrimStart()) || (FileListing.MayBeIis(Title) && product.StartsWith("Microsoft IIS", StringComparison.Ordinal))) ? FileListing.Service
        : Id == "http-webdav-scan" && Output.IndexOf("Directory Listing", StringComparison.OrdinalIgnoreCase) >= 0 ? "webdav"
        : null;

    /// <summary>
    /// True where the script read the start page, and its title is that of a page: not a redirect that was not followed, a page without a
    /// title, which lists of files may be, or the errors of Windows' HTTP.sys where no site has the address.
    /// </summary>
    internal bool ShowsPage => Id == "http-title" && Title.Length > 0 && Title[0] != '/' && !FileListing.MayBeIis(Title) && !NoPages.Any(start => Title.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for a script whose output names files, perhaps of patients: what it shows of the service is kept, the names are not.</summary>
    internal bool NamesFiles => Id is "http-ls" or "http-webdav-scan";

    private string Title => Output.TrimStart().Split('\n')[0].TrimEnd();
}
