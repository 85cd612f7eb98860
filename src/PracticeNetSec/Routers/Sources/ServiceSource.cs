// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Smb.Client;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// Recognises the service behind an open port by a first exchange, wherever its number says nothing: shares behind 10445 are shares. It
/// reads a greeting; where none comes, it asks for what a web server serves (<see cref="WebService"/>), for an SMB dialect, a Remote Desktop
/// connection and TLS. No user name is sent and nothing is changed.
/// </summary>
internal sealed class ServiceSource : IRouterSource
{
    private static readonly TimeSpan GreetingTime = TimeSpan.FromSeconds(1.2);

    // A dangerous number is believed without asking, but for these two: people who hide a page put it there.
    private static readonly int[] Doubtful = { 445, 3389 };

    private const int MaxNames = 2; // of sites that redirects lead to
    private const int MaxSteps = 15; // timeouts that one port may take, all its requests together
    private const int FirstOther = 300; // HTTP status that is not success
    private const int Unauthorized = 401;

    private readonly HttpFetcher _fetcher;

    public ServiceSource(HttpFetcher fetcher) => _fetcher = fetcher;

    public string Name => SourceNames.Services;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        int[] ports = target.Ports.Where(port => port.IsReachable && !port.IsAnsweredOnPath && (ServiceNames.Dangerous(port.Port) is null || port.MayBeAnsweredOnPath || Doubtful.Contains(port.Port))).Select(port => port.Port).ToArray();
        (PortAnswer Answer, Evidence? Failure)[] seen = await Task.WhenAll(ports.Select(port => GuardAsync(target, port, limit => IdentifyAsync(target, port, limit), PortAnswer.None(port), cancellation))).ConfigureAwait(false);

        // A site to which one port leads may be served on another one, and lead on itself.
        HashSet<string> asked = new(target.HostNames, StringComparer.OrdinalIgnoreCase);
        while (asked.Count - target.HostNames.Count < MaxNames && NamesIn(seen).Except(asked, StringComparer.OrdinalIgnoreCase).Take(MaxNames).ToArray() is { Length: > 0 } names)
        {
            asked.UnionWith(names);
            seen = await Task.WhenAll(seen.Select(port => port.Answer.Web is null ? Task.FromResult(port) : GuardAsync(target, port.Answer.Port, limit => WithNamesAsync(target, port.Answer, names, limit), port.Answer, cancellation))).ConfigureAwait(false);
        }

        // What a site shows that was not asked for is not known.
        if (NamesIn(seen).Any(name => !asked.Contains(name)))
        {
            seen = seen.Select(port => port.Answer.Web is { IsPage: true } ? (port.Answer with { Service = null }, port.Failure) : port).ToArray();
        }

