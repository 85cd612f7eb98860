// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.ProtectionMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>
/// What localTcpAllowTable means: a service listed in it allows only the sources its entries name; a service
/// without an entry allows everyone.
/// </summary>
internal static class ManagementAccess
{
    public const string Table = "localTcpAllowTable";

    private const int Verify = 2;
    private const int Delete = 3;

    private static readonly (int Number, string Name)[] Services = { (1, "telnet"), (3, "snmp"), (7, "http"), (8, "https"), (9, "ssh") };

    /// <summary>Every management service; none where an entry could be missing, because absence is then inconclusive.</summary>
    /// <param name="table">The table.</param>
    /// <param name="isShown">True when the device is known to expose this part of its objects: an empty table and a withheld one look alike.</param>
    public static ManagementService[] Read(SnmpTable table, bool isShown)
    {
        if (!table.IsComplete || !isShown)
        {
            return Array.Empty<ManagementService>();
        }

        ILookup<long?, SnmpRow> entries = table.Rows
            .Where(row => row[LocalTcpAllow.AddrMode]?.AsInteger() != Delete)
            .ToLookup(row => row[LocalTcpAllow.Service]?.AsInteger());
        return Services.Select(service => Read(service.Name, entries[service.Number].Select(Client).ToArray())).ToArray();
    }

    private static ManagementService Read(string name, Evidence[] allowed)
    {
        // An entry that verifies neither address nor interface allows everyone, regardless of the other entries.
        bool everyone = allowed.Length == 0 || allowed.Any(client => client.Code == EvidenceCode.ClientEveryone);
        return new ManagementService { Name = name, AllowedToEveryone = everyone, AllowedTo = everyone ? Array.Empty<Evidence>() : allowed };
    }

    private static Evidence Client(SnmpRow row)
    {
        bool verifiesAddress = row[LocalTcpAllow.AddrMode]?.AsInteger() == Verify;
        bool verifiesInterface = row[LocalTcpAllow.IfMode]?.AsInteger() == Verify;
        string? network = row[LocalTcpAllow.Addr]?.AsIpAddress() is { } address && row[LocalTcpAllow.Mask]?.AsIpAddress() is { } mask
            ? $"{new IPAddress(address)}/{new IPAddress(mask)}"
            : null;
        long? index = row[LocalTcpAllow.IfIndex]?.AsInteger();
        return (verifiesAddress, verifiesInterface) switch
        {
            (false, false) => EvidenceOf.ClientEveryone(),
            (true, false) when network is not null => EvidenceOf.ClientNetwork(network),
            (false, true) when index is long number => EvidenceOf.ClientInterface(number),
            (true, true) when network is not null && index is long number => EvidenceOf.ClientNetworkOnInterface(network, number),
            _ => EvidenceOf.ClientUnreadable(),
        };
    }
}
