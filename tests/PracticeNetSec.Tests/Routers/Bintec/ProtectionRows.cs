// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Net;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Recorded;

namespace PracticeNetSec.Tests.Routers.Bintec;

/// <summary>Rows and recordings of the tables that say what protects a device.</summary>
internal static class ProtectionRows
{
    /// <summary>A row with an index of its own and, as the vendor's agents add it, a counter behind.</summary>
    public static SnmpRow Row(Dictionary<uint, SnmpValue> cells, int number)
    {
        SnmpRow row = new($".7.{number}");
        foreach ((uint column, SnmpValue value) in cells)
        {
            row.TryAdd(column, value);
        }

        return row;
    }

    public static SnmpValue Address(string text) => SnmpValue.IpAddress(IPAddress.Parse(text).GetAddressBytes());

    // What a walk of the whole device shows before and behind the group that these tables are in.
    private static readonly (string Name, SnmpValue Value)[] Around = [("1.3.6.1.4.1.272.4.1.26.0", SnmpValue.Integer(1)), ("1.3.6.1.4.1.272.4.17.1.0", SnmpValue.Integer(1))];

    /// <summary>A source that holds these objects, whole.</summary>
    public static ISnmpSource Source(params (string Name, SnmpValue Value)[] objects) =>
        new RecordedWalk([.. objects.Concat(Around).Select(item => new VarBind(ObjectIdentifier.Parse(item.Name), item.Value)).OrderBy(binding => binding.Name)], null);
}
