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
/// One site of a web server, by address or by name (RFC 9110 section 7.2): its start page, along redirects on the same server, and whether
/// its folder can be listed over WebDAV. GET, OPTIONS and PROPFIND with Depth 0 are sent, which are safe (RFC 9110 section 9.2.1, RFC 4918
/// section 9.1), and to the measured address alone: what a server names is a path, a port or a host of its own.
/// </summary>
internal sealed class WebSite
{
    private const int MaxRedirects = 4;
    private const int Attempts = 2; // small servers end a connection unannounced now and then

    private readonly HttpFetcher _fetcher;
    private readonly RouterTarget _target;
    private readonly Uri _start;
    private readonly string? _host;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private bool _isCutShort; // its redirects lead farther than they were followed

    /// <param name="fetcher">Sends the requests.</param>
    /// <param name="target">The measured device.</param>
    /// <param name="start">Scheme, address and port.</param>
    /// <param name="host">The site's name; null for the site that has none.</param>
    public WebSite(HttpFetcher fetcher, RouterTarget target, Uri start, string? host)
    {
        _fetcher = fetcher;
        _target = target;
        _start = start;
        _host = host;
    }

    /// <summary>What it serves; null where nothing answers in HTTP.</summary>
    public async Task<WebAnswers?> ReadAsync(CancellationToken cancellation)
    {
        (HttpReply? page, Uri place) = await PageAsync(cancellation).ConfigureAwait(false);
        return page is null ? null : new WebAnswers(_isCutShort ? null : await ServiceAsync(page, place, cancellation).ConfigureAwait(false), _start.Scheme, page.Status) { Names = _names.ToArray(), WantsTls = WebSign.WantsTls(page) };
    }

    private async Task<string?> ServiceAsync(HttpReply page, Uri place, CancellationToken cancellation)
    {
        if (WebSign.OfPage(page) is string named)
        {
            return named;
        }

        if (WebSign.IsWithoutSite(page))
        {
            return WebSign.OfManagement(await SendAsync(HttpMethod.Get, new Uri(_start, "/wsman"), cancellation).ConfigureAwait(false), _start.Scheme);
        }

        foreach (Uri folder in new[] { _start, place }.Distinct())
        {
            bool? isListed = await IsListedAsync(folder, cancellation).ConfigureAwait(false);
            if (isListed != false)
            {
                return isListed is null ? null : WebSign.WebDav;
            }
        }

        return WebSign.IsUnclear(page) ? null : _start.Scheme;
    }

    /// <summary>Whether a folder is listed over WebDAV without a login; null where that is not known. What ends a connection at PROPFIND lets nobody list by it, unless it offers WebDAV.</summary>
    private async Task<bool?> IsListedAsync(Uri folder, CancellationToken cancellation)
    {
        if (await SendAsync(() => WebDavAnswer.AskProperties(folder), cancellation).ConfigureAwait(false) is HttpReply properties)
        {
            return WebDavAnswer.ListsFolder(properties);
        }

        HttpReply? allowed = await SendAsync(HttpMethod.Options, folder, cancellation).ConfigureAwait(false);
        return allowed is null || WebDavAnswer.IsOffered(allowed) ? null : false;
    }

    private async Task<(HttpReply? Page, Uri Place)> PageAsync(CancellationToken cancellation)
    {
        Uri place = _start;
        HashSet<Uri> seen = new();
        while (true)
        {
            seen.Add(place);
            HttpReply? page = await SendAsync(HttpMethod.Get, place, cancellation).ConfigureAwait(false);
            if (page is null || Next(page, place) is not Uri next || seen.Contains(next))
            {
                return (page, place); // a circle is what visitors without a cookie get
            }

            if (seen.Count > MaxRedirects)
            {
                _isCutShort = true;
                return (page, place);
            }

            place = next;
        }
    }

    /// <summary>Where a redirect leads on this server; null where it leads elsewhere or nowhere new.</summary>
    private Uri? Next(HttpReply page, Uri place)
    {
        if (page.Status is < 300 or >= 400
            || !page.Headers.TryGetValue("Location", out string? location)
            || !Uri.TryCreate(_host is null ? place : new UriBuilder(place) { Host = _host }.Uri, location, out Uri? named)
            || (named.Scheme != Uri.UriSchemeHttp && named.Scheme != Uri.UriSchemeHttps))
        {
            return null;
        }

        if (!IsThisServer(named))
        {
            if (named.HostNameType == UriHostNameType.Dns)
            {
                _names.Add(named.IdnHost.TrimEnd('.'));
            }

            return null;
        }

        // Behind a translation a server names the port that it has inside: another scheme is where that port was measured open, or here.
        bool isThere = named.Scheme != _start.Scheme && _target.Ports.Any(port => port.Port == named.Port && port.IsReachable);
        Uri next = new UriBuilder(isThere ? named.Scheme : _start.Scheme, _start.Host, isThere ? named.Port : _start.Port, named.AbsolutePath) { Query = named.Query.TrimStart('?') }.Uri;
        return next == place ? null : next;
    }

    private bool IsThisServer(Uri named) => IPAddress.TryParse(named.Host.Trim('[', ']'), out IPAddress? address)
        ? address.Equals(_target.Address) || HostAddress.IsPrivate(address)
        : string.Equals(named.IdnHost.TrimEnd('.'), _host, StringComparison.OrdinalIgnoreCase);

    private Task<HttpReply?> SendAsync(HttpMethod method, Uri place, CancellationToken cancellation) => SendAsync(() => new HttpRequestMessage(method, place), cancellation);

    private async Task<HttpReply?> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        HttpReply? reply = null;
        for (int i = 0; i < Attempts && reply is null; i++)
        {
            using HttpRequestMessage request = make();
            if (_host is not null)
            {
                // Also the name in the TLS handshake (RFC 6066 section 3), by which servers choose their certificate.
                request.Headers.Host = request.RequestUri!.IsDefaultPort ? _host : $"{_host}:{request.RequestUri.Port}";
            }

            reply = await _fetcher.SendAsync(request, _target.Timeout, cancellation).ConfigureAwait(false);
        }

        return reply;
    }
}

/// <summary>What a web server showed.</summary>
/// <param name="Service">Its name in <c>Data/ports.json</c>, the scheme for a page that says nothing of other services; null where it does not show what it serves.</param>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Status">Status of its start page.</param>
internal sealed record WebAnswers(string? Service, string Scheme, int Status)
{
    /// <summary>True for a page that says nothing of other services.</summary>
    public bool IsPage => Service == Scheme;

    /// <summary>Names of sites that its redirects lead to; they may be of this server.</summary>
    public IReadOnlyList<string> Names { get; init; } = Array.Empty<string>();

    /// <summary>True where its error says that the port is one for TLS.</summary>
    public bool WantsTls { get; init; }

    /// <summary>The most that several of them show: a service that must stay inside before one that is not known, and that before a page.</summary>
    public static WebAnswers? Worst(IEnumerable<WebAnswers> answers)
    {
        WebAnswers[] all = answers.ToArray();
        return all.Length == 0 ? null : all.OrderBy(site => site.Service is null ? 1 : site.IsPage ? 2 : 0).First() with { Names = all.SelectMany(site => site.Names).Distinct().ToArray() };
    }
}
