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
    public static IReadOnlyList<ExposureSnapshot> SnapshotsOf(this HistoryDatabase history, RunRow run) =>
        NewestEntries<ExposureSnapshot>.Join(history.ReadEntries(run.First, run.Last, (reader, entries) => new NewestEntries<ExposureSnapshot>(reader, entries.Where(entry => entry.Run == run.Id && entry.Kind == EntryKind.PracticeChecked), reader.SnapshotOf)));

    /// <summary>The members that a run names, each by its newest check, or by its name where there is none.</summary>
    /// <param name="history">The history.</param>
    /// <param name="run">The run.</param>
    /// <param name="withChecks">Whether what was found is wanted.</param>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    public static IReadOnlyList<RunMember> MembersOf(this HistoryDatabase history, RunRow run, bool withChecks) =>
        NewestEntries<RunMember>.Join(history.ReadEntries(run.First, run.Last, (reader, entries) => new NewestEntries<RunMember>(reader, entries.Where(entry => entry.Run == run.Id), entry => RunMember.Of(reader, entry, withChecks))));

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
