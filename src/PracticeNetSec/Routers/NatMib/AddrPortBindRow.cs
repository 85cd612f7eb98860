// SPDX-License-Identifier: MIT
using System.Linq;
using System.Net;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.NatMib.NatMibObjects;

namespace PracticeNetSec.Routers.NatMib;

/// <summary>
/// What a row of natAddrPortBindTable means. Its local end is accessible only as INDEX; only an IPv4 index of exactly
/// the standard's form is read.
/// </summary>
internal static class AddrPortBindRow
{
    public const string Table = "natAddrPortBindTable";

    private const int Static = 1;
    private const int Dynamic = 2;
    private const int MaxPort = 65535;

    // .ifIndex.ipv4(1).4.a.b.c.d.port.protocol
    private const int IndexLength = 9;

    /// <summary>False for a bind created by an outbound session; any other may be configured.</summary>
    public static bool MayBeForward(SnmpRow row) => row[AddrPortBind.Type]?.AsInteger() != Dynamic;

    /// <summary>Reads a configured bind; null when it is not marked as one, or its index or columns are of another form.</summary>
    public static PortForward? TryRead(SnmpRow row)
    {
        ObjectIdentifier? index = ObjectIdentifier.TryParse(".1" + row.Suffix);
        uint[] parts = index is null ? [] : Enumerable.Range(1, index.Length - 1).Select(i => index[i]).ToArray();
        if (row[AddrPortBind.Type]?.AsInteger() != Static || parts is not [_, 1, 4, <= 255, <= 255, <= 255, <= 255, >= 1 and <= MaxPort, >= 3 and <= 5] || parts.Length != IndexLength
            || row[AddrPortBind.GlobalPort]?.AsInteger() is not (>= 1 and <= MaxPort and { } outside))
        {
            return null;
        }

        return new PortForward
        {
            Protocol = parts[8] switch
            {
                3 => "icmp",
                4 => "udp",
                _ => "tcp",
            },
            ExternalStart = (int)outside,
            ExternalEnd = (int)outside,
            InternalAddress = new IPAddress(new[] { (byte)parts[3], (byte)parts[4], (byte)parts[5], (byte)parts[6] }).ToString(),
            InternalStart = (int)parts[7],
            InternalEnd = (int)parts[7],
            Source = Table,
        };
    }
}
