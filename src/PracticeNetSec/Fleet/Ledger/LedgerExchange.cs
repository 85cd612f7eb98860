// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Fleet.Ledger.Lines;
using PracticeNetSec.Fleet.Ledger.Store;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger;

/// <summary>
/// A history as JSON Lines, for other programs and for machines with another version: one entry a line, chained by hashes that need
/// nothing but SHA-256 to be checked. The form is <c>schemas/exposure-history.schema.json</c>, and that of the line files of earlier versions.
/// </summary>
public static class LedgerExchange
{
    private const int BatchSize = 2000;

    /// <summary>Writes a history as lines.</summary>
    /// <param name="path">The history.</param>
    /// <param name="writer">Receives the lines, each ended by a line feed.</param>
    /// <param name="time">Dates the last line.</param>
    /// <returns>Lines written.</returns>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static long Export(string path, TextWriter writer, TimeProvider time) => Export(path, writer, time, out _);

    /// <summary>The same, with the hash of the last entry that was written.</summary>
    /// <param name="path">The history.</param>
    /// <param name="writer">Receives the lines, each ended by a line feed.</param>
    /// <param name="time">Dates the last line.</param>
    /// <param name="lastHash">SHA-256, 32 bytes.</param>
    /// <returns>Lines written.</returns>
    /// <exception cref="InvalidDataException">The history is not what was written.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static long Export(string path, TextWriter writer, TimeProvider time, out byte[] lastHash)
    {
        (long lines, lastHash) = HistoryDatabase.Read(path, history => Export(history, writer, time));
        return lines;
    }

    private static (long Lines, byte[] LastHash) Export(HistoryDatabase history, TextWriter writer, TimeProvider time)
    {
        using HistoryTransaction moment = history.Begin(writing: false);
        long number = 0;
        string hash = LedgerLine.NoHash;
        (_, byte[] head) = history.Head();
        LedgerRecord end = new() { Kind = LedgerRecord.ExportEnded, At = time.GetLocalNow(), Hash = EntryChain.Text(head) };
        foreach (LedgerRecord record in history.Entries(1).Select(entry => RecordOf(history, entry)).Append(end))
        {
            LedgerLine line = LedgerLine.Following(++number, hash, record);
            writer.Write(line.Text);
            writer.Write('\n');
            hash = line.Hash;
        }

        return (number, head);
    }

    /// <summary>Makes a history of exports, or of line files of an earlier version.</summary>
    /// <param name="sources">The files of lines, oldest first; that with the ending <c>.head</c> beside one is compared where there is one.</param>
    /// <param name="path">The new history.</param>
    /// <param name="overwrite">Replaces an existing one.</param>
    /// <returns>False where lines may be missing at the end of one: it is no export, and the file that recorded the last line is missing.</returns>
    /// <exception cref="InputException"><c>LedgerBroken</c>: a line is not what was written; <c>FileExists</c>.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static bool Import(IReadOnlyList<string> sources, string path, bool overwrite)
    {
        bool isWhole = true;
        NewHistory.Write(path, overwrite, writer =>
        {
            foreach (string source in sources)
            {
                isWhole &= Import(source, writer);
            }
        });
        return isWhole;
    }

    internal static LedgerRecord RecordOf(HistoryDatabase history, HistoryEntry entry)
    {
        RunRow run = history.Runs.Get(entry.Run);
        return new LedgerRecord
        {
            Kind = WordOf(entry.Kind),
            Run = run.Name,
            At = HistoryEntry.Time(entry.At, entry.Zone),
            Total = entry.Kind == EntryKind.RunStarted ? (int?)run.Total : null,
            Shard = entry.Kind == EntryKind.RunStarted ? run.Shard : null,
            Options = entry.Kind == EntryKind.RunStarted ? run.Options : null,
            Snapshot = entry.Kind == EntryKind.PracticeChecked ? history.SnapshotOf(entry) : entry.Kind == EntryKind.MemberNamed ? history.MemberOf(entry).ToSnapshot() : null,
        };
    }

    private static string WordOf(EntryKind kind) => kind switch
    {
        EntryKind.RunStarted => LedgerRecord.RunStarted,
        EntryKind.RunEnded => LedgerRecord.RunEnded,
        EntryKind.MemberNamed => LedgerRecord.MemberNamed,
        _ => LedgerRecord.PracticeChecked,
    };

    private static bool Import(string source, HistoryWriter writer)
    {
        List<LedgerRecord> batch = new(BatchSize);
        LineFileCheck check = LineFileReader.Read(source, record =>
        {
            if (record.Kind is LedgerRecord.RunStarted or LedgerRecord.RunEnded || record.Snapshot is not null)
            {
                batch.Add(record);
            }

            if (batch.Count == BatchSize)
            {
                writer.Append(batch);
                batch.Clear();
            }
        });
        writer.Append(batch);
        return check.Problems.Length > 0 ? throw new InputException("LedgerBroken", $"'{InputException.Quote(source)}' is not what was written ({check.Problems[0]}): nothing was imported.")
            : check.Lines == 0 ? throw new InputException("LedgerBroken", $"'{InputException.Quote(source)}' has no line of a ledger: nothing was imported.")
            : check.IsWhole;
    }
}
