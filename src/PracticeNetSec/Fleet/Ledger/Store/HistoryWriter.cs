// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using PracticeNetSec.Files;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger.Lines;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>
/// Appends to a history. What is appended while the disk is busy is committed together, so that thousands of practices do not wait for
/// thousands of flushes; a task never completes before its entry is on the disk.
/// </summary>
internal sealed class HistoryWriter : IDisposable
{
    private readonly object _gate = new();
    private readonly FileStream _lock;
    private readonly HistoryDatabase _database;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _setHead;
    private List<(LedgerRecord Record, TaskCompletionSource<bool> Done)> _waiting = new();
    private Task _writing = Task.CompletedTask;
    private bool _busy;
    private EntryChain _chain;
    private long _sequence;
    private RunRow? _run;
    private Dictionary<long, Verdict> _verdicts = new();

    /// <summary>Opens or creates a history.</summary>
    /// <exception cref="InputException"><c>LedgerInUse</c>: another audit is writing; <c>LedgerBroken</c>: the history is not what was written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public HistoryWriter(string path)
    {
        _lock = Lock(path);
        HistoryDatabase? database = null;
        try
        {
            _database = database = HistoryDatabase.OpenForWriting(path);
            (_sequence, byte[] hash) = database.Head();
            _chain = new EntryChain(hash);
            _add = database.Command(
                $"INSERT INTO entry ({HistoryEntry.Columns}) VALUES ($seq, $kind, $run, $at, $zone, $member, $content, $ended, $took, $endedZone, $hash, $address)",
                "$seq", "$kind", "$run", "$at", "$zone", "$member", "$content", "$ended", "$took", "$endedZone", "$hash", "$address");
            _setHead = database.Command("UPDATE head SET seq = $seq, hash = $hash", "$seq", "$hash");
        }
        catch (Exception unusable)
        {
            database?.Dispose();
            _lock.Dispose();
            if (unusable is InvalidDataException)
            {
                throw Broken(path, unusable);
            }

            throw;
        }
    }

    /// <summary>The last entry on the disk: its number and hash.</summary>
    public (long Sequence, byte[] Hash) Head
    {
        get
        {
            lock (_database)
            {
                return (_sequence, _chain.Hash);
            }
        }
    }

    /// <summary>The error of a history that is not what was written.</summary>
    public static InputException Broken(string path, Exception cause) =>
        new("LedgerBroken", $"The ledger '{InputException.Quote(path)}' cannot be continued: {cause.Message} Move it away to begin a new one.", cause);

    /// <summary>Reads what is on the disk, through the writer's connection.</summary>
    public T Read<T>(Func<HistoryDatabase, T> use)
    {
        lock (_database)
        {
            return SqliteErrors.Translate(_database.Path, () => use(_database));
        }
    }

    /// <summary>Appends; the task ends when the entry is on the disk.</summary>
    public Task AppendAsync(LedgerRecord record)
    {
        TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((record, done));
            if (!_busy)
            {
                _busy = true;
                _writing = Task.Run(WriteWaiting);
            }
        }

