// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;

namespace PracticeNetSec.Routers.Sources;

/// <summary>The sites of a web server on one port: by address, and by the names that the caller gave.</summary>
internal sealed class WebService
{
    private readonly HttpFetcher _fetcher;
    private readonly RouterTarget _target;
    private readonly Uri _start;

    public WebService(HttpFetcher fetcher, RouterTarget target, string scheme, int port)
    {
        _fetcher = fetcher;
        _target = target;
        _start = new UriBuilder(scheme, WebEndpoints.Literal(target.Address), port, "/").Uri;
    }

    /// <summary>The most that any of its sites shows; null where none answers in HTTP.</summary>
    public async Task<WebAnswers?> ReadAsync(CancellationToken cancellation)
    {
        WebAnswers? unnamed = await OfAsync(null, cancellation).ConfigureAwait(false);
        List<WebAnswers> seen = new();
        bool isMissing = false;
        foreach (string name in _target.HostNames)
        {
            WebAnswers? named = await OfAsync(name, cancellation).ConfigureAwait(false);
            isMissing |= named is null;
            if (named is not null)
            {
                seen.Add(named);
            }
        }

        // Over TLS a server may refuse whoever names no site: nobody reads anything there by the address. Any other site that does not
        // answer beside one that does is not known.
        isMissing |= unnamed is null && _start.Scheme == Uri.UriSchemeHttp;
        if (unnamed is not null)
        {
            seen.Add(unnamed);
        }

        if (isMissing && seen.Count > 0)
        {
            seen.Add(seen[0] with { Service = null });
        }

        return WebAnswers.Worst(seen);
    }

    /// <summary>What the sites of these names show in addition. One that does not answer may be on another server, or only late: it is not known.</summary>
    public async Task<WebAnswers> WithAsync(WebAnswers seen, IEnumerable<string> names, CancellationToken cancellation)
    {
        List<WebAnswers> all = new() { seen };
        foreach (string name in names)
        {
            all.Add(await OfAsync(name, cancellation).ConfigureAwait(false) ?? seen with { Service = null });
        }

        return WebAnswers.Worst(all)!;
    }

    private Task<WebAnswers?> OfAsync(string? name, CancellationToken cancellation) => new WebSite(_fetcher, _target, _start, name).ReadAsync(cancellation);
}
