// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.Data.Sqlite;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>Checks a whole history: the file, every entry with what it refers to, the sums, and what was noted or signed.</summary>
internal sealed class HistoryVerifier
{
    private const int MaxProblems = 100;

    private readonly HistoryDatabase _history;
    private readonly LedgerCheck _check;
    private readonly List<LedgerProblem> _problems = new();
    private readonly Dictionary<long, RunRow> _runs = new();
    private readonly Dictionary<(long Run, long Practice), Verdict> _verdicts = new();
    private readonly HashSet<long> _members = new();
    private bool _isRolledBack;
    private long _oldestHeld = 1;

    private HistoryVerifier(HistoryDatabase history, LedgerCheck check) => (_history, _check) = (history, check);

    /// <summary>Checks a history.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">A hash noted earlier, with the number of its entry before it or without; null for none.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InputException"><c>LedgerIsLineFile</c>, <c>LedgerTooNew</c>.</exception>
    public static LedgerCheck Verify(string path, string? expected)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException("The ledger does not exist.", path);
        }

        LedgerCheck check = new() { Path = path };
        List<LedgerProblem> problems = new();
        try
        {
            HistoryDatabase.Read(path, history =>
            {
                HistoryVerifier verifier = new(history, check);
                verifier.Verify(expected);
                problems = verifier._problems;
                check.State = problems.Count == 0 ? check.ConfirmedEntry > 0 ? LedgerState.Confirmed : LedgerState.Consistent
                    : verifier._isRolledBack && problems.All(problem => problem.Kind == LedgerProblemKind.NotInHistory) ? LedgerState.RolledBack
                    : LedgerState.Altered;
                return true;
            });
        }
        catch (InvalidDataException damaged)
        {
            check.State = LedgerState.Altered;
            problems.Add(new LedgerProblem { Kind = LedgerProblemKind.Damaged, Message = damaged.Message });
        }

        check.Problems = problems.ToArray();
        return check;
    }

    private void Verify(string? expected)
    {
        using HistoryTransaction moment = _history.Begin(writing: false);
        CheckFile();
        (long last, byte[] lastHash) = _history.Head();
        _check.LastHash = HistoryQueries.ShownHash(last, lastHash);
        (long? number, string? hash) = Parse(expected);
        bool isFound = expected is null;
        Checkpoints checkpoints = new(_history);
        using EntryChain chain = new();
        using SqliteCommand command = _history.Command($"SELECT {HistoryEntry.Columns} FROM entry ORDER BY seq");
        using SqliteDataReader row = command.ExecuteReader();
        long expectedNumber = 0;
        bool isBroken = false;
        while (row.Read())
        {
            HistoryEntry entry = HistoryEntry.Of(row);
            if (entry.Sequence != ++expectedNumber)
            {
                Report(entry.Sequence, LedgerProblemKind.Cut, $"entries {expectedNumber} to {entry.Sequence - 1} are missing before it.");
                expectedNumber = entry.Sequence;
            }

            try
            {
                chain.Add(_history, entry);
                Count(entry);
            }
            catch (InvalidDataException damaged)
            {
                Report(entry.Sequence, LedgerProblemKind.Altered, damaged.Message);
                isBroken = true;
            }

            byte[]? kept = entry.Sequence == last ? lastHash : entry.Hash;
            if (kept is not null && (isBroken || !kept.SequenceEqual(chain.Hash) || (entry.Hash is not null && !entry.Hash.SequenceEqual(kept))))
            {
                Report(entry.Sequence, LedgerProblemKind.Altered, $"it, or one of the {EntryChain.Interval} before it, is not what was written.");
                chain.Continue(kept);
                isBroken = false;
            }

            if (entry.Hash is null && EntryChain.IsKept(entry))
            {
                Report(entry.Sequence, LedgerProblemKind.Altered, "its hash was removed.");
            }

            if (hash is not null && EntryChain.Text(chain.Hash) == hash && (number is null || number == entry.Sequence))
            {
                isFound = true;
                Confirm(entry.Sequence);
            }

            checkpoints.Compare(entry.Sequence, chain.Hash);
            _check.LastWritten = HistoryEntry.Time(entry.At, entry.Zone);
        }

        _check.Entries = expectedNumber;
        if (expectedNumber != last)
        {
            Report(last, LedgerProblemKind.Cut, expectedNumber < last ? $"entries {expectedNumber + 1} to {last} were written, and are missing at the end." : $"entries {last + 1} to {expectedNumber} were added behind the last that was written.");
        }

        CheckSums();
        ReadCheckpoints(checkpoints, last);
        if (!isFound)
        {
            _isRolledBack = number > last;
            Report(0, LedgerProblemKind.NotInHistory, number > last
                ? $"entry {number} was noted, and the ledger ends with {last}: an earlier state was put back."
                : $"no entry has the noted hash {hash}: the ledger was written anew, or an earlier state was put back and continued.");
        }
    }

    private void ReadCheckpoints(Checkpoints checkpoints, long last)
    {
        foreach (Checkpoint checkpoint in checkpoints.All)
        {
            if (!checkpoint.IsSignatureValid)
            {
                Report(checkpoint.Sequence, LedgerProblemKind.Altered, "its signature is not valid.");
            }
            else if (checkpoint.Sequence > last)
            {
                _isRolledBack = true;
                Report(0, LedgerProblemKind.NotInHistory, $"entry {checkpoint.Sequence} was signed, and the ledger ends with {last}: an earlier state was put back.");
            }
            else if (!checkpoint.IsInChain)
            {
                Report(checkpoint.Sequence, LedgerProblemKind.Altered, "it was signed with another hash.");
            }
            else
            {
                _check.SignedBy = checkpoint.Subject;
                if (checkpoint.IsTrusted)
                {
                    Confirm(checkpoint.Sequence);
                }
            }
        }
    }

    private void Confirm(long sequence) => _check.ConfirmedEntry = Math.Max(_check.ConfirmedEntry, sequence);

    /// <summary>Pages, indexes and the form of rows, by SQLite.</summary>
    private void CheckFile()
    {
        using SqliteCommand command = _history.Command("PRAGMA integrity_check(10)");
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            if (row.GetString(0) != "ok")
            {
                Report(0, LedgerProblemKind.Damaged, $"the file is damaged: {InputException.Quote(row.GetString(0))}");
            }
        }
    }

    private void Count(HistoryEntry entry)
    {
        RunRow kept = _history.Runs.Get(entry.Run);
        if (!_runs.TryGetValue(entry.Run, out RunRow? run))
        {
            bool isBegun = entry.Kind == EntryKind.RunStarted;
            _runs.Add(entry.Run, run = new RunRow(kept.Name) { Id = entry.Run, At = entry.At, Zone = entry.Zone, Total = isBegun ? kept.Total : null, Shard = isBegun ? kept.Shard : null, Options = isBegun ? kept.Options : null });
        }

        Member? member = entry.Member == 0 ? null : _history.Members.Get(entry.Member);
        if (member is not null && _members.Add(entry.Member) && _history.Members.PracticeOf(member.PracticeId) != member.Practice)
        {
            throw new InvalidDataException($"the practice {InputException.Quote(member.PracticeId)} was given the row of another one.");
        }

        if (entry.Kind != EntryKind.PracticeChecked)
        {
            run.Count(entry, null, null, Array.Empty<string>());
            return;
        }

        ContentTable.Content content = _history.Contents.Get(entry.Content);
        (long Run, long Practice) key = (entry.Run, member!.Practice);
        Verdict? before = _verdicts.TryGetValue(key, out Verdict known) ? known : null;
        _verdicts[key] = content.Verdict;
        ForgetBefore(entry.Run);
        run.Count(entry, content.Verdict, before, content.VantagePoints);
        _check.Checks++;
    }

    /// <summary>Only one run is written at a time: what a finished one found is not needed any more.</summary>
    private void ForgetBefore(long run)
    {
        if (run > _oldestHeld)
        {
            foreach ((long Run, long Practice) key in _verdicts.Keys.Where(key => key.Run < run).ToArray())
            {
                _verdicts.Remove(key);
            }

            _oldestHeld = run;
        }
    }

    private void CheckSums()
    {
        long before = 0;
        foreach (RunRow kept in _history.Runs.All())
        {
            if (kept.First <= before)
            {
                Report(kept.First, LedgerProblemKind.Altered, $"the run {InputException.Quote(kept.Name)} is not in the order of its entries.");
            }

            before = kept.First;
            if (!_runs.TryGetValue(kept.Id, out RunRow? run) || !run.Matches(kept))
            {
                Report(kept.First, LedgerProblemKind.Altered, $"the sums of the run {InputException.Quote(kept.Name)} are not those of its entries.");
            }
        }
    }

    private void Report(long entry, LedgerProblemKind kind, string message)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new LedgerProblem { Entry = entry, Kind = kind, Message = message });
        }
    }

    private static (long? Number, string? Hash) Parse(string? expected)
    {
        int colon = expected?.IndexOf(':') ?? -1;
        return expected is null ? (null, null)
            : colon < 0 ? (null, expected.ToLowerInvariant())
            : (long.Parse(expected.Substring(0, colon), NumberStyles.None, CultureInfo.InvariantCulture), expected.Substring(colon + 1).ToLowerInvariant());
    }
}
