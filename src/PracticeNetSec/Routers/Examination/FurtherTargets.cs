// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Routers.Examination;

/// <summary>
/// What is measured beside the first address of a practice. Only what the caller or the inventory names is: a device might report anyone's
/// addresses.
/// </summary>
/// <param name="Lines">The other addresses of the examined name, and those of the practice's other Internet connections.</param>
/// <param name="Machines">Global IPv6 addresses of machines behind the router.</param>
/// <param name="Unresolved">Names of other Internet connections that have no address now.</param>
internal sealed record FurtherTargets(IReadOnlyList<IPAddress> Lines, IReadOnlyList<IPAddress> Machines, IReadOnlyList<string> Unresolved)
{
    private static readonly TimeSpan MaxLookup = TimeSpan.FromSeconds(3); // a name server that does not answer costs this once

    /// <summary>Looks the names up, at the moment of the call.</summary>
    /// <param name="others">The other addresses of the examined name.</param>
    /// <param name="practice">The practice, when known: its other connections, and its servers.</param>
    /// <param name="machines">Machines that the caller names.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<FurtherTargets> FindAsync(IEnumerable<IPAddress> others, Practice? practice, IEnumerable<string> machines, CancellationToken cancellation)
    {
        string[] lines = practice?.FurtherWanAddresses ?? Array.Empty<string>();

        // A short name is of the practice's own network, and another machine's here.
        string[] named = machines.Concat(practice?.Servers ?? Array.Empty<string>()).Where(machine => machine.IndexOf('.') >= 0 || machine.IndexOf(':') >= 0).ToArray();
        Task<IPAddress[][]> ofMachines = Task.WhenAll(named.Distinct(StringComparer.OrdinalIgnoreCase).Select(machine => AddressesAsync(machine, cancellation)));
        IPAddress[][] ofLines = await Task.WhenAll(lines.Select(line => AddressesAsync(line, cancellation))).ConfigureAwait(false);
        return new FurtherTargets(
            others.Concat(ofLines.SelectMany(addresses => addresses)).Distinct().ToArray(),
            (await ofMachines.ConfigureAwait(false)).SelectMany(addresses => addresses).Where(HostAddress.IsGlobalVersion6).Distinct().ToArray(),
            lines.Where((_, index) => ofLines[index].Length == 0).ToArray());
    }

    private static async Task<IPAddress[]> AddressesAsync(string name, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(MaxLookup);
        try
        {
            return await HostAddress.ResolveAllAsync(name, limit.Token).ConfigureAwait(false);
        }
        catch (Exception unknown) when (unknown is InputException || (unknown is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Array.Empty<IPAddress>();
        }
    }
}
