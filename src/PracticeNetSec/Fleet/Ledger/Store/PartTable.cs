// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using PracticeNetSec.Fleet.History;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>Texts, each kept once. They are found again by the first eight bytes of their SHA-256.</summary>
internal sealed class PartTable : IDisposable
{
    /// <summary>More are not held: they are read again where they are needed.</summary>
    private const int MaxHeld = 12_000;

    private readonly SHA256 _sha = SHA256.Create();
    private readonly Dictionary<long, Part> _held = new();
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly SqliteCommand _read;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _add;

    public PartTable(HistoryDatabase database)
    {
        _read = database.Command("SELECT text FROM part WHERE id = $id", "$id");
        _find = database.Command("SELECT id, text FROM part WHERE key = $key", "$key");
        _add = database.Command("INSERT INTO part (key, text) VALUES ($key, $text) RETURNING id", "$key", "$text");
    }

    /// <summary>The text of an id.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public Part Get(long id)
    {
        if (!_held.TryGetValue(id, out Part? part))
        {
            _read.Parameters[0].Value = id;
            part = Hold(id, new Part(_read.ExecuteScalar() as string ?? throw new InvalidDataException("The ledger is damaged: a text is missing."), _sha));
        }

        return part;
    }

    /// <summary>The id of a text, which is added where it is new.</summary>
    public long IdOf(string text)
    {
        if (_ids.TryGetValue(text, out long known))
        {
            return known;
        }

        Part part = new(text, _sha);
        _find.Parameters[0].Value = part.Key;
        using (SqliteDataReader found = _find.ExecuteReader())
        {
            while (found.Read())
            {
                if (found.GetString(1) == text)
                {
                    Hold(found.GetInt64(0), part);
                    return _ids[text] = found.GetInt64(0);
                }
            }
        }

        _add.Parameters[0].Value = part.Key;
        _add.Parameters[1].Value = text;
        long id = (long)_add.ExecuteScalar()!;
        Hold(id, part);
        return _ids[text] = id;
    }

    /// <summary>After a transaction that was not committed.</summary>
    public void Forget()
    {
        _held.Clear();
        _ids.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _read.Dispose();
        _find.Dispose();
        _add.Dispose();
        _sha.Dispose();
    }

    private Part Hold(long id, Part part)
    {
        if (_held.Count >= MaxHeld)
        {
            Forget();
        }

        return _held[id] = part;
    }

    /// <summary>A text, its digest, and what was read from it.</summary>
    internal sealed class Part
    {
        private object? _value;

        public Part(string text, SHA256 sha)
        {
            Text = text;
            Digest = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        }

        public string Text { get; }

        public byte[] Digest { get; }

        public long Key => BitConverter.ToInt64(Digest, 0);

        /// <summary>The object that the text is JSON of; read once, and not to be changed.</summary>
        public T As<T>()
            where T : class => (T)(_value ??= LedgerJson.Read<T>(Text));
    }
}
