// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>The signed entries of a history.</summary>
internal sealed class Checkpoints
{
    private const string Columns = "seq, hash, at, certificate, signature";

    private readonly Dictionary<long, Checkpoint> _all = new();

    public Checkpoints(HistoryDatabase history)
    {
        using SqliteCommand command = history.Command($"SELECT {Columns} FROM checkpoint ORDER BY seq");
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            _all[row.GetInt64(0)] = new Checkpoint(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4));
        }
    }

    /// <summary>Oldest first.</summary>
    public IEnumerable<Checkpoint> All => _all.Values.OrderBy(checkpoint => checkpoint.Sequence);

    /// <summary>Adds one.</summary>
    public static void Add(HistoryDatabase history, Checkpoint checkpoint)
    {
        using SqliteCommand command = history.Command($"INSERT OR REPLACE INTO checkpoint ({Columns}) VALUES ($seq, $hash, $at, $certificate, $signature)", "$seq", "$hash", "$at", "$certificate", "$signature");
        object[] values = checkpoint.ToRow();
        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }

        command.ExecuteNonQuery();
    }

    /// <summary>Compares what was signed with the chain.</summary>
    public void Compare(long sequence, byte[] hash)
    {
        if (_all.TryGetValue(sequence, out Checkpoint? checkpoint))
        {
            checkpoint.Compare(hash);
        }
    }
}
