// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.ProtectionMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>
/// What localTcpAllowTable means: a service that stands in it lets in only whom one of its entries names; a service
/// without an entry lets everyone in.
/// </summary>
internal static class ManagementAccess
{
    public const string Table = "localTcpAllowTable";

    /// <summary>Stands for all clients where no entry restricts a service.</summary>
    public const string Everyone = "everyone";

    private const int Verify = 2;
    private const int Delete = 3;

    private static readonly (int Number, string Name)[] Services = { (1, "telnet"), (3, "snmp"), (7, "http"), (8, "https"), (9, "ssh") };

    /// <summary>Every management service; none where an entry could be missing, for then silence means nothing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="isShown">True when the device is known to show us this part of its objects: an empty table and one that is withheld look alike.</param>
    public static ManagementService[] Read(SnmpTable table, bool isShown)
    {
        if (!table.IsComplete || !isShown)
        {
            return System.Array.Empty<ManagementService>();
        }

        ILookup<long?, SnmpRow> entries = table.Rows
            .Where(row => row[LocalTcpAllow.AddrMode]?.AsInteger() != Delete)
            .ToLookup(row => row[LocalTcpAllow.Service]?.AsInteger());
        return Services.Select(service => Read(service.Name, entries[service.Number].Select(Who).ToArray())).ToArray();
    }

    private static ManagementService Read(string name, string[] allowed)
    {
        // An entry that verifies neither address nor interface lets everyone in, whatever the others say.
        bool everyone = allowed.Length == 0 || allowed.Contains("");
        return new ManagementService { Name = name, AllowedToEveryone = everyone, AllowedTo = everyone ? System.Array.Empty<string>() : allowed };
    }

    private static string Who(SnmpRow row)
    {
        List<string> parts = new();
        if (row[LocalTcpAllow.AddrMode]?.AsInteger() == Verify)
        {
            parts.Add(row[LocalTcpAllow.Addr]?.AsIpAddress() is { } address && row[LocalTcpAllow.Mask]?.AsIpAddress() is { } mask
                ? $"{new IPAddress(address)}/{new IPAddress(mask)}"
                : "an address that could not be read");
        }

        if (row[LocalTcpAllow.IfMode]?.AsInteger() == Verify)
        {
            parts.Add(string.Format(CultureInfo.InvariantCulture, "interface {0}", row[LocalTcpAllow.IfIndex]?.AsInteger()));
        }

        return string.Join(" on ", parts);
    }
}
