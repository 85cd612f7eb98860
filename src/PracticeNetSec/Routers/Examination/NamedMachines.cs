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
/// The global IPv6 addresses of the machines that the caller or the inventory names. What a device reports is not among them: it might name
/// anyone's.
/// </summary>
internal static class NamedMachines
{
    private static readonly TimeSpan MaxLookup = TimeSpan.FromSeconds(3); // a name server that does not answer costs this once

    /// <summary>Each address once, in the order of the names.</summary>
    /// <param name="machines">Addresses, and names with a domain.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<IPAddress[]> FindAsync(IEnumerable<string> machines, CancellationToken cancellation)
    {
        IPAddress[][] found = await Task.WhenAll(machines.Distinct(StringComparer.OrdinalIgnoreCase).Select(machine => AddressesAsync(machine, cancellation))).ConfigureAwait(false);
        return found.SelectMany(addresses => addresses).Where(HostAddress.IsGlobalVersion6).Distinct().ToArray();
    }

    private static async Task<IPAddress[]> AddressesAsync(string machine, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(machine, out IPAddress? literal))
        {
            return new[] { literal };
        }

        // A short name is of the practice's own network, and another machine's here.
        if (machine.IndexOf('.') < 0)
        {
            return Array.Empty<IPAddress>();
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(MaxLookup);
        try
        {
            return await HostAddress.ResolveAllAsync(machine, limit.Token).ConfigureAwait(false);
        }
        catch (Exception unknown) when (unknown is InputException || (unknown is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Array.Empty<IPAddress>();
        }
    }
}
