// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Http;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>What the answers of a web server show of what it serves, in the names of <c>Data/ports.json</c>.</summary>
internal static class WebSign
{
    private const int FirstError = 400; // HTTP status; 404 without a site, 400 for another host name, 503 where it is stopped
    private const int Multistatus = 207;
    private const int GoPreamble = 100; // characters: document type and viewport

    /// <summary>
    /// The service of which this is the start page, where it is one that must stay inside: a store of images, a search index, a host of
    /// containers, a list of files. Null for any other page.
    /// </summary>
    public static string? OfPage(HttpReply page)
    {
        string server = Server(page);
        return Starts(server, "Orthanc") || Contains(page.Body, "Orthanc Explorer") || page.Challenges.Any(challenge => Contains(challenge, "Orthanc")) || Contains(page.Address.AbsolutePath, "/app/explorer.html") ? "orthanc"
            : Contains(page.Body, "You Know, for Search") || page.Challenges.Any(challenge => Contains(challenge, "ApiKey")) ? "elasticsearch"
            : Starts(server, "Docker/") || page.Headers.ContainsKey("Docker-Experimental") || page.Headers.ContainsKey("Api-Version") ? "docker"
            : ListsItsFiles(page) ? FileListing.Service
            : null;
    }

    /// <summary>True for a server of which the start page does not show what it serves: it may be files, remote management or nothing.</summary>
    public static bool IsUnclear(HttpReply page) => IsWithoutSite(page) || (page.Status < FirstError && Starts(Server(page), "HFS "));

    /// <summary>True for the answer to OPTIONS of a server that speaks WebDAV (RFC 4918 section 10.1). Whom it lets in, it does not show.</summary>
    public static bool SpeaksWebDav(HttpReply options) => options.Headers.ContainsKey("DAV");

    /// <summary>True for the answer to PROPFIND that lists a folder (RFC 4918 section 9.1): it came without a login.</summary>
    public static bool ListsFolder(HttpReply properties) => properties.Status == Multistatus;

    /// <summary>True for a status of an error (RFC 9110 sections 15.5 and 15.6).</summary>
    public static bool IsError(HttpReply page) => page.Status >= FirstError;

    /// <summary>
    /// True for the answer of Windows' HTTP.sys where no site has the address: what is served below other paths, the remote
    /// management of Windows at /wsman among it ([MS-WSMV] section 2.2.1), it does not show.
    /// </summary>
    public static bool IsWithoutSite(HttpReply page) => page.Status >= FirstError && Starts(Server(page), "Microsoft-HTTPAPI/");

    /// <summary>By title, by the links, or in the form of IIS and of Go's library, whose lists have no title.</summary>
    private static bool ListsItsFiles(HttpReply page)
    {
        string title = PageText.Title(page.Body) ?? "";
        return page.Status < FirstError && (
            FileListing.IsTitle(title)
            || (FileListing.MayBeIis(title) && page.Body.IndexOf("<hr>", StringComparison.OrdinalIgnoreCase) is >= 0 and int line && page.Body.IndexOf("<pre>", line, StringComparison.OrdinalIgnoreCase) >= 0)
            || (title.Length == 0 && page.Body.IndexOf("<pre>\n<a href=", StringComparison.Ordinal) is >= 0 and < GoPreamble)
            || FileLinks.AreMost(PageText.Bounded(page.Body)));
    }

    private static string Server(HttpReply page) => page.Headers.TryGetValue("Server", out string? name) ? name : "";

    private static bool Contains(string text, string sign) => text.IndexOf(sign, StringComparison.Ordinal) >= 0;

    private static bool Starts(string text, string sign) => text.StartsWith(sign, StringComparison.Ordinal);
}
