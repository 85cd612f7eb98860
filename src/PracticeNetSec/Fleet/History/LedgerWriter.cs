// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>
/// Appends to a ledger. What is appended while the disk is busy goes out together with one flush, so that thousands of
/// practices do not wait for thousands of flushes; a task never completes before its line is on the disk.
/// </summary>
internal sealed class LedgerWriter : IDisposable
{
    private readonly object _gate = new();
    private readonly FileStream _lock;
    private readonly FileStream _file;
    private readonly FileStream _head;
    private List<(LedgerRecord Record, TaskCompletionSource<bool> Done)> _waiting = new();
    private Task _writing = Task.CompletedTask;
    private bool _busy;
    private long _number;
    private string _hash;

    /// <summary>Opens a ledger that was read and found intact; a truncated last line is removed.</summary>
    /// <exception cref="InputException"><c>LedgerInUse</c>: another audit is writing; <c>LedgerBroken</c>: the ledger is not what was written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public LedgerWriter(string path, Func<LedgerCheck> read)
    {
        _lock = Lock(path);
        FileStream? file = null;
        try
        {
            _file = file = PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            LedgerCheck check = read();
            if (!check.IsWhole)
            {
                throw new InputException("LedgerBroken", $"The ledger '{path}' is not what was written ({check.Problems[0]}). See Test-ExposureHistory; move it away to begin a new one.");
            }

            _file.SetLength(check.WholeLength);
            _file.Seek(0, SeekOrigin.End);
            _number = check.Lines;
            _hash = check.LastHash;
            _head = PrivateFiles.Open(LedgerHead.PathOf(path), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        }
        catch
        {
            file?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Appends; the task ends when the line is on the disk.</summary>
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

    public void Dispose()
    {
        Task last;
        lock (_gate)
        {
            last = _writing;
        }

        last.Wait();
        _file.Dispose();
        _head.Dispose();
        _lock.Dispose();
    }

    /// <summary>
    /// One writer per ledger. The lock is a file of its own: on Unix a lock that keeps writers out of the ledger itself
    /// would keep its readers out too. It is released with the process, however that ends.
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
            throw new InputException("LedgerInUse", $"The ledger '{path}' is being written by another audit. Wait for its end, or give each audit its own ledger.", taken);
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
                Write(batch.Select(entry => entry.Record));
                batch.ForEach(entry => entry.Done.TrySetResult(true));
            }
            catch (Exception refused)
            {
                // Any exception: the callers waiting for their lines must receive it, and later ones are served.
                batch.ForEach(entry => entry.Done.TrySetException(refused));
            }
        }
    }

    private void Write(IEnumerable<LedgerRecord> records)
    {
        long start = _file.Position;
        (long number, string hash) = (_number, _hash);
        StringBuilder text = new();
        foreach (LedgerRecord record in records)
        {
            LedgerLine line = LedgerLine.Following(++number, hash, record);
            text.Append(line.Text).Append('\n');
            hash = line.Hash;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        try
        {
            _file.Write(bytes, 0, bytes.Length);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // A full disk must leave no partial line in the middle of what is written later.
            _file.SetLength(start);
            throw;
        }

        (_number, _hash) = (number, hash);
        byte[] head = new LedgerHead(number, hash).ToBytes();
        _head.Seek(0, SeekOrigin.Begin);
        _head.Write(head, 0, head.Length);
        _head.Flush();
    }
}
