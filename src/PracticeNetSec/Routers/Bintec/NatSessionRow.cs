// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.BintecMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>What a row of ipNatTable means: a current session through the router, read from its columns alone.</summary>
internal static class NatSessionRow
{
    public const string Table = "ipNatTable";

    /// <summary>True when a source read the table to its end: only then does a session that is not listed not exist.</summary>
    public static bool IsComplete(IEnumerable<SourceReport> sources) => sources.Any(source => source.Complete && source.Reads(Table));

    private const int Incoming = 1;
    private const int Outgoing = 2;
    private const int MaxPort = 65535;

    /// <summary>Reads a row; null and a reason when it cannot be read, else no reason.</summary>
    public static NatSession? TryRead(SnmpRow row, out Evidence? reason)
    {
        reason = null;
        try
        {
            return new NatSession
            {
                Protocol = IpProtocol.Name(row[IpNat.Protocol]) ?? throw new UnreadableRowException(nameof(IpNat.Protocol)),
                Direction = Direction(row[IpNat.Direction]),
                InternalAddress = Address(row, IpNat.IntAddr, nameof(IpNat.IntAddr)),
                InternalPort = Port(row, IpNat.IntPort, nameof(IpNat.IntPort)),
                ExternalAddress = row[IpNat.ExtAddr]?.AsIpAddress() is { } outside ? new IPAddress(outside).ToString() : null,
                ExternalPort = Port(row, IpNat.ExtPort, nameof(IpNat.ExtPort)),
                RemoteAddress = Address(row, IpNat.RemoteAddr, nameof(IpNat.RemoteAddr)),
                RemotePort = Port(row, IpNat.RemotePort, nameof(IpNat.RemotePort)),
                Age = row[IpNat.Age]?.AsDuration(),
            };
        }
        catch (UnreadableRowException exception)
        {
            reason = exception.Cause;
            return null;
        }
    }

    private static string Direction(SnmpValue? value) => (value?.AsInteger(), value?.AsText()) switch
    {
        (Incoming, _) or (null, "incoming") => "incoming",
        (Outgoing, _) or (null, "outgoing") => "outgoing",
        _ => throw new UnreadableRowException(nameof(IpNat.Direction)),
    };

    private static string Address(SnmpRow row, uint column, string name) => row[column]?.AsIpAddress() is { } octets
        ? new IPAddress(octets).ToString()
        : throw new UnreadableRowException(name);

    private static int Port(SnmpRow row, uint column, string name) => row[column]?.AsInteger() switch
    {
        null => throw new UnreadableRowException(name),
        >= 0 and <= MaxPort and long port => (int)port,
        long other => throw new UnreadableRowException(EvidenceOf.RowPortInvalid(name, other)),
    };
}
