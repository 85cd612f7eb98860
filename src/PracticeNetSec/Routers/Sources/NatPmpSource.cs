// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.NatPmp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>The external address over NAT-PMP. The protocol has no list of forwards, and we ask for none to be made.</summary>
internal sealed class NatPmpSource : IRouterSource
{
    private readonly int _port;

    /// <param name="port">UDP port, another than the usual one only in tests.</param>
    public NatPmpSource(int port = AddressQuery.Port) => _port = port;

    public string Name => SourceNames.NatPmp;

    public async Task<RouterReading> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        AddressAnswer? answer = await AddressClient.AskAsync(new IPEndPoint(target.Address, _port), target.Timeout, cancellation).ConfigureAwait(false);
        ExternalAddress external = ExternalAddress.From(answer?.ExternalAddress?.ToString());
        return new RouterReading(new SourceReport
        {
            Source = SourceNames.NatPmp,
            Complete = answer?.ExternalAddress is not null,
            Detail = answer is null ? "no answer: off, or closed from here" : Words(answer, external),
        })
        {
            WanAddress = external.WanAddress,
            PrivateWanAddress = external.PrivateAddress,
            SelfOpening = answer is { Result: 0 } or { IsPcp: true } ? new[] { answer.IsPcp ? "PCP answered" : "NAT-PMP answered" } : System.Array.Empty<string>(),
        };
    }

    private static string Words(AddressAnswer answer, ExternalAddress external) => answer switch
    {
        { IsPcp: true } => "speaks PCP only, which tells no address without a mapping; hosts inside can open ports with it",
        { Result: not 0 } => string.Format(CultureInfo.InvariantCulture, "refused with result code {0}; hosts inside may be able to open ports with it", answer.Result),
        _ => $"{external.Detail}; hosts inside can open ports with it, and it lists none of them",
    };
}
