// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Fleet.Inventory;

/// <summary>Finds practices of one inventory at the same public address: customers of one provider that shares it, or neighbours behind one router.</summary>
public static class CommonAddresses
{
    private const int LookupsAtOnce = 64;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(15); // a name server that does not answer delays a run once

    /// <summary>
    /// Adds to each practice the ids of the others with one of its IPv4 addresses or names, and those addresses. Practices with the serial number
    /// of the same router are left out: they share that router.
    /// </summary>
    public static void Mark(IReadOnlyCollection<Practice> practices) => Mark(practices, new Dictionary<string, IPAddress[]>());

    /// <summary>The same after all names are looked up: two dynamic names may lead to one address. One that is not found is compared as it is written.</summary>
    /// <param name="practices">All practices of a run.</param>
    /// <param name="resolve">Looks a name up.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task MarkAsync(IReadOnlyCollection<Practice> practices, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellation)
    {
        string[] names = practices.SelectMany(Given).Where(given => !IPAddress.TryParse(given, out _)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        using SemaphoreSlim room = new(LookupsAtOnce);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(MaxTime);
        IPAddress[][] found = await Task.WhenAll(names.Select(name => AddressesAsync(name, room, resolve, limit.Token, cancellation))).ConfigureAwait(false);
        Mark(practices, names.Zip(found, (name, addresses) => (name, addresses)).ToDictionary(pair => pair.name, pair => pair.addresses, StringComparer.OrdinalIgnoreCase));
    }

    private static async Task<IPAddress[]> AddressesAsync(string name, SemaphoreSlim room, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken limit, CancellationToken cancellation)
    {
        try
        {
            await room.WaitAsync(limit).ConfigureAwait(false);
            try
            {
                return await resolve(name, limit).ConfigureAwait(false);
            }
            finally
            {
                room.Release();
            }
        }
        catch (Exception failure) when (failure is InputException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The examination of that practice says so.
            return Array.Empty<IPAddress>();
        }
    }

    private static void Mark(IReadOnlyCollection<Practice> practices, Dictionary<string, IPAddress[]> resolved)
    {
        IEnumerable<string> KeysOf(string given) => resolved.TryGetValue(given, out IPAddress[]? addresses) ? addresses.Select(address => address.ToString()).Prepend(given) : new[] { given };
        foreach (var same in practices.SelectMany(practice => Given(practice).SelectMany(given => KeysOf(given).Select(key => (Key: Key(key), Given: given, Practice: practice))))
            .Where(found => found.Key is not null).GroupBy(found => found.Key!, StringComparer.OrdinalIgnoreCase).Select(group => group.ToArray()))
        {
            foreach ((_, string given, Practice practice) in same)
            {
                string[] others = same.Select(other => other.Practice).Where(other => other.PracticeId != practice.PracticeId && !RouterIdentityCheck.HaveSameSerial(practice, other)).Select(other => other.PracticeId).ToArray();
                practice.SharesAddressWith = practice.SharesAddressWith.Union(others, StringComparer.OrdinalIgnoreCase).ToArray();
                practice.CommonAddresses = others.Length == 0 ? practice.CommonAddresses : practice.CommonAddresses.Union(new[] { given }, StringComparer.OrdinalIgnoreCase).ToArray();
            }
        }
    }

    private static IEnumerable<string> Given(Practice practice) => practice.FurtherWanAddresses.Append(practice.WanAddress).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>What two practices must not both have; null for a private address, which many networks have, one of IPv6, which no provider shares, and a word without a dot.</summary>
    private static string? Key(string given) => !IPAddress.TryParse(given, out IPAddress? address) ? given.IndexOf('.') > 0 ? given : null
        : address.AddressFamily == AddressFamily.InterNetwork && !HostAddress.IsPrivate(address) ? address.ToString()
        : null;
}
