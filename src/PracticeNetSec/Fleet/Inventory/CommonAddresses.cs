// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Inventory;

/// <summary>Finds practices of one inventory at the same public address: customers of one provider that shares it, or neighbours behind one router.</summary>
public static class CommonAddresses
{
    /// <summary>Writes into each practice which others have its address. Those with the serial number of the same router are not named: they share that router.</summary>
    public static void Mark(IReadOnlyCollection<Practice> practices)
    {
        foreach (Practice[] same in practices.Where(practice => practice.WanAddress is not null).GroupBy(practice => Key(practice.WanAddress!), StringComparer.OrdinalIgnoreCase).Select(group => group.ToArray()))
        {
            foreach (Practice practice in same)
            {
                string[] others = same.Where(other => !HaveOneRouter(practice, other)).Select(other => other.PracticeId).ToArray();
                practice.SharesAddressWith = practice.SharesAddressWith.Union(others, StringComparer.OrdinalIgnoreCase).Except(new[] { practice.PracticeId }, StringComparer.OrdinalIgnoreCase).ToArray();
            }
        }
    }

    private static string Key(string address) => IPAddress.TryParse(address, out IPAddress? parsed) ? parsed.ToString() : address;

    private static bool HaveOneRouter(Practice one, Practice other) =>
        ReferenceEquals(one, other) || (!string.IsNullOrEmpty(one.RouterSerialNumber) && string.Equals(one.RouterSerialNumber, other.RouterSerialNumber, StringComparison.OrdinalIgnoreCase));
}
