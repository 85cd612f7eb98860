// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Net;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>One entry as the file has it. Times are milliseconds since 1970 (UTC) with the minutes of their zone: finer ones are not kept.</summary>
internal sealed class HistoryEntry
{
    public const string Columns = "seq, kind, run, at, zone, member, content, ended, took, ended_zone, hash, address";

    /// <summary>1 for the first, without a gap.</summary>
    public long Sequence { get; set; }

    public EntryKind Kind { get; set; }

    /// <summary>Row of the run.</summary>
    public long Run { get; set; }

    /// <summary>When it was written.</summary>
    public long At { get; set; }

    public int Zone { get; set; }

    /// <summary>Row of the member; 0 for begin and end of a run.</summary>
    public long Member { get; set; }

    /// <summary>The address of the check where it is not the member's, as <see cref="ToValue"/> has it; otherwise null.</summary>
    public object? Address { get; set; }

    /// <summary>What was found; of a check, as are those below.</summary>
    public long Content { get; set; }

    public long EndedAt { get; set; }

    public long StartedAt { get; set; }

    public int EndedZone { get; set; }

    /// <summary>The chain's hash up to and with this entry; null for those between two that have it.</summary>
    public byte[]? Hash { get; set; }

    public static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static int Minutes(DateTimeOffset time) => (int)time.Offset.TotalMinutes;

    /// <summary>The moment in its zone. Of year 1, as of a check that was never made, there is none before midnight.</summary>
    public static DateTimeOffset Time(long milliseconds, int minutes)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        TimeSpan zone = TimeSpan.FromMinutes(minutes);
        return time.Ticks + zone.Ticks < 0 ? time : time.ToOffset(zone);
    }

    /// <summary>The entry of a row with <see cref="Columns"/>.</summary>
    public static HistoryEntry Of(SqliteDataReader row)
    {
        // By SQLite's own functions: the reader's ask for the type of each value first, which is a third of the time of reading a history.
        sqlite3_stmt values = row.Handle!;
        HistoryEntry entry = new()
        {
            Sequence = raw.sqlite3_column_int64(values, 0),
            Kind = (EntryKind)raw.sqlite3_column_int64(values, 1),
            Run = raw.sqlite3_column_int64(values, 2),
            At = raw.sqlite3_column_int64(values, 3),
            Zone = raw.sqlite3_column_int(values, 4),
        };
        if (entry.Kind is EntryKind.PracticeChecked or EntryKind.MemberNamed)
        {
            entry.Member = raw.sqlite3_column_int64(values, 5);
            entry.Address = raw.sqlite3_column_type(values, 11) == raw.SQLITE_NULL ? null : row.GetValue(11);
        }

        if (entry.Kind == EntryKind.PracticeChecked)
        {
            entry.Content = raw.sqlite3_column_int64(values, 6);
            entry.EndedAt = entry.At - raw.sqlite3_column_int64(values, 7);
            entry.StartedAt = entry.EndedAt - raw.sqlite3_column_int64(values, 8);
            entry.EndedZone = raw.sqlite3_column_int(values, 9);
        }

        entry.Hash = raw.sqlite3_column_type(values, 10) == raw.SQLITE_NULL ? null : row.GetFieldValue<byte[]>(10);
        return entry;
    }

    /// <summary>An address in the form that takes the fewest bytes: those of the address where its text is the usual one; "" for none.</summary>
    public static object ToValue(string? address) =>
        IPAddress.TryParse(address, out IPAddress? parsed) && parsed.ToString() == address && !address.Contains("%") ? parsed.GetAddressBytes()
        : address ?? "";

    /// <summary>The text of it; null for none.</summary>
    /// <exception cref="InvalidDataException">It is no address.</exception>
    public static string? AddressOf(object value) =>
        value is byte[] { Length: 4 or 16 } bytes ? new IPAddress(bytes).ToString()
        : value is string text ? text.Length == 0 ? null : text
        : throw new InvalidDataException("The ledger is damaged: an address cannot be read.");
}
