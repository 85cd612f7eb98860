// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Net;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Tests.Routers.Bintec;

/// <summary>Rows of the bintec tables with the values of an ordinary forward, to be changed by a test.</summary>
internal static class TableRows
{
    public static readonly SnmpValue AnyAddress = Address("0.0.0.0");

    /// <summary>HTTPS to a server, as the wizard stored it: 440 to 449 in place of 443.</summary>
    public static Dictionary<uint, SnmpValue> Forward() => new()
    {
        [1] = SnmpValue.Integer(0),
        [2] = SnmpValue.Integer(6),
        [3] = AnyAddress,
        [4] = AnyAddress,
        [5] = AnyAddress,
        [6] = AnyAddress,
        [7] = SnmpValue.Integer(440),
        [8] = SnmpValue.Integer(449),
        [9] = Address("192.168.2.10"),
        [10] = SnmpValue.Integer(-1),
        [11] = Address("255.255.255.255"),
        [12] = SnmpValue.Integer(0),
        [13] = SnmpValue.OctetString("HTTPS Server"u8.ToArray()),
    };

    /// <summary>Somebody from outside on the file server.</summary>
    public static Dictionary<uint, SnmpValue> Session() => new()
    {
        [1] = SnmpValue.Integer(10001),
        [2] = SnmpValue.Integer(6),
        [3] = Address("192.168.2.10"),
        [4] = SnmpValue.Integer(445),
        [5] = Address("203.0.113.1"),
        [6] = SnmpValue.Integer(445),
        [7] = Address("203.0.113.100"),
        [8] = SnmpValue.Integer(51514),
        [9] = SnmpValue.Integer(1),
        [10] = SnmpValue.TimeTicks(123456),
        [13] = SnmpValue.Integer(1),
    };

    public static SnmpRow Row(IReadOnlyDictionary<uint, SnmpValue> cells, string suffix = ".0.6.440.1")
    {
        SnmpRow row = new(suffix);
        foreach ((uint column, SnmpValue value) in cells)
        {
            row.TryAdd(column, value);
        }

        return row;
    }

    public static SnmpValue Address(string text) => SnmpValue.IpAddress(IPAddress.Parse(text).GetAddressBytes());
}
