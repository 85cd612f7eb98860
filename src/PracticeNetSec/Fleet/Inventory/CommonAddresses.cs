// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Fleet.Inventory;

/// <summary>Finds practices of one inventory at the same public address: customers of one provider that shares it, or neighbours behind one router.</summary>
public static class CommonAddresses
{
    /// <summary>
    /// Adds to each practice the ids of the others with one of its IPv4 addresses or names, and those addresses. Practices with the serial number
    /// of the same router are left out: they share that router.
    /// </summary>
    public static void Mark(IReadOnlyCollection<Practice> practices)
    {
        foreach (var same in practices.SelectMany(practice => Given(practice).Select(given => (Key: Key(given), Given: given, Practice: practice)))
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
