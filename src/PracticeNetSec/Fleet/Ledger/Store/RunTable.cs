// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Data.Sqlite;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger.Lines;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>The runs, oldest first.</summary>
internal sealed class RunTable : IDisposable
{
    private const string Columns = "name, at, zone, total, first, last, last_at, last_zone, complete, undetermined, not_exposed, at_risk, exposed, vantages, shard, options";

    private readonly HistoryDatabase _database;
    private readonly SqliteCommand _save;
    private readonly Dictionary<long, RunRow> _held = new();

    public RunTable(HistoryDatabase database)
    {
        _database = database;
        string[] names = Columns.Split(',').Select(name => "$" + name.Trim()).ToArray();
        _save = database.Command($"INSERT OR REPLACE INTO run (id, {Columns}) VALUES ($id, {string.Join(", ", names)})", names.Prepend("$id").ToArray());
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<RunRow> All()
    {
        List<RunRow> runs = new();
        using SqliteCommand command = _database.Command($"SELECT id, {Columns} FROM run ORDER BY id");
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            RunRow run = Of(row);
            _held[run.Id] = run;
            runs.Add(run);
        }

        return runs;
    }

    /// <summary>The run of a row.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public RunRow Get(long id)
    {
        if (!_held.ContainsKey(id))
        {
            All();
        }

        return _held.TryGetValue(id, out RunRow? run) ? run : throw new InvalidDataException("The ledger is damaged: a run is missing.");
    }

    /// <summary>The run of an id; null where there is none.</summary>
    public RunRow? Find(string name) => All().FirstOrDefault(run => run.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>A new run after the last one; <see cref="Save"/> writes its sums.</summary>
    /// <param name="name">Its id.</param>
    /// <param name="at">When it began, as in <see cref="HistoryEntry"/>.</param>
    /// <param name="zone">The minutes of the zone.</param>
    /// <param name="begin">What its begin states; null for checks without one.</param>
    public RunRow Add(string name, long at, int zone, LedgerRecord? begin)
    {
        RunRow run = new(name) { Id = _database.Number("SELECT MAX(id) FROM run") + 1, At = at, Zone = zone, Total = begin?.Total, Shard = begin?.Shard, Options = begin?.Options };
        Save(run);
        return _held[run.Id] = run;
    }

    /// <summary>Writes the sums of a run.</summary>
    public void Save(RunRow run)
    {
        object?[] values =
        {
            run.Id, run.Name, run.At, run.Zone, run.Total, run.First, run.Last, run.LastAt, run.LastZone, run.IsComplete ? 1 : 0,
            run.Counts[Verdict.Undetermined], run.Counts[Verdict.NotExposed], run.Counts[Verdict.AtRisk], run.Counts[Verdict.Exposed],
            LedgerJson.Write(run.VantagePoints.ToArray()), run.Shard, run.Options,
        };
        for (int index = 0; index < values.Length; index++)
        {
            _save.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        _save.ExecuteNonQuery();
    }

    /// <summary>After a transaction that was not committed.</summary>
    public void Forget() => _held.Clear();

    /// <inheritdoc/>
    public void Dispose() => _save.Dispose();

    private static RunRow Of(SqliteDataReader row)
    {
        RunRow run = new(row.GetString(1))
        {
            Id = row.GetInt64(0),
            At = row.GetInt64(2),
            Zone = (int)row.GetInt64(3),
            Total = row.IsDBNull(4) ? null : row.GetInt64(4),
            First = row.GetInt64(5),
            Last = row.GetInt64(6),
            LastAt = row.GetInt64(7),
            LastZone = (int)row.GetInt64(8),
            IsComplete = row.GetInt64(9) != 0,
        };
        run.Counts[Verdict.Undetermined] = row.GetInt64(10);
        run.Counts[Verdict.NotExposed] = row.GetInt64(11);
        run.Counts[Verdict.AtRisk] = row.GetInt64(12);
        run.Counts[Verdict.Exposed] = row.GetInt64(13);
        run.VantagePoints.UnionWith(LedgerJson.Read<string[]>(row.GetString(14)));
        run.Shard = row.IsDBNull(15) ? null : row.GetString(15);
        run.Options = row.IsDBNull(16) ? null : row.GetString(16);
        return run;
    }
}
