using System.Collections.Generic;
using System.Linq;
using System.Net;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Recorded;

namespace PracticeNetSec.Tests.Routers.Bintec;

/// <summary>Rows and recordings of the tables that say what protects a device.</summary>
internal static class ProtectionRows
{
    /// <summary>A row with an index of its own and, as the maker's agents add it, a counter behind.</summary>
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

    /// <summary>A source that holds these objects, whole.</summary>
    public static ISnmpSource Source(params (string Name, SnmpValue Value)[] objects) =>
        new RecordedWalk([.. objects.Select(item => new VarBind(ObjectIdentifier.Parse(item.Name), item.Value)).OrderBy(binding => binding.Name)], "");
}
