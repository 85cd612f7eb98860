// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Net;
using PracticeNetSec.Routers.Fingerprints;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// Asks a web server what it serves: its start page, by address and by the name that the caller gave, and whether its folder can be
/// listed over WebDAV. The requests are GET, OPTIONS and PROPFIND with Depth 0, which are safe (RFC 9110 section 9.2.1, RFC 4918 section 9.1).
/// </summary>
internal sealed class WebService
{
    private const int MaxRedirects = 3;

    private static readonly HttpMethod PropertiesOf = new("PROPFIND");

    private readonly HttpFetcher _fetcher;
    private readonly RouterTarget _target;
    private readonly Uri _start;

    public WebService(HttpFetcher fetcher, RouterTarget target, string scheme, int port)
    {
        _fetcher = fetcher;
        _target = target;
        _start = new UriBuilder(scheme, WebEndpoints.Literal(target.Address), port, "/").Uri;
    }

    /// <summary>What it serves; null where nothing answers in HTTP.</summary>
    public async Task<WebAnswers?> ReadAsync(CancellationToken cancellation)
    {
        List<WebAnswers> seen = new();
        foreach (string? host in Hosts())
        {
            if (await OfHostAsync(host, cancellation).ConfigureAwait(false) is WebAnswers answers)
            {
                seen.Add(answers);
            }
        }

        // The most that any of its sites shows: a dangerous service before one that does not show itself, and that before a page.
        return seen.OrderBy(site => site.Service is null ? 1 : site.IsPage ? 2 : 0).FirstOrDefault();
    }

    /// <summary>A server of several sites chooses by the name it is asked for (RFC 9110 section 7.2).</summary>
    private IEnumerable<string?> Hosts()
    {
        yield return null;
        if (!IPAddress.TryParse(_target.ComputerName.Split('%')[0], out _) && Uri.CheckHostName(_target.ComputerName) == UriHostNameType.Dns)
        {
            yield return _target.ComputerName;
        }
    }

    private async Task<WebAnswers?> OfHostAsync(string? host, CancellationToken cancellation)
    {
        (HttpReply? page, Uri place) = await PageAsync(host, cancellation).ConfigureAwait(false);
        if (page is null)
        {
            return null;
        }

        if (WebSign.OfPage(page) is string named)
        {
            return new WebAnswers(named, IsPage: false, IsError: false);
        }

        // A small server ends a connection unannounced now and then: one repetition.
        HttpReply? allowed = await SendAsync(HttpMethod.Options, place, host, cancellation).ConfigureAwait(false) ?? await SendAsync(HttpMethod.Options, place, host, cancellation).ConfigureAwait(false);
        if (allowed is null || WebSign.IsUnclear(page))
        {
            return new WebAnswers(null, IsPage: false, WebSign.IsError(page));
        }

        if (WebSign.SpeaksWebDav(allowed))
        {
            HttpReply? listed = await SendAsync(PropertiesOf, place, host, cancellation).ConfigureAwait(false);
            if (listed is null || WebSign.ListsFolder(listed))
            {
                return new WebAnswers(listed is null ? null : "webdav", IsPage: false, WebSign.IsError(page));
            }
        }

        return new WebAnswers(_start.Scheme, IsPage: true, WebSign.IsError(page));
    }

    /// <summary>The start page, and where on this server it is: redirects to other servers are not followed.</summary>
    private async Task<(HttpReply? Page, Uri Place)> PageAsync(string? host, CancellationToken cancellation)
    {
        Uri place = _start;
        for (int i = 0; ; i++)
        {
            HttpReply? page = await SendAsync(HttpMethod.Get, place, host, cancellation).ConfigureAwait(false);
            if (page is null || i == MaxRedirects || Next(page, place, host) is not Uri next)
            {
                return (page, place);
            }

            place = next;
        }
    }

    private Uri? Next(HttpReply page, Uri place, string? host) =>
        page.Status is >= 300 and < 400
            && page.Headers.TryGetValue("Location", out string? location)
            && Uri.TryCreate(Named(place, host), location, out Uri? named)
            && (named.Scheme == Uri.UriSchemeHttp || named.Scheme == Uri.UriSchemeHttps)
            && IsThisServer(named.Host, host)
            && new UriBuilder(_start) { Path = named.AbsolutePath, Query = named.Query.TrimStart('?') }.Uri is Uri next
            && next != place
            ? next
            : null;

    /// <summary>Behind a translation a server names the port, and often the address, that it has inside: asked is the path, on the port that was measured.</summary>
    private bool IsThisServer(string named, string? host) =>
        named.Trim('[', ']') == _target.Address.ToString()
        || string.Equals(named, host, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(named.Trim('[', ']'), out IPAddress? inside) && HostAddress.IsPrivate(inside));

    private static Uri Named(Uri place, string? host) => host is null ? place : new UriBuilder(place) { Host = host }.Uri;

    private async Task<HttpReply?> SendAsync(HttpMethod method, Uri place, string? host, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, place);
        if (host is not null)
        {
            // Also the name in the TLS handshake (RFC 6066 section 3), by which servers choose their certificate.
            request.Headers.Host = place.IsDefaultPort ? host : $"{host}:{place.Port}";
        }

        if (method == PropertiesOf)
        {
            request.Headers.Add("Depth", "0");
        }

        return await _fetcher.SendAsync(request, _target.Timeout, cancellation).ConfigureAwait(false);
    }
}

/// <summary>What a web server showed.</summary>
/// <param name="Service">Its name in <c>Data/ports.json</c>, <c>http</c> or <c>https</c> for a page; null where it does not show what it serves.</param>
/// <param name="IsPage">True for a page that says nothing of other services.</param>
/// <param name="IsError">True where its start page is an error.</param>
internal sealed record WebAnswers(string? Service, bool IsPage, bool IsError);
