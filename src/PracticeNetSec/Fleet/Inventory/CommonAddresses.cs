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
    /// Adds to each practice the ids of the others with its IPv4 address or name. Those with the serial number of the same router are not
    /// added: they share that router.
    /// </summary>
    public static void Mark(IReadOnlyCollection<Practice> practices)
    {
        foreach (Practice[] same in practices.SelectMany(practice => Keys(practice).Select(key => (Key: key, Practice: practice)))
            .GroupBy(found => found.Key, found => found.Practice, StringComparer.OrdinalIgnoreCase).Select(group => group.ToArray()))
        {
            foreach (Practice practice in same)
            {
                string[] others = same.Where(other => !RouterIdentityCheck.HaveSameSerial(practice, other)).Select(other => other.PracticeId).ToArray();
                practice.SharesAddressWith = practice.SharesAddressWith.Union(others, StringComparer.OrdinalIgnoreCase).Except(new[] { practice.PracticeId }, StringComparer.OrdinalIgnoreCase).ToArray();
            }
        }
    }

    /// <summary>A private address is that of many networks, and no provider shares one of IPv6.</summary>
    private static IEnumerable<string> Keys(Practice practice) => practice.FurtherWanAddresses.Append(practice.WanAddress)
        .OfType<string>()
        .Where(name => name.Length > 0)
        .Select(name => (Name: name, Address: IPAddress.TryParse(name, out IPAddress? address) ? address : null))
        .Where(found => found.Address is null || (found.Address.AddressFamily == AddressFamily.InterNetwork && !HostAddress.IsPrivate(found.Address)))
        .Select(found => found.Address?.ToString() ?? found.Name)
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
