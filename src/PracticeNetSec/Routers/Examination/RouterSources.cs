// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>The sources that an examination reads.</summary>
internal sealed class RouterSources
{
    /// <summary>Read while the ports are measured.</summary>
    public IReadOnlyList<IRouterSource> Management { get; init; } = Array.Empty<IRouterSource>();

    /// <summary>Read at the ports that were measured open.</summary>
    public IReadOnlyList<IRouterSource> Pages { get; init; } = Array.Empty<IRouterSource>();

    /// <summary>Read at the open ports of the hosts that forwards lead to.</summary>
    public IReadOnlyList<IRouterSource> BehindForwards { get; init; } = Array.Empty<IRouterSource>();

    /// <summary>All sources.</summary>
    public static RouterSources Of(RouterExaminationOptions options, HttpFetcher fetcher) => new()
    {
        Management = new IRouterSource[]
        {
            new SnmpSource(options.Community, options.SnmpCredential),
            new Tr064Source(fetcher, options.Credential),
            new UpnpSource(fetcher),
            new NatPmpSource(),
        },
        Pages = new IRouterSource[]
        {
            new IdentityPageSource(new StatusPageSource(fetcher), new BoxInfoSource(fetcher)),
            new KonnektorSource(fetcher),
            new FingerprintSource(fetcher),
            new ServiceSource(fetcher),
        },
        BehindForwards = new IRouterSource[] { new KonnektorSource(fetcher), new FingerprintSource(fetcher) },
    };

    /// <summary>Reads sources in parallel; an error of one affects only its own result.</summary>
    public static Task<SourceResult[]> ReadAsync(IEnumerable<IRouterSource> sources, RouterTarget target, CancellationToken cancellation) =>
        Task.WhenAll(sources.Select(source => SourceGuard.ReadAsync(source, target, cancellation)));

    /// <summary>Notes at each port which service its answer showed.</summary>
    public static void Identify(IEnumerable<PortResult> ports, SourceResult[] pages)
    {
        foreach (PortResult port in ports)
        {
            port.IdentifiedService = pages.Select(page => page.Services.TryGetValue(port.Port, out string? service) ? service : null).FirstOrDefault(service => service is not null);

            // A proxy of web pages answers each GET: that shows no server behind another number.
            port.IsAnsweredOnPath |= port.MayBeAnsweredOnPath
                && ((port.IdentifiedService is null && !pages.Any(page => page.SpokenPorts.Contains(port.Port) && ServiceNames.IsExpected(ServiceNames.Tcp, port.Port))) || (port.IdentifiedService == "http" && !ServiceNames.IsExpected(ServiceNames.Tcp, port.Port)));
        }
    }
}
