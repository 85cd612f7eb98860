// SPDX-License-Identifier: MIT
using System.Net;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.NatMib.NatMibObjects;

namespace PracticeNetSec.Routers.NatMib;

/// <summary>
/// What a row of natAddrMapTable means. A forward is a static map of the internal endpoint, which RFC 4008 calls the inbound
/// destination or, seen from the other direction, the outbound source: a static bind serves both.
/// </summary>
internal static class AddrMapRow
{
    public const string Table = "natAddrMapTable";

    private const int Static = 1;
    private const int Dynamic = 2;
    private const int Active = 1;
    private const int MaxPort = 65535;
    private const int InboundDestination = 2;
    private const int OutboundSource = 3;
    private const int Udp = 2;
    private const int Tcp = 3;

    private static readonly (int Start, int End) AllPorts = (1, MaxPort);

    /// <summary>False for a row that is known to admit no inbound traffic; any other row must be read.</summary>
    public static bool MayBeForward(SnmpRow row) => row[AddrMap.EntryType]?.AsInteger() != Dynamic
        && (row[AddrMap.TranslationEntity] is not { } ends || ends.Octets.IsEmpty || Bit(ends, InboundDestination) || Bit(ends, OutboundSource));

    /// <summary>Reads such a row; null when its kind is missing, or its columns do not fit together.</summary>
    public static PortForward? TryRead(SnmpRow row)
    {
        if (row[AddrMap.EntryType]?.AsInteger() != Static || row[AddrMap.TranslationEntity] is not { Octets.IsEmpty: false }
            || Ports(row[AddrMap.GlobalPortFrom], row[AddrMap.GlobalPortTo]) is not { } external
            || Ports(row[AddrMap.LocalPortFrom], row[AddrMap.LocalPortTo]) is not { } local
            || Protocol(row[AddrMap.Protocol]) is not { } protocol || Address(row[AddrMap.LocalAddrFrom]) is not { } address)
        {
            return null;
        }

        // A map without internal ports keeps the external ones.
        local = local == AllPorts ? external : local;
        if (local.End - local.Start > external.End - external.Start)
        {
            return null;
        }

        string? last = Address(row[AddrMap.LocalAddrTo]);
        return new PortForward
        {
            Protocol = protocol,
            ExternalStart = external.Start,
            ExternalEnd = external.End,
            InternalAddress = last is null || last == address ? address : $"{address}-{last}",
            InternalStart = local.Start,
            InternalEnd = local.End,
            Source = Table,
            Enabled = row[AddrMap.RowStatus]?.AsInteger() is null or Active,
            Description = row[AddrMap.Name]?.AsText() is { Length: > 0 } name ? name : null,
        };
    }

    /// <summary>BITS are counted from the most significant of the first octet (RFC 3417 §8).</summary>
    internal static bool Bit(SnmpValue? bits, int number) =>
        bits is { } value && value.Octets.Length > number / 8 && (value.Octets.Span[number / 8] & (0x80 >> (number % 8))) != 0;

    /// <summary>Both 0: all ports; only the end 0: one port.</summary>
    private static (int Start, int End)? Ports(SnmpValue? from, SnmpValue? to)
    {
        long start = from?.AsInteger() ?? 0;
        long end = to?.AsInteger() ?? 0;
        return (start, end) switch
        {
            (0, 0) => AllPorts,
            ( >= 1 and <= MaxPort, 0) => ((int)start, (int)start),
            ( >= 1 and <= MaxPort, <= MaxPort) when end >= start => ((int)start, (int)end),
            _ => null,
        };
    }

    private static string? Protocol(SnmpValue? bits) => (Bit(bits, Tcp), Bit(bits, Udp)) switch
    {
        (true, true) => "any",
        (true, false) => "tcp",
        (false, true) => "udp",
        _ => Bit(bits, 0) ? "any" : Bit(bits, 1) ? "icmp" : null,
    };

    /// <summary>An InetAddress of 4 or 16 octets.</summary>
    private static string? Address(SnmpValue? value) => value?.Octets.Length is 4 or 16 ? new IPAddress(value.Octets.ToArray()).ToString() : null;
}
