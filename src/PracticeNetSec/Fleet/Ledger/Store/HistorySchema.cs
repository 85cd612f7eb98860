// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>The tables, as a list of steps: <c>user_version</c> counts those that a file has had.</summary>
internal static class HistorySchema
{
    /// <summary>
    /// <para><c>application_id</c>, shown by <c>file(1)</c> and SQLite's tools: "PNSh".</para>
    /// </summary>
    public const int ApplicationId = 0x504E5368;

    /// <summary>
    /// An entry is the begin of a run, a member of it, a check or the end of a run; <c>seq</c> counts them from 1 without a gap. Times are milliseconds since
    /// 1970 (UTC) with the minutes of their zone; those of a check are kept as distances, which take fewer bytes. What checks repeat is kept
    /// once: the practice as the inventory has it (<c>member</c>), what was found (<c>content</c>), and the texts of it (<c>part</c>). <c>entry.address</c> is set where it is not the member's: addresses
    /// change from night to night.
    /// <c>run</c> has sums of what the entries state; Test-ExposureHistory compares both.
    /// </summary>
    public static readonly IReadOnlyList<string> Steps = new[]
    {
        """
        CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL);
        INSERT INTO head VALUES (1, 0, zeroblob(32));
        CREATE TABLE run (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, zone INTEGER NOT NULL, total INTEGER,
            first INTEGER NOT NULL, last INTEGER NOT NULL, last_at INTEGER NOT NULL, last_zone INTEGER NOT NULL, complete INTEGER NOT NULL,
            undetermined INTEGER NOT NULL, not_exposed INTEGER NOT NULL, at_risk INTEGER NOT NULL, exposed INTEGER NOT NULL, vantages TEXT NOT NULL, shard TEXT, options TEXT);
        CREATE TABLE practice (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
        CREATE TABLE member (
            id INTEGER PRIMARY KEY, practice INTEGER NOT NULL REFERENCES practice (id), practice_id TEXT NOT NULL, name TEXT NOT NULL,
            land TEXT, postal_code TEXT, size INTEGER NOT NULL, address TEXT);
        CREATE INDEX member_practice ON member (practice);
        CREATE TABLE part (id INTEGER PRIMARY KEY, key INTEGER NOT NULL, text TEXT NOT NULL);
        CREATE INDEX part_key ON part (key);
        CREATE TABLE content (id INTEGER PRIMARY KEY, key INTEGER NOT NULL, verdict INTEGER NOT NULL, findings INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE INDEX content_key ON content (key);
        CREATE TABLE entry (
            seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, run INTEGER NOT NULL, at INTEGER NOT NULL, zone INTEGER NOT NULL,
            member INTEGER, content INTEGER, ended INTEGER, took INTEGER, ended_zone INTEGER, hash BLOB,
            address BLOB);
        CREATE INDEX entry_member ON entry (member) WHERE member IS NOT NULL;
        CREATE TABLE checkpoint (
            seq INTEGER PRIMARY KEY, hash BLOB NOT NULL, at INTEGER NOT NULL, certificate BLOB NOT NULL, signature BLOB NOT NULL);
        """,
    };
}
