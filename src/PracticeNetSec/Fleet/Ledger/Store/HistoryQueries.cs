// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Fleet.History;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>What a history states about a run and about all.</summary>
internal static class HistoryQueries
{
    /// <summary>The newest snapshot of each practice in a run.</summary>
    /// <param name="history">The history.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    public static IReadOnlyList<ExposureSnapshot> SnapshotsOf(this HistoryDatabase history, RunRow run)
    {
        Dictionary<long, ExposureSnapshot> newest = new();
        foreach (Dictionary<long, ExposureSnapshot> part in history.ReadEntries(run.First, run.Last, (reader, entries) =>
            reader.NewestOf(entries.Where(entry => entry.Run == run.Id && entry.Kind == EntryKind.PracticeChecked)).ToDictionary(entry => entry.Key, entry => reader.SnapshotOf(entry.Value))))
        {
            foreach (KeyValuePair<long, ExposureSnapshot> practice in part)
            {
                newest[practice.Key] = practice.Value;
            }
        }

        return newest.Values.ToArray();
    }

    /// <summary>The members that a run names, each by its newest check, or by its name where there is none.</summary>
    /// <param name="history">The history.</param>
    /// <param name="run">The run.</param>
    /// <param name="withChecks">Whether what was found is wanted.</param>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    public static IEnumerable<RunMember> MembersOf(this HistoryDatabase history, RunRow run, bool withChecks) => history
        .ReadEntries(run.First, run.Last, (reader, entries) => reader.NewestOf(entries.Where(entry => entry.Run == run.Id)).Values.Select(entry => RunMember.Of(reader, entry, withChecks)).ToArray())
        .SelectMany(part => part);

    private static Dictionary<long, HistoryEntry> NewestOf(this HistoryDatabase history, IEnumerable<HistoryEntry> entries)
    {
        Dictionary<long, HistoryEntry> newest = new();
        foreach (HistoryEntry entry in entries)
        {
            history.Put(newest, entry);
        }

        return newest;
    }

    /// <summary>Puts the entry of a practice in the place of an older one.</summary>
    public static void Put(this HistoryDatabase history, Dictionary<long, HistoryEntry> newest, HistoryEntry entry)
    {
        long practice = entry.Member == 0 ? 0 : history.Members.Get(entry.Member).Practice;
        if (entry.Kind == EntryKind.PracticeChecked || (entry.Kind == EntryKind.MemberNamed && !newest.ContainsKey(practice)))
        {
            newest[practice] = entry;
        }
    }

    /// <summary>The runs as they are shown; those without a practice are left out.</summary>
    public static LedgerRun[] ShownRuns(this HistoryDatabase history) => history.Runs.All().Where(run => run.Checked > 0).Select(run => run.ToLedgerRun()).ToArray();

    /// <summary>Number and hash of the last entry, as they are shown.</summary>
    public static string ShownHead(this HistoryDatabase history)
    {
        (long sequence, byte[] hash) = history.Head();
        return ShownHash(sequence, hash);
    }

    /// <summary>Number and hash of an entry, as they are shown.</summary>
    public static string ShownHash(long sequence, byte[] hash) => FormattableString.Invariant($"{sequence}:{EntryChain.Text(hash)}");
}
