// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>
/// Reads long ranges over several connections: what takes the time is the hash of each entry, and from a kept hash on each range is
/// verified by itself.
/// </summary>
internal static class EntryRanges
{
    /// <summary>Fewer entries a connection are read sooner than a further one is opened.</summary>
    private const int LeastEntries = 4096;

    private const int MaxConnections = 4;

    /// <summary>Reads the entries of a range, a part of it at a time.</summary>
    /// <param name="history">The history.</param>
    /// <param name="from">Number of the first entry.</param>
    /// <param name="until">Number of the last; those up to the end of the history where it is later.</param>
    /// <param name="use">Takes the entries of a part in their order, with the connection that reads them; what it returns may not need it.</param>
    /// <returns>What was made of the parts, in the order of their entries.</returns>
    /// <exception cref="InvalidDataException">An entry is not the one that was written.</exception>
    public static IReadOnlyList<T> ReadEntries<T>(this HistoryDatabase history, long from, long until, Func<HistoryDatabase, IEnumerable<HistoryEntry>, T> use)
    {
        long last = Math.Min(until, history.Head().Sequence);
        long parts = Connections((last - from + 1) / LeastEntries);
        long size = ((last - from) / parts / EntryChain.Interval * EntryChain.Interval) + EntryChain.Interval;
        List<Func<HistoryDatabase, T>> readers = new();
        for (long start = from; start <= last; start = End(start, size) + 1)
        {
            (long first, long end) = (start, Math.Min(End(start, size), last));
            readers.Add(reader =>
            {
                if (parts > 1)
                {
                    reader.Members.HoldFrom(1);
                }

                return use(reader, reader.Entries(first, end).Where(entry => entry.Sequence <= end));
            });
        }

        return history.ReadTogether(readers);
    }

    /// <summary>Divides items among as many connections as are worth it.</summary>
    /// <param name="history">The history.</param>
    /// <param name="items">The items.</param>
    /// <param name="entries">How many entries are read for all of them.</param>
    /// <param name="use">Takes some of them, with a connection.</param>
    public static IReadOnlyList<T> ReadItems<T>(this HistoryDatabase history, IReadOnlyCollection<long> items, long entries, Func<HistoryDatabase, IEnumerable<long>, T> use)
    {
        long parts = Connections(entries / LeastEntries);
        return history.ReadTogether(items.Select((item, index) => (item, index)).GroupBy(item => item.index % parts, item => item.item)
            .Select(part => (Func<HistoryDatabase, T>)(reader => use(reader, part))).ToList());
    }

    private static long Connections(long wanted) => Math.Max(1, Math.Min(wanted, Math.Min(MaxConnections, Environment.ProcessorCount)));

    /// <summary>The last entry of a part: one whose hash is kept.</summary>
    private static long End(long start, long size) => (start + size - 1) / EntryChain.Interval * EntryChain.Interval;

    private static T[] ReadTogether<T>(this HistoryDatabase history, IReadOnlyList<Func<HistoryDatabase, T>> readers) => readers.Count == 1
        ? new[] { readers[0](history) }
        : Task.WhenAll(readers.Select(reader => Task.Run(() => HistoryDatabase.Read(history.Path, reader)))).GetAwaiter().GetResult();
}
