// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Ledger.Lines;
using PracticeNetSec.Fleet.Ledger.Store;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger;

/// <summary>
/// Unites the histories of parts of a fleet that different machines checked. Runs that belong together become one, which is complete only
/// where that of every part is: a part that is missing, or given twice, leaves the whole run interrupted, never smaller.
/// </summary>
public static class LedgerMerge
{
    private const int BatchSize = 2000;

    /// <summary>Makes a history of several.</summary>
    /// <param name="sources">The histories, one of each part.</param>
    /// <param name="path">The new history.</param>
    /// <param name="overwrite">Replaces an existing one.</param>
    /// <param name="window">Runs of different parts that begin within this time of the first are one run.</param>
    /// <exception cref="InputException"><c>FileExists</c>; <c>LedgerIsLineFile</c>.</exception>
    /// <exception cref="InvalidDataException">A history is not what was written.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Merge(IReadOnlyList<string> sources, string path, bool overwrite, TimeSpan window)
    {
        _ = SqliteErrors.Translate(path, () =>
        {
            List<HistoryDatabase> histories = new();
            try
            {
                histories.AddRange(sources.Select(HistoryDatabase.OpenForReading));
                Part[] runs = histories.SelectMany(history => history.Runs.All().Select(run => new Part(history, run))).OrderBy(part => part.Run.At).ToArray();
                NewHistory.Write(path, overwrite, writer =>
                {
                    foreach (Part[] together in Group(runs, window))
                    {
                        Write(writer, histories, together, runs);
                    }
                });
                return true;
            }
            finally
            {
                histories.ForEach(history => history.Dispose());
            }
        });
    }

    /// <summary>A part begins anew in the same run only where its run before was interrupted.</summary>
    private static IEnumerable<Part[]> Group(Part[] runs, TimeSpan window)
    {
        List<Part> open = new();
        foreach (Part run in runs)
        {
            bool isLater = open.Count > 0 && run.Run.At - open[0].Run.At > window.TotalMilliseconds;
            if (isLater || open.Any(other => other.History == run.History && other.Run.IsComplete))
            {
                yield return open.ToArray();
                open.Clear();
            }

            open.Add(run);
        }

        if (open.Count > 0)
        {
            yield return open.ToArray();
        }
    }

    private static void Write(HistoryWriter writer, List<HistoryDatabase> histories, Part[] together, Part[] all)
    {
        RunRow first = together[0].Run;
        Part[] last = together.GroupBy(part => part.History).Select(group => group.Last()).ToArray();
        IEnumerable<Part> missing = histories.Except(last.Select(part => part.History)).Select(history => all.LastOrDefault(part => part.History == history)).OfType<Part>();
        long total = last.Concat(missing).Sum(part => part.Run.IsComplete ? part.Run.Checked : Math.Max(part.Run.Total ?? 0, part.Run.Checked));
        writer.Append(new[] { new LedgerRecord { Kind = LedgerRecord.RunStarted, Run = first.Name, At = HistoryEntry.Time(first.At, first.Zone), Total = (int)total, Options = together.All(part => part.Run.Options == first.Options) ? first.Options : null } });
        List<LedgerRecord> batch = new(BatchSize);
        foreach ((HistoryDatabase history, HistoryEntry entry) in InOrderOfTime(together))
        {
            LedgerRecord record = LedgerExchange.RecordOf(history, entry);
            record.Run = first.Name;
            batch.Add(record);
            if (batch.Count == BatchSize)
            {
                writer.Append(batch);
                batch.Clear();
            }
        }

        writer.Append(batch);

        // Fewer practices than the parts have together: some are in several of them, and then others may be in none.
        if (last.Length == histories.Count && last.All(part => part.Run.IsComplete) && HasEveryPart(last) && writer.Read(united => united.Runs.Find(first.Name)!.Checked) >= total)
        {
            RunRow end = last.OrderBy(part => part.Run.LastAt).Last().Run;
            writer.Append(new[] { new LedgerRecord { Kind = LedgerRecord.RunEnded, Run = first.Name, At = HistoryEntry.Time(end.LastAt, end.LastZone) } });
        }
    }

    /// <summary>True where the runs are of all the parts into which the fleet was divided, or of parts that were not counted.</summary>
    private static bool HasEveryPart(Part[] last)
    {
        Shard?[] parts = Array.ConvertAll(last, part => part.Run.Shard is string text ? Shard.Parse(text) : null);
        return parts.All(part => part is null)
            || (parts.All(part => part is not null && part.Count == parts[0]?.Count) && parts.Select(part => part!.Number).Distinct().Count() == parts[0]!.Count);
    }

    /// <summary>The checks and members of several parts as one machine would have written them: another order would look like a clock that was set back.</summary>
    private static IEnumerable<(HistoryDatabase History, HistoryEntry Entry)> InOrderOfTime(Part[] parts)
    {
        List<(HistoryDatabase History, IEnumerator<HistoryEntry> Entries)> open = new();
        try
        {
            foreach (Part part in parts)
            {
                IEnumerator<HistoryEntry> entries = part.History.Entries(part.Run.First, part.Run.Last).Where(entry => entry.Run == part.Run.Id && entry.Member > 0).GetEnumerator();
                open.Add((part.History, entries));
            }

            open.RemoveAll(part => !part.Entries.MoveNext());
            while (open.Count > 0)
            {
                (HistoryDatabase history, IEnumerator<HistoryEntry> entries) = open.OrderBy(part => part.Entries.Current.At).First();
                yield return (history, entries.Current);
                if (!entries.MoveNext())
                {
                    open.RemoveAll(part => part.Entries == entries);
                }
            }
        }
        finally
        {
            open.ForEach(part => part.Entries.Dispose());
        }
    }

    private sealed record Part(HistoryDatabase History, RunRow Run);
}
