// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.NatMib;

/// <summary>
/// The interfaces that a router's IPv4 default routes leave through: inetCidrRouteTable and ipCidrRouteTable (RFC 4292) and, of older
/// agents, ipRouteTable (RFC 1213). The destination comes first in the INDEX, so a default route is among the first rows.
/// </summary>
/// <param name="Interfaces">Each ifIndex once; none where the agent shows no routes.</param>
/// <param name="Unread">Why there may be others: no table that may have several default routes showed one, and one of the tables failed. Null otherwise.</param>
internal sealed record DefaultRoutes(int[] Interfaces, Evidence? Unread)
{
    private const int MaxRows = 8;

    private static readonly ObjectIdentifier IpForward = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 4, 24);

    // Each with the beginning of the INDEX of a default route: InetAddressType ipv4, length 4, 0.0.0.0, or the address alone.
    private static readonly (ObjectIdentifier IfIndex, string Start)[] Tables =
    {
        (IpForward.Append(7, 1, 7), ".1.4.0.0.0.0.0."),
        (IpForward.Append(4, 1, 5), ".0.0.0.0.0.0.0.0."),
        (ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 4, 21, 1, 2), ".0.0.0.0."),
    };

    public static DefaultRoutes Empty { get; } = new(Array.Empty<int>(), null);

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<DefaultRoutes> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        SnmpTable[] read = await Task.WhenAll(Tables.Select(table =>
            source.ReadTableAsync(new TableRequest(new[] { table.IfIndex }) { MaxRows = MaxRows, RowsPerRequest = MaxRows }, cancellation))).ConfigureAwait(false);
        int[] interfaces = read.Zip(Tables, (rows, table) => rows.Rows
                .Where(row => (row.Suffix + ".").StartsWith(table.Start, StringComparison.Ordinal))
                .Select(row => row[table.IfIndex[table.IfIndex.Length - 1]]?.AsInteger()))
            .SelectMany(found => found)
            .Where(index => index is > 0 and <= int.MaxValue)
            .Select(index => (int)index!.Value)
            .Distinct()
            .ToArray();

        // The limit of rows is met wherever there are many routes, behind the default ones.
        SnmpTable? failed = read.FirstOrDefault(table => table.Outcome != SnmpOutcome.Answered && (table.Outcome != SnmpOutcome.Capped || table.Rows.Count == 0));
        return new DefaultRoutes(interfaces, HasDefault(0) || HasDefault(1) ? null : failed?.Reason);

        // The oldest table has one route for each destination: a second default route shows in the others alone.
        bool HasDefault(int table) => read[table].Rows.Any(row => (row.Suffix + ".").StartsWith(Tables[table].Start, StringComparison.Ordinal));
    }
}
