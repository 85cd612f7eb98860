// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.NatMib;

/// <summary>
/// The machines that a router has lately exchanged IPv6 packets with: ipNetToPhysicalTable (RFC 4293), where interface and address are the
/// INDEX. Behind a line with IPv6, each of them may be reachable from the Internet by itself.
/// </summary>
internal static class NeighbourTable
{
    private const int MaxRows = 1024;
    private const uint Type = 6;
    private const uint State = 7;
    private const int Invalid = 2; // ipNetToPhysicalType
    private const int InvalidState = 5;
    private const int Incomplete = 7;

    private static readonly ObjectIdentifier Entry = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 4, 35, 1);

    /// <summary>Their global IPv6 addresses, each once, with the interface.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<InterfaceAddress[]> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        SnmpTable read = await source.ReadTableAsync(new TableRequest(new[] { Entry.Append(Type), Entry.Append(State) }) { MaxRows = MaxRows }, cancellation).ConfigureAwait(false);
        return read.Rows
            .Where(row => row[Type]?.AsInteger() is not Invalid && row[State]?.AsInteger() is not (InvalidState or Incomplete))
            .Select(row => Neighbour(row.Suffix))
            .OfType<InterfaceAddress>()
            .GroupBy(found => found.Address)
            .Select(same => same.First())
            .ToArray();
    }

    /// <summary>ifIndex, then the address as <see cref="AddressTable.FromIndex"/> reads it; null for one that the Internet does not route.</summary>
    private static InterfaceAddress? Neighbour(string suffix)
    {
        int end = suffix.IndexOf('.', 1);
        return end > 1 && int.TryParse(suffix.Substring(1, end - 1), out int index) && AddressTable.FromIndex(suffix.Substring(end)) is IPAddress address && HostAddress.IsGlobalVersion6(address)
            ? new InterfaceAddress(address.ToString(), index)
            : null;
    }
}
