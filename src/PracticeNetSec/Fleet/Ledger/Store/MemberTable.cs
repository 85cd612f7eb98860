// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Data.Sqlite;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>
/// Practices, and each form in which the inventory had them: a new name makes a new row, an old one is used again. A row has the address of
/// its first check; where that of a later one differs, it is in the entry.
/// </summary>
internal sealed class MemberTable : IDisposable
{
    private const int MaxHeld = 200_000;
    private const string Columns = "practice, practice_id, name, land, postal_code, size, address";

    private readonly Dictionary<long, Member> _held = new();
    private readonly SqliteCommand _read;
    private readonly SqliteCommand _readAll;
    private readonly SqliteCommand _ofPractice;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _findPractice;
    private readonly SqliteCommand _addPractice;

    public MemberTable(HistoryDatabase database)
    {
        _read = database.Command($"SELECT {Columns} FROM member WHERE id = $id", "$id");
        _readAll = database.Command($"SELECT {Columns}, id FROM member WHERE id >= $from ORDER BY id LIMIT {MaxHeld}", "$from");
        _ofPractice = database.Command($"SELECT {Columns}, id FROM member WHERE practice = $practice ORDER BY id DESC", "$practice");
        _find = database.Command("SELECT id, address FROM member WHERE practice = $practice AND practice_id = $id AND name = $name AND land IS $land AND postal_code IS $postal AND size = $size ORDER BY id DESC LIMIT 1", "$practice", "$id", "$name", "$land", "$postal", "$size");
        _add = database.Command($"INSERT INTO member ({Columns}) VALUES ($practice, $id, $name, $land, $postal, $size, $address) RETURNING id", "$practice", "$id", "$name", "$land", "$postal", "$size", "$address");
        _findPractice = database.Command("SELECT id FROM practice WHERE key = $key", "$key");
        _addPractice = database.Command("INSERT INTO practice (key) VALUES ($key) RETURNING id", "$key");
    }

    /// <summary>The member of an id.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public Member Get(long id)
    {
        if (_held.TryGetValue(id, out Member? member))
        {
            return member;
        }

        _read.Parameters[0].Value = id;
        using SqliteDataReader row = _read.ExecuteReader();
        return row.Read() ? Hold(id, Of(row)) : throw new InvalidDataException("The ledger is damaged: a practice is missing.");
    }

    /// <summary>Reads those from an id on at once: one by one takes three times as long.</summary>
    public void HoldFrom(long id)
    {
        _readAll.Parameters[0].Value = id;
        using SqliteDataReader row = _readAll.ExecuteReader();
        while (row.Read())
        {
            _held[row.GetInt64(7)] = Of(row);
        }
    }

    /// <summary>Row of a practice; 0 where it was never checked.</summary>
    public long PracticeOf(string practiceId)
    {
        _findPractice.Parameters[0].Value = KeyOf(practiceId);
        return _findPractice.ExecuteScalar() is long known ? known : 0;
    }

    /// <summary>All forms of a practice.</summary>
    public IReadOnlyDictionary<long, Member> OfPractice(long practice)
    {
        Dictionary<long, Member> members = new();
        _ofPractice.Parameters[0].Value = practice;
        using SqliteDataReader row = _ofPractice.ExecuteReader();
        while (row.Read())
        {
            members[row.GetInt64(7)] = Of(row);
        }

        return members;
    }

    /// <summary>The id of a practice in this form, which is added where it is new.</summary>
    /// <param name="snapshot">A check of it.</param>
    /// <param name="member">The practice as its row has it, with the address of the row.</param>
    public long IdOf(ExposureSnapshot snapshot, out Member member)
    {
        long practice = PracticeOf(snapshot.PracticeId);
        if (practice == 0)
        {
            _addPractice.Parameters[0].Value = KeyOf(snapshot.PracticeId);
            practice = (long)_addPractice.ExecuteScalar()!;
        }

        member = new Member(practice, snapshot);
        object?[] values = { practice, member.PracticeId, member.Name, member.Land, member.PostalCode, (long)member.SizeClass, member.Address };
        for (int index = 0; index < values.Length; index++)
        {
            _add.Parameters[index].Value = values[index] ?? DBNull.Value;
            if (index < _find.Parameters.Count)
            {
                _find.Parameters[index].Value = _add.Parameters[index].Value;
            }
        }

        using SqliteDataReader known = _find.ExecuteReader();
        if (known.Read())
        {
            member = member.At(HistoryEntry.ToValue(Text(known, 1)));
            return known.GetInt64(0);
        }

        return (long)_add.ExecuteScalar()!;
    }

    /// <summary>After a transaction that was not committed.</summary>
    public void Forget() => _held.Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteCommand command in new[] { _read, _readAll, _ofPractice, _find, _add, _findPractice, _addPractice })
        {
            command.Dispose();
        }
    }

    /// <summary>Ids differ in more than case, everywhere in the module.</summary>
    private static string KeyOf(string practiceId) => practiceId.ToUpperInvariant();

    private static Member Of(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), Text(row, 3), Text(row, 4), (PracticeSize)row.GetInt64(5), Text(row, 6));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private Member Hold(long id, Member member)
    {
        if (_held.Count >= MaxHeld)
        {
            _held.Clear();
        }

        return _held[id] = member;
    }
}
