// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.NatMib.NatMibObjects;

namespace PracticeNetSec.Routers.NatMib;

/// <summary>
/// Forwards of a router of any vendor that supports NAT-MIB (RFC 4008). Few do, and some fill it in part: an empty table is
/// never interpreted as "no forwards".
/// </summary>
internal sealed class NatMibReading
{
    private const int MaxRows = 16384;

    // GETBULK where the agent supports it correctly; the answer stays well below a fragment of a few packets.
    private const int RowsPerRequest = 20;

    private const int PrivateRealm = 1;
    private const int Active = 1; // RowStatus (RFC 2579)

    private NatMibReading(PortForward[] forwards, bool forwardsComplete, NatInterface[] interfaces, SourceReport[] reports) =>
        (Forwards, ForwardsComplete, Interfaces, Reports) = (forwards, forwardsComplete, interfaces, reports);

    public PortForward[] Forwards { get; }

    /// <summary>True when the configured maps were read to their end, there were some, and every row of either table that may be a forward was understood.</summary>
    public bool ForwardsComplete { get; }

    /// <summary>Those of the public realm that translate: named as such, or with a map. Any other lets packets pass as they are.</summary>
    public NatInterface[] Interfaces { get; }

    public SourceReport[] Reports { get; }

    /// <summary>Reads the tables.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<NatMibReading> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        // The binds repeat the maps and add what the maps of some vendors omit.
        SnmpTable maps = await Table(source, AddrMapEntry, cancellation, AddrMap.Name, AddrMap.EntryType, AddrMap.TranslationEntity, AddrMap.LocalAddrFrom, AddrMap.LocalAddrTo, AddrMap.LocalPortFrom, AddrMap.LocalPortTo, AddrMap.GlobalPortFrom, AddrMap.GlobalPortTo, AddrMap.Protocol, AddrMap.RowStatus).ConfigureAwait(false);
        SnmpTable binds = await Table(source, AddrPortBindEntry, cancellation, AddrPortBind.GlobalPort, AddrPortBind.Type).ConfigureAwait(false);
        if (maps.Rows.Count == 0 && binds.Rows.Count == 0)
        {
            return new NatMibReading(Array.Empty<PortForward>(), false, Array.Empty<NatInterface>(), Array.Empty<SourceReport>());
        }

        SnmpTable realms = await Table(source, InterfaceEntry, cancellation, InterfaceRealm).ConfigureAwait(false);
        PortForward?[] candidates = maps.Rows.Where(AddrMapRow.MayBeForward).Select(AddrMapRow.TryRead).ToArray();
        PortForward?[] configured = binds.Rows.Where(AddrPortBindRow.MayBeForward).Select(AddrPortBindRow.TryRead).ToArray();
        PortForward[] mapped = candidates.OfType<PortForward>().ToArray();
        PortForward[] bound = configured.OfType<PortForward>().Where(bind => !Array.Exists(mapped, map => Covers(map, bind))).ToArray();
        bool mapsAreKnown = maps.IsComplete && maps.Rows.Count > 0 && !candidates.Contains(null);
        bool bindsAreKnown = (binds.IsComplete || binds.Rows.Count == 0) && !configured.Contains(null);
        return new NatMibReading(mapped.Concat(bound).ToArray(), mapsAreKnown && bindsAreKnown, Translating(realms, maps), new[]
        {
            Report(source, AddrMapRow.Table, maps, mapsAreKnown, mapped.Length, candidates.Count(row => row is null)),
            Report(source, AddrPortBindRow.Table, binds, binds.IsComplete && bindsAreKnown, bound.Length, configured.Count(row => row is null)),
        });
    }

    private static NatInterface[] Translating(SnmpTable realms, SnmpTable maps)
    {
        int[] inside = realms.Rows.Where(row => row[InterfaceRealm]?.AsInteger() == PrivateRealm).Select(Index).ToArray();
        IEnumerable<SnmpRow> active = maps.Rows.Where(row => row[AddrMap.RowStatus]?.AsInteger() is null or Active);
        return realms.Rows.Concat(active).Select(Index).Where(index => index > 0).Except(inside).Select(index => new NatInterface { Index = index, Mode = "on" }).ToArray();
    }

    /// <summary>ifIndex, with which the INDEX of each table begins; 0 where it cannot be read.</summary>
    private static int Index(SnmpRow row) => int.TryParse(row.Suffix.Split('.')[1], NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : 0;

    private static bool Covers(PortForward map, PortForward bind) =>
        (map.Protocol == bind.Protocol || map.Protocol == "any") && map.InternalAddress == bind.InternalAddress
        && map.ExternalStart <= bind.ExternalStart && bind.ExternalEnd <= map.ExternalEnd;

    private static Task<SnmpTable> Table(ISnmpSource source, ObjectIdentifier entry, CancellationToken cancellation, params uint[] columns) =>
        source.ReadTableAsync(new TableRequest(columns.Select(column => entry.Append(column)).ToArray()) { MaxRows = MaxRows, RowsPerRequest = RowsPerRequest }, cancellation);

    private static SourceReport Report(ISnmpSource source, string name, SnmpTable table, bool complete, int forwards, int unreadable) => new()
    {
        Source = source.Kind,
        Complete = complete,
        Detail = SourceReport.Join(source.Kind, Account(source.Kind, name, table, forwards, unreadable)),
    };

    private static IEnumerable<Evidence> Account(string kind, string name, SnmpTable table, int forwards, int unreadable)
    {
        yield return EvidenceOf.SourceForwardRowsRead(name, table.Rows.Count, forwards, kind);
        if (unreadable > 0)
        {
            yield return EvidenceOf.SourceForwardRowsUnreadable(unreadable, kind);
        }

        if (table.Reason is Evidence reason)
        {
            yield return EvidenceOf.SourceNotReadToEnd(reason, kind);
        }
    }
}