        return done.Task;
    }

    /// <summary>Appends several in one transaction.</summary>
    /// <exception cref="IOException">The disk refused them; none is in the history.</exception>
    public void Append(IReadOnlyCollection<LedgerRecord> records)
    {
        lock (_database)
        {
            SqliteErrors.Translate(_database.Path, () => Write(records));
        }
    }

    /// <summary>Signs the last entry.</summary>
    /// <param name="certificate">With its private key.</param>
    /// <param name="at">When.</param>
    /// <exception cref="CryptographicException">The key cannot be used.</exception>
    /// <exception cref="IOException">The signature cannot be written.</exception>
    public void Sign(X509Certificate2 certificate, DateTimeOffset at)
    {
        lock (_database)
        {
            Checkpoint checkpoint = Checkpoint.Sign(_sequence, _chain.Hash, HistoryEntry.Milliseconds(at), certificate);
            SqliteErrors.Translate(_database.Path, () =>
            {
                Checkpoints.Add(_database, checkpoint);
                return true;
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Task last;
        lock (_gate)
        {
            last = _writing;
        }

        last.Wait();
        _add.Dispose();
        _setHead.Dispose();
        _chain.Dispose();
        _database.Dispose();
        _lock.Dispose();
    }

    /// <summary>
    /// One audit per history. SQLite keeps transactions apart, not runs: two audits at once would each take the other's run for an
    /// interrupted one. The system releases the lock with the process, however that ends.
    /// </summary>
    private static FileStream Lock(string path)
    {
        string file = path + ".lock";
        try
        {
            return PrivateFiles.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (FileErrors.CauseOf(taken, file, writing: true) == FileErrorCause.InUse)
        {
            throw new InputException("LedgerInUse", $"The ledger '{InputException.Quote(path)}' is being written by another audit. Wait for its end, or give each audit its own ledger.", taken);
        }
    }

    private void WriteWaiting()
    {
        while (true)
        {
            List<(LedgerRecord Record, TaskCompletionSource<bool> Done)> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _busy = false;
                    return;
                }

                batch = _waiting;
                _waiting = new();
            }

            try
            {
                Append(batch.ConvertAll(entry => entry.Record));
                batch.ForEach(entry => entry.Done.TrySetResult(true));
            }
            catch (Exception refused)
            {
                // Any exception: the callers waiting for their entries must receive it, and later ones are served.
                batch.ForEach(entry => entry.Done.TrySetException(refused));
            }
        }
    }

    private bool Write(IReadOnlyCollection<LedgerRecord> records)
    {
        (long sequence, byte[] hash) = (_sequence, _chain.Hash);
        try
        {
            using HistoryTransaction transaction = _database.Begin(writing: true);
            HashSet<RunRow> touched = new();
            foreach (LedgerRecord record in records)
            {
                touched.Add(Add(record));
            }

            foreach (RunRow run in touched)
            {
                _database.Runs.Save(run);
            }

            _setHead.Parameters[0].Value = _sequence;
            _setHead.Parameters[1].Value = _chain.Hash;
            _setHead.ExecuteNonQuery();
            transaction.Commit();
            return true;
        }
        catch
        {
            // Nothing of it is in the file: what is held of it must not be referred to.
            _chain.Dispose();
            (_sequence, _chain, _run) = (sequence, new EntryChain(hash), null);
            _database.Forget();
            throw;
        }
    }

    private RunRow Add(LedgerRecord record)
    {
        HistoryEntry entry = new()
        {
            Sequence = _sequence + 1,
            Kind = KindOf(record),
            At = HistoryEntry.Milliseconds(record.At),
            Zone = HistoryEntry.Minutes(record.At),
        };
        RunRow run = RunOf(record, entry);
        entry.Run = run.Id;
        Member? member = null;
        ContentTable.Content? content = null;
        Verdict? before = null;
        if (record.Snapshot is ExposureSnapshot snapshot)
        {
            entry.Member = _database.Members.IdOf(snapshot, out member);
            entry.Address = (snapshot.Address ?? "") == (member.Address ?? "") ? null : HistoryEntry.ToValue(snapshot.Address);
            if (entry.Kind == EntryKind.PracticeChecked)
            {
                entry.Content = _database.Contents.IdOf(snapshot);
                content = _database.Contents.Get(entry.Content);
                (entry.EndedAt, entry.EndedZone) = (HistoryEntry.Milliseconds(snapshot.EndedAt), HistoryEntry.Minutes(snapshot.EndedAt));
                entry.StartedAt = HistoryEntry.Milliseconds(snapshot.StartedAt);
                before = _verdicts.TryGetValue(member.Practice, out Verdict known) ? known : null;
                _verdicts[member.Practice] = snapshot.Verdict;
            }
        }

        _chain.Add(entry, run, member, content?.Digest);
        entry.Hash = EntryChain.IsKept(entry) ? _chain.Hash : null;
        Insert(entry);
        run.Count(entry, content?.Verdict, before, content is null ? Array.Empty<string>() : record.Snapshot!.VantagePoints);
        _sequence = entry.Sequence;
        return run;
    }

    private static EntryKind KindOf(LedgerRecord record) => record.Kind switch
    {
        LedgerRecord.RunStarted => EntryKind.RunStarted,
        LedgerRecord.RunEnded => EntryKind.RunEnded,
        LedgerRecord.MemberNamed => EntryKind.MemberNamed,
        _ => EntryKind.PracticeChecked,
    };

    /// <summary>The run of a record; a check without a begin, as earlier versions could leave one, begins it.</summary>
    private RunRow RunOf(LedgerRecord record, HistoryEntry entry)
    {
        if (_run?.Name == record.Run)
        {
            return _run;
        }

        _run = _database.Runs.Find(record.Run);
        _verdicts = new Dictionary<long, Verdict>();
        if (_run is null)
        {
            return _run = _database.Runs.Add(record.Run, entry.At, entry.Zone, entry.Kind == EntryKind.RunStarted ? record : null);
        }

        using SqliteCommand command = _database.Command(
            "SELECT m.practice, c.verdict FROM entry e JOIN member m ON m.id = e.member JOIN content c ON c.id = e.content WHERE e.seq >= $first AND e.run = $run AND e.kind = 1 ORDER BY e.seq", "$first", "$run");
        command.Parameters[0].Value = _run.First;
        command.Parameters[1].Value = _run.Id;
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            _verdicts[row.GetInt64(0)] = (Verdict)row.GetInt64(1);
        }

        return _run;
    }

    private void Insert(HistoryEntry entry)
    {
        bool isCheck = entry.Kind == EntryKind.PracticeChecked;
        object?[] values =
        {
            entry.Sequence, (long)entry.Kind, entry.Run, entry.At, entry.Zone, entry.Member == 0 ? null : entry.Member, isCheck ? entry.Content : null,
            isCheck ? entry.At - entry.EndedAt : null, isCheck ? entry.EndedAt - entry.StartedAt : null, isCheck ? entry.EndedZone : null, entry.Hash, entry.Address,
        };
        for (int index = 0; index < values.Length; index++)
        {
            _add.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        _add.ExecuteNonQuery();
    }
}
