// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Data.Sqlite;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>Reads entries, and checks the chain on the way.</summary>
internal static class EntryTable
{
    /// <summary>The last entry that was committed: its number and hash.</summary>
    /// <exception cref="InvalidDataException">It is not recorded.</exception>
    public static (long Sequence, byte[] Hash) Head(this HistoryDatabase database)
    {
        using SqliteCommand command = database.Command("SELECT seq, hash FROM head");
        using SqliteDataReader row = command.ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : throw new InvalidDataException("The ledger is damaged: its last entry is not recorded. See Test-ExposureHistory.");
    }

    /// <summary>
    /// Entries in order, none before it was compared with a kept hash. Reading begins after the kept hash before them, and ends with the one
    /// behind them.
    /// </summary>
    /// <param name="database">The history.</param>
    /// <param name="from">Number of the first.</param>
    /// <param name="until">Number of the last; those up to the end of the history where it is later.</param>
    /// <exception cref="InvalidDataException">An entry is not the one that was written.</exception>
    public static IEnumerable<HistoryEntry> Entries(this HistoryDatabase database, long from, long until = long.MaxValue)
    {
        // Head and entries of one moment, while an audit is writing.
        using HistoryTransaction moment = database.Begin(writing: false);
        (long last, byte[] lastHash) = database.Head();
        (long start, byte[]? before) = database.KeptBefore(from);
        using EntryChain chain = new(before);
        using SqliteCommand command = database.Command($"SELECT {HistoryEntry.Columns} FROM entry WHERE seq > $start ORDER BY seq", "$start");
        command.Parameters[0].Value = start;
        using SqliteDataReader row = command.ExecuteReader();
        long expected = start;
        List<HistoryEntry> unproven = new(EntryChain.Interval);
        while (expected < until && row.Read())
        {
            HistoryEntry entry = HistoryEntry.Of(row);
            chain.Add(database, entry);
            unproven.Add(entry);
            if (entry.Sequence != ++expected || (EntryChain.IsKept(entry) && entry.Hash is null))
            {
                throw Altered(expected);
            }

            if (entry.Hash is null && entry.Sequence != last)
            {
                // The entry that is asked for last needs a kept hash behind it.
                until = entry.Sequence == until ? until + 1 : until;
                continue;
            }

            if ((entry.Hash is not null && !entry.Hash.SequenceEqual(chain.Hash)) || (entry.Sequence == last && !lastHash.SequenceEqual(chain.Hash)))
            {
                throw Altered(entry.Sequence);
            }

            foreach (HistoryEntry proven in unproven)
            {
                if (proven.Sequence >= from)
                {
                    yield return proven;
                }
            }

            unproven.Clear();
        }

        if (unproven.Count > 0 || (expected < until && expected != last))
        {
            throw Altered(expected + 1);
        }
    }

    /// <summary>Adds an entry with what its row refers to.</summary>
    public static void Add(this EntryChain chain, HistoryDatabase database, HistoryEntry entry)
    {
        RunRow run = database.Runs.Get(entry.Run);
        chain.Add(entry, run, entry.Member == 0 ? null : database.Members.Get(entry.Member), entry.Content == 0 ? null : database.Contents.Get(entry.Content).Digest);
    }

    /// <summary>The practice of an entry, with the address that the entry states.</summary>
    public static Member MemberOf(this HistoryDatabase database, HistoryEntry entry) => database.Members.Get(entry.Member).At(entry.Address);

    /// <summary>The check of an entry; of a member that was not checked, that it was not.</summary>
    public static ExposureSnapshot SnapshotOf(this HistoryDatabase database, HistoryEntry entry)
    {
        if (entry.Kind == EntryKind.PracticeChecked)
        {
            return database.Contents.Get(entry.Content).At(database.MemberOf(entry), HistoryEntry.Time(entry.StartedAt, entry.EndedZone), HistoryEntry.Time(entry.EndedAt, entry.EndedZone));
        }

        ExposureSnapshot snapshot = database.MemberOf(entry).ToSnapshot();
        snapshot.Reasons = new[] { EvidenceOf.AuditNotChecked() };
        snapshot.StartedAt = snapshot.EndedAt = HistoryEntry.Time(entry.At, entry.Zone);
        return snapshot;
    }

    /// <summary>The checks of one practice, oldest first, each compared with the kept hash behind it.</summary>
    /// <param name="database">The history.</param>
    /// <param name="practice">Its row.</param>
    /// <param name="until">Number of the last entry that counts.</param>
    /// <exception cref="InvalidDataException">An entry is not the one that was written.</exception>
    public static IEnumerable<HistoryEntry> EntriesOf(this HistoryDatabase database, long practice, long until = long.MaxValue)
    {
        using HistoryTransaction moment = database.Begin(writing: false);
        List<long> numbers = new();
        using (SqliteCommand command = database.Command("SELECT seq FROM entry WHERE member IN (SELECT id FROM member WHERE practice = $practice) AND kind = 1 AND seq <= $until ORDER BY seq", "$practice", "$until"))
        {
            command.Parameters[0].Value = practice;
            command.Parameters[1].Value = until;
            using SqliteDataReader row = command.ExecuteReader();
            while (row.Read())
            {
                numbers.Add(row.GetInt64(0));
            }
        }

        using EntryBlocks blocks = new(database);
        foreach (long number in numbers)
        {
            yield return blocks.Get(number);
        }
    }

    /// <summary>The error of an entry that is not the one that was written.</summary>
    public static InvalidDataException Altered(long sequence) =>
        new($"The history is not what was written (entry {sequence} or one of the {EntryChain.Interval} before it). See Test-ExposureHistory.");

    /// <summary>The last entry before another whose hash is kept; 0 and none where there is none.</summary>
    private static (long Sequence, byte[]? Hash) KeptBefore(this HistoryDatabase database, long sequence)
    {
        using SqliteCommand command = database.Command("SELECT seq, hash FROM entry WHERE seq < $seq AND seq >= $seq - $interval AND hash IS NOT NULL ORDER BY seq DESC LIMIT 1", "$seq", "$interval");
        command.Parameters[0].Value = sequence;
        command.Parameters[1].Value = (long)EntryChain.Interval;
        using SqliteDataReader row = command.ExecuteReader();
        if (row.Read())
        {
            return (row.GetInt64(0), row.GetFieldValue<byte[]>(1));
        }

        return sequence <= EntryChain.Interval ? (0, null) : throw Altered(sequence);
    }
}
