// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Tests.Upnp;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>Reads a router on loopback through the UPnP source.</summary>
internal static class UpnpReading
{
    /// <summary>A port on which nothing listens.</summary>
    public const int Closed = 9;

    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);

    public static Task<SourceResult> ReadAsync(LoopbackWeb router) => ReadAsync(router.Port, Closed);

    public static async Task<SourceResult> ReadAsync(int descriptionPort, int searchPort)
    {
        using HttpFetcher fetcher = new();
        RouterTarget target = new("router", IPAddress.Loopback, Timeout);
        return await new UpnpSource(fetcher, descriptionPort, searchPort).ReadAsync(target, CancellationToken.None);
    }
}
