// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.NatMib;

/// <summary>
/// The global IPv6 addresses that a router has lately exchanged packets with: ipNetToPhysicalTable (RFC 4293), where interface and address are
/// the INDEX. Behind a line with IPv6, each of them may be reachable from the Internet by itself.
/// </summary>
/// <param name="Addresses">Each once, with its interface.</param>
/// <param name="IsCutShort">True where the table was not read to its end: no agent that has none lets the question time out. A recording has what it has.</param>
internal sealed record NeighbourTable(InterfaceAddress[] Addresses, bool IsCutShort)
{
    private const int MaxRows = 4096; // rows of IPv4 come before those of IPv6 of the same interface
    private const int RowsPerRequest = 16;
    private const uint Type = 6;
    private const int Invalid = 2; // ipNetToPhysicalType
    private const int Local = 5; // the router's own address

    private static readonly ObjectIdentifier Entry = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 4, 35, 1);

    public static NeighbourTable Empty { get; } = new(Array.Empty<InterfaceAddress>(), false);

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<NeighbourTable> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        SnmpTable read = await source.ReadTableAsync(new TableRequest(new[] { Entry.Append(Type) }) { MaxRows = MaxRows, RowsPerRequest = RowsPerRequest }, cancellation).ConfigureAwait(false);
        InterfaceAddress[] addresses = read.Rows
            .Where(row => row[Type]?.AsInteger() is not (Invalid or Local))
            .Select(row => Neighbour(row.Suffix))
            .OfType<InterfaceAddress>()
            .GroupBy(found => found.Address)
            .Select(same => same.First())
            .ToArray();
        return new NeighbourTable(addresses, read.Outcome != SnmpOutcome.Answered || (read.Rows.Count > 0 && !read.IsComplete));
    }

    /// <summary>ifIndex, then the address as <see cref="AddressTable.FromIndex"/> reads it; null for one that the Internet does not route.</summary>
    private static InterfaceAddress? Neighbour(string suffix)
    {
        int end = suffix.IndexOf('.', 1);
        return end > 1 && int.TryParse(suffix.Substring(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && AddressTable.FromIndex(suffix.Substring(end)) is IPAddress address && HostAddress.IsGlobalVersion6(address)
            ? new InterfaceAddress(address.ToString(), index)
            : null;
    }
}
