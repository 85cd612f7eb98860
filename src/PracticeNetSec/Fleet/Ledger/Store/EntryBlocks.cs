// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>Single entries, each verified with those around it: from the kept hash before it to the one behind.</summary>
internal sealed class EntryBlocks : IDisposable
{
    private readonly HistoryDatabase _history;
    private readonly SqliteCommand _read;
    private readonly EntryChain _chain = new();
    private readonly long _last;
    private readonly byte[] _lastHash;

    public EntryBlocks(HistoryDatabase history)
    {
        _history = history;
        (_last, _lastHash) = history.Head();
        _read = history.Command($"SELECT {HistoryEntry.Columns} FROM entry WHERE seq BETWEEN $start AND $end ORDER BY seq", "$start", "$end");
    }

    /// <summary>An entry.</summary>
    /// <exception cref="InvalidDataException">It, or one around it, is not the one that was written.</exception>
    public HistoryEntry Get(long sequence)
    {
        // Hashes are kept at the multiples of the interval.
        long start = (sequence - 1) / EntryChain.Interval * EntryChain.Interval;
        long end = start + EntryChain.Interval;
        (_read.Parameters[0].Value, _read.Parameters[1].Value) = (start, end);
        using SqliteDataReader row = _read.ExecuteReader();
        _chain.Continue(start == 0 ? new byte[EntryChain.HashLength] : KeptOf(row, start));
        HistoryEntry? found = null;
        long expected = start;
        while (row.Read())
        {
            HistoryEntry entry = HistoryEntry.Of(row);
            _chain.Add(_history, entry);
            byte[]? kept = entry.Sequence == _last ? _lastHash : entry.Hash;
            if (entry.Sequence != ++expected || (kept is not null && !kept.SequenceEqual(_chain.Hash)))
            {
                throw EntryTable.Altered(expected);
            }

            found = entry.Sequence == sequence ? entry : found;
        }

        return found is not null && expected == Math.Min(end, _last) ? found : throw EntryTable.Altered(expected + 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _read.Dispose();
        _chain.Dispose();
    }

    private static byte[] KeptOf(SqliteDataReader row, long start) =>
        row.Read() && HistoryEntry.Of(row) is { Hash: byte[] hash } entry && entry.Sequence == start ? hash : throw EntryTable.Altered(start);
}
