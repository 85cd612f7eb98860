// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.NatPmp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>The external address over NAT-PMP. The protocol has no list of forwards, and no mapping is requested.</summary>
internal sealed class NatPmpSource : IRouterSource
{
    private readonly int _port;

    /// <param name="port">UDP port, another than the usual one only in tests.</param>
    public NatPmpSource(int port = AddressQuery.Port) => _port = port;

    public string Name => SourceNames.NatPmp;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        AddressAnswer? answer = await AddressClient.AskAsync(new IPEndPoint(target.Address, _port), target.Timeout, cancellation).ConfigureAwait(false);
        ExternalAddress external = ExternalAddress.From(answer?.ExternalAddress?.ToString());
        return new SourceResult(new SourceReport
        {
            Source = SourceNames.NatPmp,
            Complete = answer?.ExternalAddress is not null,
            Detail = answer is null ? EvidenceOf.NatpmpNoAnswer(Name) : Detail(answer, external),
        })
        {
            WanAddress = external.WanAddress,
            PrivateWanAddress = external.PrivateAddress,
            DynamicPortMapping = answer is { Result: 0 } or { IsPcp: true }
                ? new[] { answer.IsPcp ? EvidenceOf.NatpmpPcpAnswered(Name) : EvidenceOf.NatpmpAnswered(Name) }
                : Array.Empty<Evidence>(),
        };
    }

    private static Evidence Detail(AddressAnswer answer, ExternalAddress external) => answer switch
    {
        { IsPcp: true } => EvidenceOf.NatpmpPcpOnly(SourceNames.NatPmp),
        { Result: not 0 } => EvidenceOf.NatpmpRefused(answer.Result, SourceNames.NatPmp),
        _ => EvidenceOf.SourceParts(new[] { external.Detail, EvidenceOf.NatpmpOpensPorts() }, SourceNames.NatPmp),
    };
}
