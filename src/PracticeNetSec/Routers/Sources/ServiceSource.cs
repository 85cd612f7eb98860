// SPDX-License-Identifier: MIT
using System;
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

    private const string Unnamed = ""; // it answered in its protocol, and does not show what it is

    private readonly HttpFetcher _fetcher;

    public ServiceSource(HttpFetcher fetcher) => _fetcher = fetcher;

    public string Name => SourceNames.Services;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        int[] ports = target.Ports.Where(port => port.IsReachable && !port.IsAnsweredOnPath && (ServiceNames.Dangerous(port.Port) is null || port.MayBeAnsweredOnPath || Doubtful.Contains(port.Port))).Select(port => port.Port).ToArray();
        (int Port, string? Service, Evidence? Failure)[] seen = await Task.WhenAll(ports.Select(port => InspectAsync(target, port, cancellation))).ConfigureAwait(false);
        Evidence[] failures = seen.Select(port => port.Failure).OfType<Evidence>().ToArray();
        return new SourceResult(new SourceReport
        {
            Source = Name,
            Complete = failures.Length == 0 && seen.All(port => port.Service is { Length: > 0 }),
            Failed = failures.Length > 0,
            Detail = SourceReport.Join(Name, failures.Prepend(EvidenceOf.SourceServices(seen.Count(port => port.Service is { Length: > 0 }), ports.Length, Name))),
        })
        {
            Services = seen.Where(port => port.Service is { Length: > 0 }).ToDictionary(port => port.Port, port => port.Service!),
            SpokenPorts = seen.Where(port => port.Service is not null).Select(port => port.Port).ToArray(),
        };
    }

    private async Task<(int Port, string? Service, Evidence? Failure)> InspectAsync(RouterTarget target, int port, CancellationToken cancellation)
    {
        (string? service, Evidence? failure) = await SourceGuard.TryAsync(Name, () => IdentifyAsync(target, port, cancellation), null, cancellation).ConfigureAwait(false);
        return (port, service, failure is null ? null : EvidenceOf.SourcePortFailed(port, new[] { failure }, Name));
    }

    private async Task<string?> IdentifyAsync(RouterTarget target, int port, CancellationToken cancellation)
    {
        IPEndPoint place = new(target.Address, port);
        byte[] greeting = await DeviceConnection.FirstBytesAsync(place, Array.Empty<byte>(), target.Timeout < GreetingTime ? target.Timeout : GreetingTime, cancellation).ConfigureAwait(false);
        if (greeting.Length > 0 && ServiceSign.OfGreeting(greeting) is var greeted && greeted != "http")
        {
            return greeted;
        }

        // A small web server takes one connection at a time: beside others, its page would come too late.
        WebAnswers? plain = await new WebService(_fetcher, target, "http", port).ReadAsync(cancellation).ConfigureAwait(false);
        if (plain is not null)
        {
            // Web servers answer HTTP on their port for TLS too, with an error: what they serve shows over TLS alone.
            return plain.IsError && ServiceSign.IsTls(await DeviceConnection.FirstBytesAsync(place, ServiceSign.TlsRequest, target.Timeout, cancellation).ConfigureAwait(false))
                ? await OfTlsAsync(target, port, cancellation).ConfigureAwait(false) ?? Unnamed
                : plain.Service ?? Unnamed;
        }

        Task<bool> smb = DialectProbe.SpeaksSmbAsync(new SmbEndpoint(place, SmbFraming.DirectTcp, target.Timeout), cancellation);
        Task<byte[]> rdp = DeviceConnection.FirstBytesAsync(place, ServiceSign.RdpRequest, target.Timeout, cancellation);
        Task<byte[]> tls = DeviceConnection.FirstBytesAsync(place, ServiceSign.TlsRequest, target.Timeout, cancellation);
        await Task.WhenAll(smb, rdp, tls).ConfigureAwait(false);
        return await smb.ConfigureAwait(false) ? "microsoft-ds"
            : ServiceSign.IsRdp(await rdp.ConfigureAwait(false)) ? "ms-wbt-server"

            // TLS does not show what it protects, LDAP and DICOM among others: only a page does.
            : ServiceSign.IsTls(await tls.ConfigureAwait(false)) ? await OfTlsAsync(target, port, cancellation).ConfigureAwait(false)
            : null;
    }

    private async Task<string?> OfTlsAsync(RouterTarget target, int port, CancellationToken cancellation) =>
        await new WebService(_fetcher, target, "https", port).ReadAsync(cancellation).ConfigureAwait(false) is WebAnswers answers ? answers.Service ?? Unnamed : null;
}
