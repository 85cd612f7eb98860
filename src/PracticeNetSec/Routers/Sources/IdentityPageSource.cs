// SPDX-License-Identifier: MIT
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// The pages on which vendors identify their devices, one after the other: a device that one of them identifies is not asked for
/// another vendor's.
/// </summary>
internal sealed class IdentityPageSource : IRouterSource
{
    private readonly IRouterSource _first;
    private readonly IRouterSource _other;

    public IdentityPageSource(IRouterSource first, IRouterSource other) => (_first, _other) = (first, other);

    public string Name => _first.Name;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        SourceResult first = await SourceGuard.ReadAsync(_first, target, cancellation).ConfigureAwait(false);
        if (first.Identity is not null)
        {
            return first;
        }

        SourceResult other = await SourceGuard.ReadAsync(_other, target, cancellation).ConfigureAwait(false);
        return new SourceResult(first.Reports.Concat(other.Reports).ToArray()) { Identity = other.Identity, Firmware = other.Firmware };
    }
}