        Evidence[] failures = seen.Select(port => port.Failure).OfType<Evidence>().ToArray();
        PortAnswer[] answers = seen.Select(port => port.Answer).ToArray();
        return new SourceResult(new SourceReport
        {
            Source = Name,
            Complete = failures.Length == 0 && answers.All(port => port.Service is not null),
            Failed = failures.Length > 0,
            Detail = SourceReport.Join(Name, failures.Prepend(EvidenceOf.SourceServices(answers.Count(port => port.Service is not null), ports.Length, Name))),
        })
        {
            Services = answers.Where(port => port.Service is not null).ToDictionary(port => port.Port, port => port.Service!),
            SpokenPorts = answers.Where(port => port.Service is not null || port.Web is not null).Select(port => port.Port).ToArray(),
        };
    }

    private static IEnumerable<string> NamesIn((PortAnswer Answer, Evidence? Failure)[] seen) => seen.SelectMany(port => port.Answer.Web?.Names ?? Array.Empty<string>()).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>A port that answers slowly on purpose ends at its own limit, and is then not known.</summary>
    private async Task<(PortAnswer Answer, Evidence? Failure)> GuardAsync(RouterTarget target, int port, Func<CancellationToken, Task<PortAnswer>> ask, PortAnswer otherwise, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromTicks(target.Timeout.Ticks * MaxSteps));
        try
        {
            (PortAnswer answer, Evidence? failure) = await SourceGuard.TryAsync(Name, () => ask(limit.Token), otherwise, limit.Token).ConfigureAwait(false);
            return (answer, failure is null ? null : EvidenceOf.SourcePortFailed(port, new[] { failure }, Name));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (otherwise with { Service = null }, null);
        }
    }

    private async Task<PortAnswer> WithNamesAsync(RouterTarget target, PortAnswer seen, string[] names, CancellationToken cancellation) =>
        PortAnswer.Of(seen.Port, await new WebService(_fetcher, target, seen.Web!.Scheme, seen.Port).WithAsync(seen.Web, names, cancellation).ConfigureAwait(false));

    private async Task<PortAnswer> IdentifyAsync(RouterTarget target, int port, CancellationToken cancellation)
    {
        IPEndPoint place = new(target.Address, port);
        byte[] greeting = await DeviceConnection.FirstBytesAsync(place, Array.Empty<byte>(), target.Timeout < GreetingTime ? target.Timeout : GreetingTime, cancellation).ConfigureAwait(false);
        if (greeting.Length > 0 && ServiceSign.OfGreeting(greeting) is var greeted && greeted != "http")
        {
            return new PortAnswer(port, greeted, null);
        }

        // A small web server takes one connection at a time: beside others, its page would come too late.
        if (await new WebService(_fetcher, target, "http", port).ReadAsync(cancellation).ConfigureAwait(false) is WebAnswers plain)
        {
            return PortAnswer.Of(port, plain.Status < FirstOther ? plain : await BesideTlsAsync(target, place, plain, cancellation).ConfigureAwait(false));
        }

        Task<bool> smb = DialectProbe.SpeaksSmbAsync(new SmbEndpoint(place, SmbFraming.DirectTcp, target.Timeout), cancellation);
        Task<byte[]> rdp = DeviceConnection.FirstBytesAsync(place, ServiceSign.RdpRequest, target.Timeout, cancellation);
        Task<byte[]> tls = DeviceConnection.FirstBytesAsync(place, ServiceSign.TlsRequest, target.Timeout, cancellation);
        Task<byte[]> vpn = DeviceConnection.FirstBytesAsync(place, ServiceSign.OpenVpnRequest, target.Timeout, cancellation);
        Task<byte[]> late = DeviceConnection.FirstBytesAsync(place, Array.Empty<byte>(), target.Timeout, cancellation); // a busy server greets after a while
        await Task.WhenAll(smb, rdp, tls, vpn, late).ConfigureAwait(false);

        // TLS does not show what it protects, LDAP and DICOM among others: only a page does.
        return await smb.ConfigureAwait(false) ? new PortAnswer(port, "microsoft-ds", null)
            : ServiceSign.IsRdp(await rdp.ConfigureAwait(false)) ? new PortAnswer(port, "ms-wbt-server", null)
            : ServiceSign.IsOpenVpn(await vpn.ConfigureAwait(false)) ? new PortAnswer(port, "openvpn", null)
            : ServiceSign.IsTls(await tls.ConfigureAwait(false)) ? PortAnswer.Of(port, await OfTlsAsync(target, place, cancellation).ConfigureAwait(false))
            : new PortAnswer(port, ServiceSign.OfGreeting(await late.ConfigureAwait(false)) is string greets && greets != "http" ? greets : null, null);
    }

    /// <summary>Web servers answer HTTP on their port for TLS too, with an error or a redirect: what they serve shows over TLS alone.</summary>
    private async Task<WebAnswers> BesideTlsAsync(RouterTarget target, IPEndPoint place, WebAnswers plain, CancellationToken cancellation)
    {
        byte[] answer = await DeviceConnection.FirstBytesAsync(place, ServiceSign.TlsRequest, target.Timeout, cancellation).ConfigureAwait(false);
        if (answer.Length == 0 && plain.WantsTls)
        {
            answer = await DeviceConnection.FirstBytesAsync(place, ServiceSign.TlsRequest, target.Timeout, cancellation).ConfigureAwait(false);
            if (answer.Length == 0)
            {
                return plain with { Service = null };
            }
        }

        if (!ServiceSign.IsTls(answer))
        {
            return plain;
        }

        WebAnswers? secured = await OfTlsAsync(target, place, cancellation).ConfigureAwait(false);
        return plain.IsPage && secured is not null ? secured : WebAnswers.Worst(new[] { plain, secured ?? plain with { Service = null } })!;
    }

    /// <summary>A server that wants a certificate of its clients gives nothing to anyone else: a page behind a login.</summary>
    private async Task<WebAnswers?> OfTlsAsync(RouterTarget target, IPEndPoint place, CancellationToken cancellation) =>
        await new WebService(_fetcher, target, "https", place.Port).ReadAsync(cancellation).ConfigureAwait(false)
        ?? ((await DeviceConnection.HandshakeAsync(place, target.Timeout, cancellation).ConfigureAwait(false)).AsksForCertificate ? new WebAnswers("https", "https", Unauthorized) : null);

    /// <summary>What a port showed.</summary>
    /// <param name="Port">TCP port.</param>
    /// <param name="Service">Name of the service; null where it is not known.</param>
    /// <param name="Web">What its web server showed; null where there is none.</param>
    private sealed record PortAnswer(int Port, string? Service, WebAnswers? Web)
    {
        public static PortAnswer None(int port) => new(port, null, null);

        public static PortAnswer Of(int port, WebAnswers? web) => new(port, web?.Service, web);
    }
}
