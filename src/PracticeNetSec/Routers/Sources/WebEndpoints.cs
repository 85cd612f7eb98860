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

namespace PracticeNetSec.Routers.Sources;

/// <summary>The web addresses at which a router's pages are looked for: only ports that were measured open.</summary>
internal static class WebEndpoints
{
    // Where Digitalisierungsboxes and Konnektors serve their pages; http on 80 only.
    private static readonly int[] WebPorts = { 443, 80, 4443, 8443 };

    /// <summary>Gets the same path from every open web port at once; answers come in the order of preference.</summary>
    public static async Task<IReadOnlyList<HttpReply>> GetAllAsync(HttpFetcher fetcher, RouterTarget target, string path, CancellationToken cancellation) =>
        (await AskAllAsync(fetcher, target, path, cancellation).ConfigureAwait(false)).Select(asked => asked.Reply).OfType<HttpReply>().ToArray();

    /// <summary>The same, with the addresses that did not answer.</summary>
    public static async Task<IReadOnlyList<(Uri Address, HttpReply? Reply)>> AskAllAsync(HttpFetcher fetcher, RouterTarget target, string path, CancellationToken cancellation) =>
        await Task.WhenAll(Of(target, path).Select(async address => (address, await fetcher.GetAsync(address, target.Timeout, cancellation).ConfigureAwait(false)))).ConfigureAwait(false);

    private static IEnumerable<Uri> Of(RouterTarget target, string path) =>
        from port in WebPorts
        where target.Ports.Any(result => result.Port == port && result.IsReachable)
        select new Uri(string.Format(CultureInfo.InvariantCulture, "{0}://{1}:{2}{3}", port == 80 ? "http" : "https", Literal(target.Address), port, path));

    /// <summary>The address as it stands in a URL.</summary>
    public static string Literal(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? $"[{address.ToString().Split('%')[0]}]"
        : address.ToString();
}
