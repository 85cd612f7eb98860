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
    private const int MaxNamed = 20; // of thousands at one address, a list for each would grow with their square

    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(15); // a name server that does not answer delays a run once

    /// <summary>
    /// Adds to each practice the ids of the others with one of its IPv4 addresses or names, at most 20, how many they are, and those addresses.
    /// Practices with the serial number of the same router are left out: they share that router.
    /// </summary>
    public static void Mark(IReadOnlyCollection<Practice> practices) => Mark(practices, new Dictionary<string, IPAddress[]>());

    /// <summary>
    /// The same after all names are looked up: two dynamic names may lead to one address. A name that does not exist is compared as it is
    /// written; one whose look-up failed, or did not end within 15 s after the last answer, is kept in <see cref="Practice.UncomparedAddresses"/>.
    /// </summary>
    /// <param name="practices">All practices of a run.</param>
    /// <param name="left">Those of them that are about to be checked; where there are none, nothing is looked up.</param>
    /// <param name="addressOf">The address at which a practice was already checked in this run, beside those of its name; null for any other.</param>
    /// <param name="resolve">Looks a name up.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <returns>The names that were not looked up.</returns>
    public static Task<string[]> MarkAsync(
        IReadOnlyCollection<Practice> practices, IReadOnlyCollection<Practice> left, Func<Practice, string?> addressOf, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellation) =>
        MarkAsync(practices, left, addressOf, resolve, MaxSilence, cancellation);

    /// <summary>The same with another time for a name server that does not answer.</summary>
    internal static async Task<string[]> MarkAsync(
        IReadOnlyCollection<Practice> practices, IReadOnlyCollection<Practice> left, Func<Practice, string?> addressOf, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeSpan silence, CancellationToken cancellation)
    {
        if (left.Count == 0 || practices.Count < 2)
        {
            return Array.Empty<string>();
        }

        Dictionary<string, IPAddress[]> found = Known(practices, addressOf);
        string[] names = practices.SelectMany(Given).Where(given => !IPAddress.TryParse(given, out _)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        using SemaphoreSlim room = new(LookupsAtOnce);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(silence);
        IPAddress[]?[] answers = await Task.WhenAll(names.Select(async name =>
        {
            IPAddress[]? answer = await AddressesAsync(name, room, resolve, limit.Token, cancellation).ConfigureAwait(false);
            if (answer is not null)
            {
                limit.CancelAfter(silence);
            }

            return answer;
        })).ConfigureAwait(false);
        foreach ((string name, IPAddress[] addresses) in names.Zip(answers, (name, answer) => (name, answer)).Where(pair => pair.answer is not null).Select(pair => (pair.name, pair.answer!)))
        {
            // A name may lead to more addresses than the one that was checked, and to another one since.
            found[name] = found.TryGetValue(name, out IPAddress[]? before) ? before.Union(addresses).ToArray() : addresses;
        }

        HashSet<string> missing = new(names.Zip(answers, (name, answer) => (name, answer)).Where(pair => pair.answer is null).Select(pair => pair.name), StringComparer.OrdinalIgnoreCase);
        Mark(practices, found);
        foreach (Practice practice in practices)
        {
            // What the machine that distributes a fleet could not compare, a part of the fleet does not show either.
            practice.UncomparedAddresses = Given(practice).Where(given => missing.Contains(given) || practice.UncomparedAddresses.Contains(given, StringComparer.OrdinalIgnoreCase)).ToArray();
        }

        return missing.ToArray();
    }

    private static Dictionary<string, IPAddress[]> Known(IEnumerable<Practice> practices, Func<Practice, string?> addressOf)
    {
        Dictionary<string, IPAddress[]> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (Practice practice in practices)
        {
            if (practice.WanAddress is string name && !IPAddress.TryParse(name, out _) && IPAddress.TryParse(addressOf(practice), out IPAddress? address))
            {
                known[name] = new[] { address };
            }
        }

        return known;
    }

    /// <summary>Its addresses; none where the name is known to have none, null where that could not be found out.</summary>
    private static async Task<IPAddress[]?> AddressesAsync(string name, SemaphoreSlim room, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken limit, CancellationToken cancellation)
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
        catch (InputException unusable)
        {
            return HostAddress.IsKnownToBeNone(unusable) ? Array.Empty<IPAddress>() : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static void Mark(IReadOnlyCollection<Practice> practices, Dictionary<string, IPAddress[]> resolved)
    {
        IEnumerable<string> KeysOf(string given) => resolved.TryGetValue(given, out IPAddress[]? addresses) ? addresses.Select(address => address.ToString()).Prepend(given) : new[] { given };
        foreach (var same in practices.SelectMany(practice => Given(practice).SelectMany(given => KeysOf(given).Select(key => (Key: Key(key), Given: given, Practice: practice))))
            .Where(found => found.Key is not null).GroupBy(found => found.Key!, StringComparer.OrdinalIgnoreCase))
        {
            MarkSame(same.Select(found => (found.Given, found.Practice)).ToArray());
        }
    }

    /// <summary>Practices at one address; the work grows with their number, not with its square.</summary>
    private static void MarkSame((string Given, Practice Practice)[] same)
    {
        (string Id, string Serial)[] members = same.Select(one => one.Practice).GroupBy(practice => practice.PracticeId, StringComparer.OrdinalIgnoreCase)
            .Select(found => (found.Key, RouterIdentityCheck.SerialOf(found.First()))).ToArray();
        Dictionary<string, int> behind = members.GroupBy(member => member.Serial).ToDictionary(found => found.Key, found => found.Count());
        Dictionary<string, string[]> others = new();
        foreach ((string given, Practice practice) in same)
        {
            string serial = RouterIdentityCheck.SerialOf(practice);
            int count = members.Length - (serial.Length > 0 ? behind[serial] : 1);
            if (count == 0)
            {
                continue;
            }

            if (serial.Length == 0 || !others.TryGetValue(serial, out string[]? named))
            {
                named = members.Where(member => serial.Length > 0 ? member.Serial != serial : !member.Id.Equals(practice.PracticeId, StringComparison.OrdinalIgnoreCase))
                    .Select(member => member.Id).Take(MaxNamed).ToArray();
                if (serial.Length > 0)
                {
                    others[serial] = named;
                }
            }

            practice.SharesAddressWith = practice.SharesAddressWith.Union(named, StringComparer.OrdinalIgnoreCase).Take(MaxNamed).ToArray();
            practice.SharesAddressCount = Math.Max(practice.SharesAddressCount, count);
            practice.CommonAddresses = practice.CommonAddresses.Union(new[] { given }, StringComparer.OrdinalIgnoreCase).ToArray();
        }
    }

    private static IEnumerable<string> Given(Practice practice) => practice.FurtherWanAddresses.Append(practice.WanAddress).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>What two practices must not both have; null for a private address, which many networks have, one of IPv6, which no provider shares, and a word without a dot.</summary>
    private static string? Key(string given) => !IPAddress.TryParse(given, out IPAddress? address) ? given.IndexOf('.') > 0 ? given : null
        : address.AddressFamily == AddressFamily.InterNetwork && !HostAddress.IsPrivate(address) ? address.ToString()
        : null;
}
