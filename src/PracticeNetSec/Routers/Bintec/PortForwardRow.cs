// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.BintecMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>
/// What a row of ipNatPresetTable means. Every value comes from a column, none from the row's index. A row that lacks a
/// column, or whose values do not fit together, is reported as unreadable: a guessed forward would be worse than
/// one that is known to be missing.
/// </summary>
internal static class PortForwardRow
{
    /// <summary>Name of the table, as stored in <see cref="PortForward.Source"/>.</summary>
    public const string Table = "ipNatPresetTable";

    private const int MaxPort = 65535;
    private const int Unset = -1;

    /// <summary>Reads a row; null and a reason when it cannot be read, else no reason.</summary>
    public static PortForward? TryRead(SnmpRow row, out Evidence? reason)
    {
        reason = null;
        try
        {
            return Read(row);
        }
        catch (UnreadableRowException exception)
        {
            reason = exception.Cause;
            return null;
        }
    }

    private static PortForward Read(SnmpRow row)
    {
        string protocol = IpProtocol.Name(row[IpNatPreset.Protocol]) ?? throw new UnreadableRowException(nameof(IpNatPreset.Protocol));
        (int start, int end) = ExternalPorts(row, protocol);
        int internalStart = InternalPort(row, protocol, start, end);
        return new PortForward
        {
            Protocol = protocol,
            ExternalStart = start,
            ExternalEnd = end,
            InternalAddress = InternalAddress(row),
            InternalStart = internalStart,
            InternalEnd = internalStart + (end - start),
            RemoteAddress = RemoteAddress(row),
            InterfaceIndex = row[IpNatPreset.IfIndex]?.AsInteger() is >= 0 and <= int.MaxValue and { } index ? (int)index : null,
            Source = Table,
            Description = row[IpNatPreset.Descr]?.AsText() is { Length: > 0 } description ? description : null,
        };
    }

    private static (int Start, int End) ExternalPorts(SnmpRow row, string protocol)
    {
        long port = Number(row, IpNatPreset.ExtPort, nameof(IpNatPreset.ExtPort));
        long last = Number(row, IpNatPreset.ExtPortRange, nameof(IpNatPreset.ExtPortRange));
        if ((port == Unset && last == Unset) || (!IpProtocol.HasPorts(protocol) && port <= 0 && last <= 0))
        {
            return (1, MaxPort);
        }

        // ExtPortRange is the last port of the range, not its size.
        long end = last == Unset ? port : last;
        return port is >= 1 and <= MaxPort && end >= port && end <= MaxPort
            ? ((int)port, (int)end)
            : throw new UnreadableRowException(EvidenceOf.RowExternalPortsInvalid(port, last));
    }

    /// <summary>The MIB maps by <c>new = old - ExtPort + IntPort</c>: a range keeps its length.</summary>
    private static int InternalPort(SnmpRow row, string protocol, int start, int end)
    {
        long port = Number(row, IpNatPreset.IntPort, nameof(IpNatPreset.IntPort));
        if (port == Unset || (!IpProtocol.HasPorts(protocol) && port == 0))
        {
            return start;
        }

        return port >= 1 && port + (end - start) <= MaxPort
            ? (int)port
            : throw new UnreadableRowException(EvidenceOf.RowInternalPortInvalid(port, start, end));
    }

    private static string? InternalAddress(SnmpRow row)
    {
        byte[] address = Address(row, IpNatPreset.IntAddr, nameof(IpNatPreset.IntAddr));
        if (IsZero(address))
        {
            return null;
        }

        // Older firmware lacks the column; without it a forward leads to one host, which is its default.
        int length = row[IpNatPreset.IntMask] is null ? 32 : PrefixLength(Address(row, IpNatPreset.IntMask, nameof(IpNatPreset.IntMask)));
        return length switch
        {
            32 => new IPAddress(address).ToString(),
            >= 1 => Prefix(address, length),
            _ => throw new UnreadableRowException(nameof(IpNatPreset.IntMask)),
        };
    }

    private static string? RemoteAddress(SnmpRow row)
    {
        byte[] address = Address(row, IpNatPreset.RemoteAddr, nameof(IpNatPreset.RemoteAddr));
        byte[] mask = Address(row, IpNatPreset.RemoteMask, nameof(IpNatPreset.RemoteMask));
        if (IsZero(address) && IsZero(mask))
        {
            return null;
        }

        int length = PrefixLength(mask);
        return length >= 1 && !IsZero(address)
            ? Prefix(address, length)
            : throw new UnreadableRowException(EvidenceOf.RowRemoteMaskInvalid(new IPAddress(mask).ToString(), new IPAddress(address).ToString()));
    }

    private static long Number(SnmpRow row, uint column, string name) =>
        row[column]?.AsInteger() ?? throw new UnreadableRowException(name);

    private static byte[] Address(SnmpRow row, uint column, string name) =>
        row[column]?.AsIpAddress() ?? throw new UnreadableRowException(name);

    private static bool IsZero(byte[] address) => Array.TrueForAll(address, octet => octet == 0);

    private static string Prefix(byte[] address, int length) => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", new IPAddress(address), length);

    /// <summary>Number of leading ones of a mask; -1 when ones follow a zero.</summary>
    private static int PrefixLength(byte[] mask)
    {
        uint bits = ((uint)mask[0] << 24) | ((uint)mask[1] << 16) | ((uint)mask[2] << 8) | mask[3];
        int length = 0;
        while (length < 32 && (bits & 0x80000000) != 0)
        {
            bits <<= 1;
            length++;
        }

        return bits == 0 ? length : -1;
    }
}
