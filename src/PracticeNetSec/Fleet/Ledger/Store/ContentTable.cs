// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>What checks found, each kept once: most nights find what the night before found.</summary>
internal sealed class ContentTable : IDisposable
{
    private const int MaxHeld = 6_000;

    /// <summary>Where one was read behind another, those after it are read with it: what one night wrote lies together.</summary>
    private const int Ahead = 256;

    private readonly HistoryDatabase _database;
    private readonly SHA256 _sha = SHA256.Create();
    private readonly Dictionary<long, Content> _held = new();
    private readonly SqliteCommand _read;
    private long _lastRead;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _add;

    public ContentTable(HistoryDatabase database)
    {
        _database = database;
        _read = database.Command("SELECT id, body, verdict, findings FROM content WHERE id >= $id ORDER BY id LIMIT $count", "$id", "$count");
        _find = database.Command("SELECT id, body FROM content WHERE key = $key", "$key");
        _add = database.Command("INSERT INTO content (key, verdict, findings, body) VALUES ($key, $verdict, $findings, $body) RETURNING id", "$key", "$verdict", "$findings", "$body");
    }

    /// <summary>The content of an id.</summary>
    /// <exception cref="InvalidDataException">There is none, or it cannot be read.</exception>
    public Content Get(long id)
    {
        if (_held.TryGetValue(id, out Content? content))
        {
            return content;
        }

        bool isInOrder = id > _lastRead && id - _lastRead < Ahead;
        (_read.Parameters[0].Value, _read.Parameters[1].Value) = (id, isInOrder ? Ahead : 1);
        using SqliteDataReader row = _read.ExecuteReader();
        while (row.Read())
        {
            _lastRead = row.GetInt64(0);
            Content next = new(_database, ContentBody.Read(row.GetFieldValue<byte[]>(1)), _sha);
            if (row.GetInt64(2) != (long)next.Body.Verdict || row.GetInt64(3) != next.Body.Findings.Length)
            {
                throw new InvalidDataException("The ledger was altered: the verdict beside a check is not the one that was found.");
            }

            Hold(_lastRead, next);
            content = _lastRead == id ? next : content;
        }

        return content ?? throw new InvalidDataException("The ledger is damaged: what a check found is missing.");
    }

    /// <summary>The id of what a check found, which is added where it is new.</summary>
    public long IdOf(ExposureSnapshot snapshot)
    {
        Content content = new(_database, ContentBody.Of(snapshot, _database.Parts), _sha);
        byte[] body = content.Body.ToBytes();
        long key = BitConverter.ToInt64(content.Digest, 0);
        _find.Parameters[0].Value = key;
        using (SqliteDataReader found = _find.ExecuteReader())
        {
            while (found.Read())
            {
                if (found.GetFieldValue<byte[]>(1).SequenceEqual(body))
                {
                    long known = found.GetInt64(0);
                    Hold(known, content);
                    return known;
                }
            }
        }

        _add.Parameters[0].Value = key;
        _add.Parameters[1].Value = (long)content.Body.Verdict;
        _add.Parameters[2].Value = (long)content.Body.Findings.Length;
        _add.Parameters[3].Value = body;
        long id = (long)_add.ExecuteScalar()!;
        Hold(id, content);
        return id;
    }

    /// <summary>After a transaction that was not committed.</summary>
    public void Forget() => _held.Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
        _read.Dispose();
        _find.Dispose();
        _add.Dispose();
        _sha.Dispose();
    }

    private Content Hold(long id, Content content)
    {
        if (_held.Count >= MaxHeld)
        {
            _held.Clear();
        }

        return _held[id] = content;
    }

    /// <summary>What a check found.</summary>
    internal sealed class Content
    {
        private readonly HistoryDatabase _database;
        private readonly SHA256 _sha;
        private byte[]? _digest;
        private ExposureSnapshot? _snapshot;

        public Content(HistoryDatabase database, ContentBody body, SHA256 sha)
        {
            _database = database;
            _sha = sha;
            Body = body;
        }

        public ContentBody Body { get; }

        public byte[] Digest => _digest ??= Body.DigestOf(_database.Parts, _sha);

        public Verdict Verdict => Body.Verdict;

        public string[] VantagePoints => Body.VantagePoints == 0 ? Array.Empty<string>() : _database.Parts.Get(Body.VantagePoints).As<string[]>();

        private ExposureSnapshot Snapshot => _snapshot ??= Body.ToSnapshot(_database.Parts);

        /// <summary>A snapshot of it with the practice and the times; what both share is not to be changed.</summary>
        public ExposureSnapshot At(Member member, DateTimeOffset startedAt, DateTimeOffset endedAt) => For(Snapshot.Copy(), member, startedAt, endedAt);

        /// <summary>The same without the reasons: those of each night differ, and timelines have no use for them.</summary>
        public ExposureSnapshot WithoutReasons(Member member, DateTimeOffset startedAt, DateTimeOffset endedAt) =>
            For(Body.ToSnapshot(_database.Parts, withReasons: false), member, startedAt, endedAt);

        private static ExposureSnapshot For(ExposureSnapshot snapshot, Member member, DateTimeOffset startedAt, DateTimeOffset endedAt)
        {
            snapshot.PracticeId = member.PracticeId;
            snapshot.Name = member.Name;
            snapshot.Land = member.Land;
            snapshot.PostalCode = member.PostalCode;
            snapshot.SizeClass = member.SizeClass;
            snapshot.Address = member.Address;
            snapshot.StartedAt = startedAt;
            snapshot.EndedAt = endedAt;
            return snapshot;
        }
    }
}
