// SPDX-License-Identifier: MIT
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.NatPmp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>The external address over NAT-PMP, and whether the gateway answers PCP too. Neither protocol has a list of forwards, and no mapping is requested.</summary>
internal sealed class NatPmpSource : IRouterSource
{
    private readonly int _port;

    /// <param name="port">UDP port, another than the usual one only in tests.</param>
    public NatPmpSource(int port = AddressQuery.Port) => _port = port;

    public string Name => SourceNames.NatPmp;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        IPEndPoint gateway = new(target.Address, _port);
        AddressAnswer? answer = await AddressClient.AskAsync(gateway, target.Timeout, cancellation).ConfigureAwait(false);
        bool speaksPcp = answer is { IsPcp: true } || (answer is not null && await AnnounceClient.AskAsync(gateway, target.Timeout, cancellation).ConfigureAwait(false));
        ExternalAddress external = ExternalAddress.From(answer?.ExternalAddress?.ToString());
        return new SourceResult(new SourceReport
        {
            Source = SourceNames.NatPmp,
            Complete = answer?.ExternalAddress is not null,
            Detail = answer is null ? EvidenceOf.NatpmpNoAnswer(Name) : Detail(answer, external, speaksPcp),
        })
        {
            IsSilent = answer is null,
            WanAddress = external.WanAddress,
            PrivateWanAddresses = external.PrivateAddresses,
            DynamicPortMapping = new[] { answer is { IsPcp: false, Result: 0 } ? EvidenceOf.NatpmpAnswered(Name) : null, speaksPcp ? EvidenceOf.NatpmpPcpAnswered(Name) : null }.OfType<Evidence>().ToArray(),
        };
    }

    private static Evidence Detail(AddressAnswer answer, ExternalAddress external, bool speaksPcp)
    {
        if (answer.IsPcp)
        {
            return EvidenceOf.NatpmpPcpOnly(SourceNames.NatPmp);
        }

        Evidence[] parts = answer.Result == 0 ? new[] { external.Detail, EvidenceOf.NatpmpOpensPorts() } : new[] { EvidenceOf.NatpmpRefused(answer.Result) };
        return parts.Length + (speaksPcp ? 1 : 0) == 1 ? EvidenceOf.NatpmpRefused(answer.Result, SourceNames.NatPmp)
            : EvidenceOf.SourceParts(speaksPcp ? parts.Append(EvidenceOf.NatpmpPcpToo()).ToArray() : parts, SourceNames.NatPmp);
    }
}
