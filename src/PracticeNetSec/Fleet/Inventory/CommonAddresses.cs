// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Fleet.Inventory;

/// <summary>Finds practices of one inventory at the same public address: customers of one provider that shares it, or neighbours behind one router.</summary>
public static class CommonAddresses
{
    /// <summary>Writes into each practice which others have its address. Those with the serial number of the same router are not named: they share that router.</summary>
    /// <param name="practices">The practices of one inventory.</param>
    /// <param name="lastAddress">The address at which the last run found a practice, where the inventory has a name; null where none is known.</param>
    public static void Mark(IReadOnlyCollection<Practice> practices, Func<Practice, string?>? lastAddress = null)
    {
        foreach (Practice[] same in practices.SelectMany(practice => Keys(practice, lastAddress).Select(key => (Key: key, Practice: practice)))
            .GroupBy(found => found.Key, found => found.Practice, StringComparer.OrdinalIgnoreCase).Select(group => group.ToArray()))
        {
            foreach (Practice practice in same)
            {
                string[] others = same.Where(other => !HaveOneRouter(practice, other)).Select(other => other.PracticeId).ToArray();
                practice.SharesAddressWith = practice.SharesAddressWith.Union(others, StringComparer.OrdinalIgnoreCase).Except(new[] { practice.PracticeId }, StringComparer.OrdinalIgnoreCase).ToArray();
            }
        }
    }

    private static IEnumerable<string> Keys(Practice practice, Func<Practice, string?>? lastAddress)
    {
        // A practice that was checked from inside has a private address there, as many others have.
        string? last = lastAddress?.Invoke(practice);
        return practice.FurtherWanAddresses.Append(practice.WanAddress).Append(IPAddress.TryParse(last, out IPAddress? address) && !HostAddress.IsPrivate(address) ? last : null).OfType<string>().Select(Key).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static string Key(string address) => IPAddress.TryParse(address, out IPAddress? parsed) ? parsed.ToString() : address;

    private static bool HaveOneRouter(Practice one, Practice other) =>
        ReferenceEquals(one, other) || (!string.IsNullOrEmpty(one.RouterSerialNumber) && string.Equals(one.RouterSerialNumber, other.RouterSerialNumber, StringComparison.OrdinalIgnoreCase));
}
