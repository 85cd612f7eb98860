// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>The sources that an examination reads.</summary>
internal sealed class RouterSources
{
    /// <summary>Read while the ports are measured.</summary>
    public IReadOnlyList<IRouterSource> Management { get; init; } = Array.Empty<IRouterSource>();

    /// <summary>Read instead where no secret may be sent.</summary>
    public IReadOnlyList<IRouterSource> WithoutSecrets { get; init; } = Array.Empty<IRouterSource>();

    /// <summary>What identifies a device without a login, before a secret is sent.</summary>
    public IReadOnlyList<IRouterSource> Confirming { get; init; } = Array.Empty<IRouterSource>();

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
        WithoutSecrets = new IRouterSource[] { new Tr064Source(fetcher, null), new UpnpSource(fetcher), new NatPmpSource() }
            .Concat(options.SendsSnmpSecret ? Array.Empty<IRouterSource>() : new IRouterSource[] { new SnmpSource(options.Community) }).ToArray(),
        Confirming = new IRouterSource[]
        {
            new Tr064Source(fetcher, null),
            new UpnpSource(fetcher),
            new IdentityPageSource(new StatusPageSource(fetcher), new BoxInfoSource(fetcher)),
            new FingerprintSource(fetcher),
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

    /// <summary>The reports of the sources that were not read, or not with a login, because a secret was withheld.</summary>
    public static IEnumerable<SourceReport> Withheld(RouterExaminationOptions options, Evidence? why) => why is null ? Array.Empty<SourceReport>()
        : new[] { (Source: SourceNames.Snmp, IsSent: options.SendsSnmpSecret), (Source: SourceNames.Tr064, IsSent: options.Credential is not null) }
            .Where(secret => secret.IsSent).Select(secret => new SourceReport { Source = secret.Source, Detail = why });

    /// <summary>Reads sources in parallel; an error of one affects only its own result.</summary>
    public static Task<SourceResult[]> ReadAsync(IEnumerable<IRouterSource> sources, RouterTarget target, CancellationToken cancellation) =>
        Task.WhenAll(sources.Select(source => SourceGuard.ReadAsync(source, target, cancellation)));

    /// <summary>
    /// Reads those once more that were silent: the first time falls into the measurement of the ports, when most packets are on the way. As with TCP
    /// ports, silence counts only where it is repeated.
    /// </summary>
    public static Task<SourceResult[]> ReadSilentAgainAsync(IReadOnlyList<IRouterSource> sources, SourceResult[] results, RouterTarget target, CancellationToken cancellation) =>
        Task.WhenAll(results.Select((result, index) => result.IsSilent ? SourceGuard.ReadAsync(sources[index], target, cancellation) : Task.FromResult(result)));

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
