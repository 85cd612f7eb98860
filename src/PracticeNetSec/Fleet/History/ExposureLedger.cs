// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Files;

namespace PracticeNetSec.Fleet.History;

/// <summary>Queries a ledger: whether it is intact, what was observed since when, and what the runs found.</summary>
public static class ExposureLedger
{
    /// <summary>Checks every line.</summary>
    /// <param name="path">The ledger.</param>
    /// <param name="expectedHash">Hash of a line that was noted earlier; it must still be in the ledger.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LedgerCheck Test(string path, string? expectedHash = null)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException("The ledger does not exist.", path);
        }

        LedgerCheck check = LedgerReader.Read(path);
        return expectedHash is null || Holds(path, expectedHash) ? check : WithProblem(check, expectedHash);
    }

    /// <summary>What was observed in which practice, since when and how long.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The ledger is not what was written.</exception>
    public static IEnumerable<ExposureSpan> History(string path)
    {
        ExposureTimeline timeline = new();
        Demand(LedgerReader.Read(path, record => Add(timeline, record)));
        return timeline.Spans;
    }

    /// <summary>The runs, oldest first; those without a practice are left out.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The ledger is not what was written.</exception>
    public static IReadOnlyList<LedgerRun> Runs(string path) => AllRuns(path).Where(run => run.Checked > 0).ToArray();

    private static List<LedgerRun> AllRuns(string path)
    {
        Dictionary<string, LedgerRun> runs = new(StringComparer.Ordinal);
        List<LedgerRun> order = new();
        Demand(LedgerReader.Read(path, record =>
        {
            if (!runs.TryGetValue(record.Run, out LedgerRun? run))
            {
                runs.Add(record.Run, run = new LedgerRun(record.Run, record.At));
                order.Add(run);
            }

            run.Add(record);
        }));
        return order;
    }

    /// <summary>Every practice that was ever checked.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyCollection<string> PracticeIds(string path)
    {
        HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
        LedgerReader.Read(path, record =>
        {
            if (record.Snapshot is not null)
            {
                ids.Add(record.Snapshot.PracticeId);
            }
        });
        return ids;
    }

    /// <summary>The newest snapshot of each practice in one run.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<ExposureSnapshot> SnapshotsOf(string path, string runId)
    {
        Dictionary<string, ExposureSnapshot> snapshots = new(StringComparer.OrdinalIgnoreCase);
        LedgerReader.Read(path, record =>
        {
            if (record.Snapshot is not null && record.Run == runId)
            {
                snapshots[record.Snapshot.PracticeId] = record.Snapshot;
            }
        });
        return snapshots.Values.ToArray();
    }

    /// <summary>
    /// The state of the fleet: the last run, and where that was interrupted, the runs before it back to a complete one; the
    /// newest check of each practice counts. It includes since when findings have been open.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The ledger is not what was written.</exception>
    public static FleetState Latest(string path)
    {
        List<LedgerRun> runs = AllRuns(path);
        int first = runs.Count - 1;
        while (first > 0 && !runs[first].IsComplete)
        {
            first--;
        }

        HashSet<string> wanted = new(runs.Skip(Math.Max(first, 0)).Select(run => run.Id), StringComparer.Ordinal);
        Dictionary<string, ExposureSnapshot> newest = new(StringComparer.OrdinalIgnoreCase);
        ExposureTimeline timeline = new();
        List<Evidence> problems = new();
        DateTimeOffset last = default;
        LedgerReader.Read(path, record =>
        {
            Add(timeline, record);
            if (wanted.Contains(record.Run))
            {
                if (problems.Count == 0 && new HistoryAge(record.At, TimeSpan.MaxValue).IsInFuture(last))
                {
                    problems.Add(EvidenceOf.HistoryClockSetBack(last, record.At));
                }

                if (record.Snapshot is not null)
                {
                    newest[record.Snapshot.PracticeId] = record.Snapshot;
                }
            }

            last = record.At;
        });
        if (runs.Count > 0 && !runs[runs.Count - 1].IsComplete)
        {
            LedgerRun broken = runs[runs.Count - 1];
            problems.Add(EvidenceOf.HistoryInterrupted(broken.Checked, Math.Max(broken.Total ?? 0, broken.Checked)));
        }

        return new FleetState(newest.Values.ToArray(), runs.Where(run => run.Checked > 0).ToArray(), timeline, problems);
    }

    /// <summary>What was known up to the end of one run: for telling "new" from "back again".</summary>
    internal static ExposureTimeline TimelineUntil(string path, string lastRunId)
    {
        ExposureTimeline timeline = new();
        bool over = false;
        string current = "";
        LedgerReader.Read(path, record =>
        {
            over |= current == lastRunId && record.Run != lastRunId;
            current = record.Run;
            if (!over)
            {
                Add(timeline, record);
            }
        });
        return timeline;
    }

    internal static void Add(ExposureTimeline timeline, LedgerRecord record)
    {
        if (record.Snapshot is not null)
        {
            timeline.Add(record.Snapshot);
        }
    }

    private static void Demand(LedgerCheck check)
    {
        if (!check.IsWhole)
        {
            throw new InvalidDataException($"The ledger is not what was written ({check.Problems[0]}). See Test-ExposureHistory.");
        }
    }

    private static bool Holds(string path, string hash)
    {
        foreach (string line in InputFile.ReadLines(path))
        {
            if (LedgerLine.TryParse(line)?.Hash.Equals(hash, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }

    private static LedgerCheck WithProblem(LedgerCheck check, string expectedHash)
    {
        check.Problems = check.Problems
            .Concat(new[] { new LedgerProblem { Line = check.Lines, Kind = LedgerProblemKind.Altered, Message = $"no line has the noted hash {expectedHash}: the chain was written anew, or lines are missing." } })
            .ToArray();
        return check;
    }
}
