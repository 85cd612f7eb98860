// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.BintecMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>Reads a device of the bintec family, live or recorded: its identity, forwards and live sessions.</summary>
internal static class BintecReader
{
    // A router of this size has dozens of forwards and thousands of sessions; sessions come and go while they are read.
    private const int MaxForwards = 4096;
    private const int MaxSessions = 16384;
    private const int MaxInterfaces = 1024;
    private static readonly TimeSpan MaxSessionsTime = TimeSpan.FromSeconds(10);

    private static readonly TableRequest ForwardsRequest = Table(IpNatPresetEntry, Enumerable.Range(1, (int)IpNatPreset.Descr)
        .Select(column => (uint)column)) with
    { MaxRows = MaxForwards };

    private static readonly TableRequest SessionsRequest = Table(IpNatEntry, new[]
    {
        IpNat.Protocol, IpNat.IntAddr, IpNat.IntPort, IpNat.ExtAddr, IpNat.ExtPort, IpNat.RemoteAddr, IpNat.RemotePort, IpNat.Direction, IpNat.Age,
    }) with
    { MaxRows = MaxSessions, MaxDuration = MaxSessionsTime };

    private static readonly TableRequest InterfacesRequest = Table(IpExtIfEntry, new[] { IpExtIf.Index, IpExtIf.Nat }) with { MaxRows = MaxInterfaces };

    private delegate T? RowReader<T>(SnmpRow row, out Evidence? reason)
        where T : class;

    /// <summary>Reads the device. A device that does not answer, or is of another vendor, yields a result, not an error.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<BintecReading> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        SnmpObjects system = await source.GetAsync(BintecSystem.Objects, cancellation).ConfigureAwait(false);
        RouterIdentity identity = BintecSystem.Identity(system, source.Kind);
        if (system.Outcome != SnmpOutcome.Answered && system.Values.Count == 0)
        {
            return new BintecReading { Outcome = system.Outcome, Identity = identity, Sources = new[] { Report(source, false, EvidenceOf.SourceEnded(system.Reason!, source.Kind)) } };
        }

        Task<SnmpTable> forwardsTask = source.ReadTableAsync(ForwardsRequest, cancellation);
        Task<SnmpTable> sessionsTask = source.ReadTableAsync(SessionsRequest, cancellation);
        Task<SnmpTable> interfacesTask = source.ReadTableAsync(InterfacesRequest, cancellation);
        await Task.WhenAll(forwardsTask, sessionsTask, interfacesTask).ConfigureAwait(false);
        SnmpTable forwardsTable = forwardsTask.Result;
        SnmpTable sessionsTable = sessionsTask.Result;

        List<Evidence> unreadable = new();
        PortForward[] forwards = Rows<PortForward>(forwardsTable, PortForwardRow.TryRead, PortForwardRow.Table, unreadable);
        int unreadableForwards = unreadable.Count;
        NatSession[] sessions = Rows<NatSession>(sessionsTable, NatSessionRow.TryRead, NatSessionRow.Table, unreadable);

        // SNMP shows an empty table and a table withheld from this community alike. Only a device that shows its
        // other NAT tables is believed to have no forwards.
        bool shown = forwardsTable.Rows.Count > 0 || sessionsTable.Rows.Count > 0 || interfacesTask.Result.Rows.Count > 0;
        NatInterface[] interfaces = interfacesTask.Result.Rows.Select(NatInterfaceRow.TryRead).OfType<NatInterface>().ToArray();

        // A device that translates on no interface is a plain gateway next to another router: traffic passes it without a
        // forward. A device that does not report this may be one.
        bool translates = Array.Exists(interfaces, found => found.Translates);
        bool complete = forwardsTable.IsComplete && unreadableForwards == 0 && shown && translates;
        return new BintecReading
        {
            Outcome = SnmpOutcome.Answered,
            IsBintec = BintecSystem.IsBintec(system),
            Identity = identity,
            Firmware = BintecSystem.Firmware(system),
            Forwards = forwards,
            ForwardsComplete = complete,
            Sessions = sessions,
            Interfaces = interfaces,
            NamesAllInterfaces = interfaces.Length > 0 && interfacesTask.Result.Outcome == SnmpOutcome.Answered,
            UnreadableRows = unreadable.ToArray(),
            Sources = new[]
            {
                Report(source, system.Outcome == SnmpOutcome.Answered, Description(system, identity, source.Kind)),
                Report(source, complete, Account(source.Kind, PortForwardRow.Table, forwardsTable, forwards.Length, unreadableForwards)
                    .Concat(Doubts(shown, translates, interfaces.Length > 0, source.Kind)).ToArray()),
                Report(source, sessionsTable.IsComplete && unreadable.Count == unreadableForwards,
                    Account(source.Kind, NatSessionRow.Table, sessionsTable, sessions.Length, unreadable.Count - unreadableForwards).ToArray()),
            }
            .Concat(interfaces.Length == 0 ? Array.Empty<SourceReport>() : new[] { Report(source, interfacesTask.Result.IsComplete, NatInterfaceRow.Account(interfaces, source.Kind)) })
            .ToArray(),
        };
    }

    private static TableRequest Table(ObjectIdentifier entry, IEnumerable<uint> columns) => new(columns.Select(column => entry.Append(column)).ToArray());

    private static T[] Rows<T>(SnmpTable table, RowReader<T> tryRead, string name, List<Evidence> unreadable)
        where T : class
    {
        List<T> read = new(table.Rows.Count);
        foreach (SnmpRow row in table.Rows)
        {
            if (tryRead(row, out Evidence? reason) is { } item)
            {
                read.Add(item);
            }
            else
            {
                unreadable.Add(EvidenceOf.SourceRowUnreadable(name, row.Suffix, reason!));
            }
        }

        return read.ToArray();
    }

    private static SourceReport Report(ISnmpSource source, bool complete, params Evidence[] details) =>
        new() { Source = source.Kind, Complete = complete, Detail = SourceReport.Join(source.Kind, details) };

    private static Evidence Description(SnmpObjects system, RouterIdentity identity, string kind) => system.Reason is Evidence reason ? EvidenceOf.SourceEnded(reason, kind)
        : identity.Model is not null ? EvidenceOf.SourceSystem(identity.ToString(), kind)
        : identity.SystemDescription is string description ? EvidenceOf.SourceSystem(description, kind)
        : EvidenceOf.SourceSystemUnknown(kind);

    private static IEnumerable<Evidence> Account(string kind, string name, SnmpTable table, int read, int unreadable)
    {
        yield return read == 1 ? EvidenceOf.SourceRowRead(name, kind) : EvidenceOf.SourceRowsRead(name, read, kind);
        if (unreadable > 0)
        {
            yield return EvidenceOf.SourceRowsUnreadable(unreadable, kind);
        }

        if (table.Reason is Evidence reason)
        {
            yield return EvidenceOf.SourceNotReadToEnd(reason, kind);
        }
    }

    /// <summary>Why a table of forwards that was read may be inconclusive.</summary>
    private static IEnumerable<Evidence> Doubts(bool shown, bool translates, bool showsInterfaces, string kind)
    {
        if (!shown)
        {
            yield return EvidenceOf.SourceTableNotOffered(kind);
        }
        else if (!translates)
        {
            yield return showsInterfaces ? EvidenceOf.SourceNoTranslation(kind) : EvidenceOf.SourceTranslationNotReported(kind);
        }
    }
}
