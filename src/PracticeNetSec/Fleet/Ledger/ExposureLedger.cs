// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Data.Sqlite;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger.Store;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger;

/// <summary>
/// Queries a history: whether it is intact, what was observed since when, and what the runs found. Each query compares the entries that it
/// uses with the chain; <see cref="Test"/> compares all.
/// </summary>
public static class ExposureLedger
{
    /// <summary>Checks every entry, what it refers to, and the file itself.</summary>
    /// <param name="path">The history.</param>
    /// <param name="expectedHash">Hash of an entry that was noted earlier, with its number before it or without; it must still be in the history.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InputException"><c>LedgerIsLineFile</c>: a file of an earlier version.</exception>
    public static LedgerCheck Test(string path, string? expectedHash = null) => HistoryVerifier.Verify(path, expectedHash);

    /// <summary>What was observed in which practice, since when and how long.</summary>
    /// <param name="path">The history.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    public static IEnumerable<ExposureSpan> History(string path) => HistoryDatabase.Read(path, history => new HistoryTimelines(history).OfAll().Spans.ToArray());

    /// <summary>The same of some practices, which is answered from their checks alone.</summary>
    /// <param name="path">The history.</param>
    /// <param name="practiceIds">Their ids.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    public static IEnumerable<ExposureSpan> History(string path, IEnumerable<string> practiceIds) =>
        HistoryDatabase.Read(path, history => new HistoryTimelines(history).Of(practiceIds).Spans.ToArray());

    /// <summary>The runs, oldest first; those without a practice are left out.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    public static IReadOnlyList<LedgerRun> Runs(string path) => HistoryDatabase.Read(path, history => history.ShownRuns());

    /// <summary>All runs, oldest first, also those that checked nothing.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    public static IReadOnlyList<LedgerRun> AllRuns(string path) => HistoryDatabase.Read(path, history => history.Runs.All().Select(run => run.ToLedgerRun()).ToArray());

    /// <summary>Every practice that was ever checked.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyCollection<string> PracticeIds(string path) => HistoryDatabase.Read(path, history =>
    {
        HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
        using SqliteCommand command = history.Command("SELECT practice_id FROM member ORDER BY id");
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            ids.Add(row.GetString(0));
        }

