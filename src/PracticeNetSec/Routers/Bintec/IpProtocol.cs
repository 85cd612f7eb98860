// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>The values of ipNatPrProtocol and ipNatProtocol: IANA's protocol numbers under the names of the MIB, and 255 for any.</summary>
internal static class IpProtocol
{
    public const string Any = "any";

    private const long MaxNumber = 254;

    private static readonly Dictionary<long, string> Names = new()
    {
        [1] = "icmp",
        [2] = "igmp",
        [4] = "ip",
        [6] = "tcp",
        [17] = "udp",
        [41] = "ipv6",
        [47] = "gre",
        [50] = "esp",
        [51] = "ah",
        [89] = "ospf",
        [94] = "ipinip",
        [115] = "l2tp",
        [255] = Any,
        [-1] = Any,
    };

    /// <summary>The protocol's name, <c>protocol 132</c> where the number has none here; null when the value is not a protocol.</summary>
    public static string? Name(SnmpValue? value)
    {
        if (value?.AsInteger() is { } number)
        {
            return Names.TryGetValue(number, out string? name) ? name
                : number is > 0 and <= MaxNumber ? "protocol " + number.ToString(CultureInfo.InvariantCulture)
                : null;
        }

        // A recording made with the vendor's MIB and without types holds the name itself.
        string? text = value?.AsText();
        return Names.Values.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True for protocols whose packets have ports.</summary>
    public static bool HasPorts(string name) => name is "tcp" or "udp" or Any;
}
