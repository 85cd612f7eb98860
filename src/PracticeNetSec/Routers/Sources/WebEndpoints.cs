// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Sources;

/// <summary>The web addresses at which a router's pages are requested: only ports that were measured open.</summary>
internal static class WebEndpoints
{
    // Where Digitalisierungsboxes and Konnektors serve their pages; http on 80 only.
    private static readonly int[] WebPorts = { 443, 80, 4443, 8443 };

    /// <summary>The ports at which pages are requested.</summary>
    public static IReadOnlyList<int> Ports => WebPorts;

    /// <summary>Gets the same path from every open web port at once, in the order of preference, those that did not answer among them.</summary>
    public static async Task<IReadOnlyList<WebAnswer>> AskAllAsync(string source, HttpFetcher fetcher, RouterTarget target, string path, CancellationToken cancellation) =>
        await Task.WhenAll(Of(target, path).Select(async address =>
        {
            (HttpReply? reply, Evidence? failure) = await SourceGuard.TryAsync(source, () => fetcher.GetAsync(address, target.Timeout, cancellation), null, cancellation).ConfigureAwait(false);
            return new WebAnswer(address, reply, failure is null ? null : EvidenceOf.SourceAddressFailed(address.ToString(), new[] { failure }, source));
        })).ConfigureAwait(false);

    /// <summary>The report of a page that no response contained, with what could not be read.</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="answers">What the web ports answered.</param>
    /// <param name="device">Whose page it would have been.</param>
    public static SourceReport NoPage(string source, IReadOnlyList<WebAnswer> answers, string device)
    {
        Evidence[] failures = answers.Select(answer => answer.Failure).OfType<Evidence>().Distinct().ToArray();
        Evidence found = answers.Any(answer => answer.Reply is not null) ? EvidenceOf.SourceOtherPage(device, source) : EvidenceOf.SourceNoWebServer(source);
        return new SourceReport { Source = source, Failed = failures.Length > 0, Detail = SourceReport.Join(source, failures.Prepend(found)) };
    }

    private static IEnumerable<Uri> Of(RouterTarget target, string path) =>
        from port in WebPorts
        where target.Ports.Any(result => result.Port == port && result.IsReachable)
        select new Uri(string.Format(CultureInfo.InvariantCulture, "{0}://{1}:{2}{3}", port == 80 ? "http" : "https", Literal(target.Address), port, path));

    /// <summary>The address in URL notation.</summary>
    public static string Literal(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? $"[{address.ToString().Split('%')[0]}]"
        : address.ToString();
}

/// <summary>The outcome of a request to one web port.</summary>
/// <param name="Address">Where it was sent.</param>
/// <param name="Reply">The answer; null when the device sent none.</param>
/// <param name="Failure">Why it could not be queried; null when it was.</param>
internal sealed record WebAnswer(Uri Address, HttpReply? Reply, Evidence? Failure);