        return ids;
    });

    /// <summary>The newest snapshot of each practice in one run.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    public static IReadOnlyList<ExposureSnapshot> SnapshotsOf(string path, string runId) => HistoryDatabase.Read(path, history =>
        history.Runs.Find(runId) is RunRow run ? history.SnapshotsOf(run) : Array.Empty<ExposureSnapshot>());

    /// <summary>
    /// The state of the fleet: the last run, and where that was interrupted, the runs before it back to a complete one; the
    /// newest check of each practice counts. It includes since when findings have been open.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    public static FleetState Latest(string path) => HistoryDatabase.Read(path, history =>
    {
        // Runs, entries and head of one moment.
        using HistoryTransaction moment = history.Begin(writing: false);
        RunRow[] runs = history.Runs.All().ToArray();
        int first = Math.Max(runs.Length - 1, 0);
        while (first > 0 && !runs[first].IsComplete)
        {
            first--;
        }

        (long head, byte[] hash) = history.Head();
        List<Evidence> problems = new();
        ExposureSnapshot[] snapshots = runs.Length == 0 ? Array.Empty<ExposureSnapshot>() : SnapshotsFrom(history, runs, first, problems);
        if (runs.Length > 0 && !runs[runs.Length - 1].IsComplete)
        {
            RunRow broken = runs[runs.Length - 1];
            problems.Add(EvidenceOf.HistoryInterrupted(broken.Checked, Math.Max(broken.Total ?? 0, broken.Checked)));
        }

        string[] found = snapshots.Where(snapshot => snapshot.Findings.Length > 0).Select(snapshot => snapshot.PracticeId).ToArray();
        Lazy<ExposureTimeline> timeline = new(() => HistoryDatabase.Read(path, again => new HistoryTimelines(again, head).Of(found)));
        return new FleetState(snapshots, history.ShownRuns(), timeline, problems, HistoryQueries.ShownHash(head, hash));
    });

    /// <summary>Number and hash of the last entry, such as <c>412:9f86…</c>, as they stand in what is sent out.</summary>
    /// <param name="path">The history.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static string LastHash(string path) => HistoryDatabase.Read(path, history => history.ShownHead());

    /// <summary>Each address at which a check found a practice, with the time.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static IReadOnlyList<(string Address, string PracticeId, DateTimeOffset At)> Addresses(string path) => HistoryDatabase.Read(path, history =>
    {
        List<(string, string, DateTimeOffset)> found = new();
        using SqliteCommand command = history.Command("SELECT COALESCE(e.address, m.address), m.practice_id, e.at - e.ended, e.ended_zone FROM entry e JOIN member m ON m.id = e.member WHERE e.kind = 1 AND COALESCE(e.address, m.address, '') <> '' ORDER BY e.seq");
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            found.Add((HistoryEntry.AddressOf(row.GetValue(0))!, row.GetString(1), HistoryEntry.Time(row.GetInt64(2), (int)row.GetInt64(3))));
        }

        return found;
    });

    private static ExposureSnapshot[] SnapshotsFrom(HistoryDatabase history, RunRow[] runs, int index, List<Evidence> problems)
    {
        // The entry before the run shows whether the clock was set back in between.
        RunRow first = runs[index];
        IReadOnlyList<PartOfState> parts = history.ReadEntries(Math.Max(1, first.First - 1), long.MaxValue, (reader, entries) => new PartOfState(reader, entries, first.Id));
        DateTimeOffset last = default;
        foreach (PartOfState part in parts)
        {
            Evidence? setBack = ClockProblem(last, part.First) ?? part.ClockProblem;
            if (setBack is not null && problems.Count == 0)
            {
                problems.Add(setBack);
            }

            last = part.Last;
        }

        HashSet<long> ended = new(parts.SelectMany(part => part.Ended));
        if (runs.Skip(index).FirstOrDefault(run => run.IsComplete != ended.Contains(run.Id)) is RunRow altered)
        {
            throw new InvalidDataException($"The history is not what was written: whether the run {InputException.Quote(altered.Name)} reached its end. See Test-ExposureHistory.");
        }

        return NewestEntries<ExposureSnapshot>.Join(parts.Select(part => part.Newest));
    }

    private static Evidence? ClockProblem(DateTimeOffset before, DateTimeOffset after) =>
        new HistoryAge(after, TimeSpan.MaxValue).IsInFuture(before) ? EvidenceOf.HistoryClockSetBack(before, after) : null;

    /// <summary>What a part of the entries states about the present.</summary>
    private sealed class PartOfState
    {
        /// <param name="history">Reads them.</param>
        /// <param name="entries">In their order.</param>
        /// <param name="firstRun">Row of the first run that counts.</param>
        public PartOfState(HistoryDatabase history, IEnumerable<HistoryEntry> entries, long firstRun) =>
            Newest = new NewestEntries<ExposureSnapshot>(history, entries.Where(Note).Where(entry => entry.Run >= firstRun), history.SnapshotOf);

        public NewestEntries<ExposureSnapshot> Newest { get; }

        public HashSet<long> Ended { get; } = new();

        public DateTimeOffset First { get; private set; }

        public DateTimeOffset Last { get; private set; }

        public Evidence? ClockProblem { get; private set; }

        /// <summary>Notes what is not about a practice; true for each entry.</summary>
        private bool Note(HistoryEntry entry)
        {
            DateTimeOffset at = HistoryEntry.Time(entry.At, entry.Zone);
            First = First == default ? at : First;
            ClockProblem ??= ExposureLedger.ClockProblem(Last, at);
            Last = at;
            if (entry.Kind == EntryKind.RunEnded)
            {
                Ended.Add(entry.Run);
            }

            return true;
        }
    }
}
