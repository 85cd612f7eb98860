// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Http;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>What the answers of a web server show of what it serves, in the names of <c>Data/ports.json</c>.</summary>
internal static class WebSign
{
    /// <summary>The name of files over WebDAV.</summary>
    public const string WebDav = "webdav";

    private const int FirstError = 400; // HTTP status; 404 without a site, 400 for another host name, 503 where it is stopped
    private const int FirstServerError = 500;
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

    /// <summary>
    /// True for an answer that does not show what is served: an error of the moment, or a page that is made in the browser or may be a list
    /// of files.
    /// </summary>
    public static bool IsUnclear(HttpReply page) => page.Status is 408 or 429 or >= FirstServerError
        || (page.Status < FirstError && (Starts(Server(page), "HFS ") || FileLinks.Of(page) == FileLinkShare.Some));

    /// <summary>True for the error by which nginx, Apache, Go and others answer plain HTTP on a port for TLS: it names TLS, as other errors do not.</summary>
    public static bool WantsTls(HttpReply page) => page.Status == 400 && (Contains(page.Body, "HTTPS") || Contains(page.Body, "SSL") || Contains(page.Body, "TLS"));

    /// <summary>
    /// True for the answer of Windows' HTTP.sys where no site has the address: what is served below other paths, the remote
    /// management of Windows at /wsman among it ([MS-WSMV] section 2.2.1), it does not show.
    /// </summary>
    public static bool IsWithoutSite(HttpReply page) => page.Status >= FirstError && Starts(Server(page), "Microsoft-HTTPAPI/");

    /// <summary>What is behind HTTP.sys by its answer to GET /wsman, which the remote management refuses with 401 or 405; null where that is not known.</summary>
    /// <param name="page">The answer.</param>
    /// <param name="scheme">The service where there is no remote management.</param>
    public static string? OfManagement(HttpReply? page, string scheme) => page?.Status switch
    {
        404 => scheme,
        401 or 405 => scheme == "http" ? "wsman" : "wsmans",
        _ => null,
    };

    /// <summary>By title, by the links, or in the form of IIS and of Go's library, whose lists have no title.</summary>
    private static bool ListsItsFiles(HttpReply page)
    {
        string title = PageText.Title(page.Body) ?? "";
        return page.Status < FirstError && (
            FileListing.IsTitle(title)
            || (FileListing.MayBeIis(title) && page.Body.IndexOf("<hr>", StringComparison.OrdinalIgnoreCase) is >= 0 and int line && page.Body.IndexOf("<pre>", line, StringComparison.OrdinalIgnoreCase) >= 0)
            || (title.Length == 0 && page.Body.IndexOf("<pre>\n<a href=", StringComparison.Ordinal) is >= 0 and < GoPreamble)
            || FileLinks.Of(page) == FileLinkShare.List);
    }

    private static string Server(HttpReply page) => page.Headers.TryGetValue("Server", out string? name) ? name : "";

    private static bool Contains(string text, string sign) => text.IndexOf(sign, StringComparison.Ordinal) >= 0;

    private static bool Starts(string text, string sign) => text.StartsWith(sign, StringComparison.Ordinal);
}
