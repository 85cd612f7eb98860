// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.BintecMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>Reads a device of the bintec family, living or recorded: what it is, its forwards, its live sessions.</summary>
internal static class BintecReader
{
    // A router of this size has dozens of forwards and thousands of sessions; sessions come and go while they are read.
    private const int MostForwards = 4096;
    private const int MostSessions = 16384;
    private const int MostInterfaces = 1024;
    private static readonly TimeSpan LongestSessions = TimeSpan.FromSeconds(10);

    private static readonly TableRequest ForwardsRequest = Table(IpNatPresetEntry, Enumerable.Range(1, (int)IpNatPreset.Descr)
        .Select(column => (uint)column)) with
    { MostRows = MostForwards };

    private static readonly TableRequest SessionsRequest = Table(IpNatEntry, new[]
    {
        IpNat.Protocol, IpNat.IntAddr, IpNat.IntPort, IpNat.ExtAddr, IpNat.ExtPort, IpNat.RemoteAddr, IpNat.RemotePort, IpNat.Direction, IpNat.Age,
    }) with
    { MostRows = MostSessions, LongestDuration = LongestSessions };

    private static readonly TableRequest InterfacesRequest = Table(IpExtIfEntry, new[] { IpExtIf.Index, IpExtIf.Nat }) with { MostRows = MostInterfaces };

    private delegate T? RowReader<T>(SnmpRow row, out string reason)
        where T : class;

    /// <summary>Reads the device. A device that does not answer, or is of another make, is a result and no error.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<BintecReading> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        SnmpObjects system = await source.GetAsync(BintecSystem.Objects, cancellation).ConfigureAwait(false);
        RouterIdentity identity = BintecSystem.Identity(system, source.Kind);
        if (system.Outcome != SnmpOutcome.Answered && system.Values.Count == 0)
        {
            return new BintecReading { Outcome = system.Outcome, Identity = identity, Sources = new[] { Report(source, false, Sentence(system.Reason)) } };
        }

        Task<SnmpTable> forwardsTask = source.ReadTableAsync(ForwardsRequest, cancellation);
        Task<SnmpTable> sessionsTask = source.ReadTableAsync(SessionsRequest, cancellation);
        Task<SnmpTable> interfacesTask = source.ReadTableAsync(InterfacesRequest, cancellation);
        await Task.WhenAll(forwardsTask, sessionsTask, interfacesTask).ConfigureAwait(false);
        SnmpTable forwardsTable = forwardsTask.Result;
        SnmpTable sessionsTable = sessionsTask.Result;

        List<string> unreadable = new();
        PortForward[] forwards = Rows<PortForward>(forwardsTable, PortForwardRow.TryRead, PortForwardRow.Table, unreadable);
        int unreadableForwards = unreadable.Count;
        NatSession[] sessions = Rows<NatSession>(sessionsTable, NatSessionRow.TryRead, NatSessionRow.Table, unreadable);

        // SNMP shows an empty table and a table withheld from this community alike: nothing. Only a device that shows its
        // other NAT tables is believed to have no forwards.
        bool shown = forwardsTable.Rows.Count > 0 || sessionsTable.Rows.Count > 0 || interfacesTask.Result.Rows.Count > 0;
        NatInterface[] interfaces = interfacesTask.Result.Rows.Select(NatInterfaceRow.TryRead).OfType<NatInterface>().ToArray();

        // A device that translates nowhere is a plain gateway behind or before another router: everything passes it without a
        // forward. One that does not tell may be one.
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
            UnreadableRows = unreadable.ToArray(),
            Sources = new[]
            {
                Report(source, system.Outcome == SnmpOutcome.Answered, system.Reason.Length == 0 ? $"System: {identity}" : Sentence(system.Reason)),
                Report(source, complete, Account(PortForwardRow.Table, forwardsTable, forwards.Length, unreadableForwards)
                    + (shown ? "" : "; this device, or its view for us, does not offer the table")
                    + (translates || !shown ? ""
                        : interfaces.Length == 0 ? "; which interfaces translate addresses was not told, and without that the table decides nothing"
                        : "; no interface is known to translate addresses, so the table decides nothing")),
                Report(source, sessionsTable.IsComplete && unreadable.Count == unreadableForwards,
                    Account(NatSessionRow.Table, sessionsTable, sessions.Length, unreadable.Count - unreadableForwards)),
            }
            .Concat(interfaces.Length == 0 ? Array.Empty<SourceReport>() : new[] { Report(source, interfacesTask.Result.IsComplete, NatInterfaceRow.Account(interfaces)) })
            .ToArray(),
        };
    }

    private static TableRequest Table(ObjectIdentifier entry, IEnumerable<uint> columns) => new(columns.Select(column => entry.Append(column)).ToArray());

    private static T[] Rows<T>(SnmpTable table, RowReader<T> tryRead, string name, List<string> unreadable)
        where T : class
    {
        List<T> read = new(table.Rows.Count);
        foreach (SnmpRow row in table.Rows)
        {
            if (tryRead(row, out string reason) is { } item)
            {
                read.Add(item);
            }
            else
            {
                unreadable.Add($"{name} row {row.Suffix}: {reason}");
            }
        }

        return read.ToArray();
    }

    private static SourceReport Report(ISnmpSource source, bool complete, string detail) => new() { Source = source.Kind, Complete = complete, Detail = detail };

    private static string Account(string name, SnmpTable table, int read, int unreadable)
    {
        string rows = string.Format(CultureInfo.InvariantCulture, "{0}: {1} {2} read", name, read, read == 1 ? "row" : "rows");
        string rest = unreadable == 0 ? "" : string.Format(CultureInfo.InvariantCulture, ", {0} could not be understood", unreadable);
        string trouble = table.Reason.Length == 0 ? "" : "; not to its end: " + table.Reason;
        return rows + rest + trouble;
    }

    private static string Sentence(string reason) => reason.Length == 0 ? reason : char.ToUpperInvariant(reason[0]) + reason.Substring(1);
}
