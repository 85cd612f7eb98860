// SPDX-License-Identifier: MIT
using System;
using System.Net.Http;

namespace PracticeNetSec.Http;

/// <summary>What a web server's answers show of WebDAV (RFC 4918).</summary>
internal static class WebDavAnswer
{
    private const int Multistatus = 207;
    private const int FirstServerError = 500;

    private static readonly HttpMethod PropertiesOf = new("PROPFIND");

    /// <summary>A request for the properties of a folder alone, without what is in it: PROPFIND with Depth 0, which changes nothing (section 9.1).</summary>
    public static HttpRequestMessage AskProperties(Uri folder)
    {
        HttpRequestMessage request = new(PropertiesOf, folder);
        request.Headers.Add("Depth", "0");
        return request;
    }

    /// <summary>True for the answer to OPTIONS of a server that speaks WebDAV (section 10.1). Whom it lets in, it does not show.</summary>
    public static bool IsOffered(HttpReply options) => options.Headers.ContainsKey("DAV");

    /// <summary>
    /// Whether the answer to PROPFIND lists a folder: it then came without a login. Null where that is not known: calendars and address
    /// books answer as well, and an error of the moment says nothing.
    /// </summary>
    public static bool? ListsFolder(HttpReply properties) => properties.Status switch
    {
        Multistatus => Contains(properties.Body, "collection") && Contains(properties.Body, " 200 ") && !IsCalendar(properties) ? true : null,
        408 or 429 or (>= FirstServerError and not 501) => null,
        _ => false,
    };

    /// <summary>RFC 4791 section 5.1 and RFC 6352 section 6.1: data with a login of their own.</summary>
    private static bool IsCalendar(HttpReply properties) =>
        properties.Headers.TryGetValue("DAV", out string? classes) && (Contains(classes, "calendar-access") || Contains(classes, "addressbook"));

    private static bool Contains(string text, string sign) => text.IndexOf(sign, StringComparison.Ordinal) >= 0;
}
