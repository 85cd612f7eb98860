// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Net;
using Microsoft.Data.Sqlite;

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

    /// <summary>The address of the check where it is not the member's, "" where it had none; otherwise null.</summary>
    public string? Address { get; set; }

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

    public static HistoryEntry Of(SqliteDataReader row)
    {
        HistoryEntry entry = new()
        {
            Sequence = row.GetInt64(0),
            Kind = (EntryKind)row.GetInt64(1),
            Run = row.GetInt64(2),
            At = row.GetInt64(3),
            Zone = (int)row.GetInt64(4),
        };
        if (entry.Kind is EntryKind.PracticeChecked or EntryKind.MemberNamed)
        {
            entry.Member = row.GetInt64(5);
        }

        if (entry.Kind == EntryKind.PracticeChecked)
        {
            entry.Content = row.GetInt64(6);
            entry.EndedAt = entry.At - row.GetInt64(7);
            entry.StartedAt = entry.EndedAt - row.GetInt64(8);
            entry.EndedZone = (int)row.GetInt64(9);
        }

        entry.Hash = row.IsDBNull(10) ? null : row.GetFieldValue<byte[]>(10);
        entry.Address = row.IsDBNull(11) ? null : AddressOf(row.GetValue(11));
        return entry;
    }

    /// <summary>An address in the form that takes the fewest bytes: those of the address where its text is the usual one.</summary>
    public static object? ToValue(string? address) =>
        address is null ? null
        : IPAddress.TryParse(address, out IPAddress? parsed) && parsed.ToString() == address && !address.Contains("%") ? parsed.GetAddressBytes()
        : address;

    /// <summary>The text of it.</summary>
    /// <exception cref="InvalidDataException">It is no address.</exception>
    public static string AddressOf(object value) =>
        value is byte[] { Length: 4 or 16 } bytes ? new IPAddress(bytes).ToString()
        : value as string ?? throw new InvalidDataException("The ledger is damaged: an address cannot be read.");
}
