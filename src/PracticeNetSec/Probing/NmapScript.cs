// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Probing;

/// <summary>What one of nmap's scripts (<c>-sC</c>, <c>--script</c>) or its version detection found on a port.</summary>
public sealed class NmapScript
{
    /// <summary>TCP port.</summary>
    public int Port { get; set; }

    /// <summary>The script's name, for instance <c>http-title</c>, <c>ssl-cert</c>, <c>banner</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>The device's text as the script reports it, at most 4096 characters.</summary>
    public string Output { get; set; } = "";

    /// <summary>The service that it shows behind a web server's port; null where it shows none.</summary>
    /// <param name="product">The product that version detection named; empty without.</param>
    internal string? ServiceOf(string product) =>
        Id == "http-ls" && Output.IndexOf("Volume", StringComparison.Ordinal) >= 0 ? FileListing.Service
        : Id == "http-title" && (FileListing.IsTitle(Output.TrimStart()) || (FileListing.MayBeIis(Title) && product.StartsWith("Microsoft IIS", StringComparison.Ordinal))) ? FileListing.Service
        : Id == "http-webdav-scan" && Output.IndexOf("Directory Listing", StringComparison.OrdinalIgnoreCase) >= 0 ? "webdav"
        : null;

    /// <summary>True where the script read the start page, and its title is that of a page.</summary>
    internal bool ShowsPage => Id == "http-title" && !FileListing.MayBeIis(Title) && !Title.StartsWith("HFS /", StringComparison.Ordinal);

    private string Title => Output.TrimStart().Split('\n')[0].TrimEnd();
}
