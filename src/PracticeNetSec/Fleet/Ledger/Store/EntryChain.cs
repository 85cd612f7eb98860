// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>
/// The chain of hashes: that of an entry is SHA-256 over the hash before it and everything that the entry states, so it covers all before
/// it. Each is computed; every fourth is kept, and the last in <c>head</c>: kept for all they would be half the file, and the fewer there
/// are, the more entries a single one is verified with.
/// </summary>
internal sealed class EntryChain : IDisposable
{
    /// <summary>Bytes of SHA-256.</summary>
    public const int HashLength = 32;

    /// <summary>An alteration is found between two kept hashes.</summary>
    public const int Interval = 4;

    private readonly SHA256 _sha = SHA256.Create();
    private byte[] _buffer = new byte[1024];
    private int _length;

    /// <summary>Continues after an entry.</summary>
    /// <param name="hash">Its hash; null before the first.</param>
    public EntryChain(byte[]? hash = null) => Hash = hash ?? new byte[HashLength];

    /// <summary>The hash of the last entry.</summary>
    public byte[] Hash { get; private set; }

    /// <summary>True where the hash of an entry is kept beside it.</summary>
    public static bool IsKept(HistoryEntry entry) => entry.Sequence % Interval == 0 || entry.Kind == EntryKind.RunEnded;

    /// <summary>Adds the entry that follows.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="run">Its run.</param>
    /// <param name="member">The practice as its row has it; of a check, and of a member.</param>
    /// <param name="content">Digest of what was found; of a check.</param>
    public void Add(HistoryEntry entry, RunRow run, Member? member, byte[]? content)
    {
        _length = 0;
        Put(Hash);
        Put(entry.Sequence);
        Put((long)entry.Kind);
        Put(entry.At);
        Put(entry.Zone);
        Put(run.Bytes.Length);
        Put(run.Bytes);
        if (entry.Kind == EntryKind.RunStarted)
        {
            Put(run.Total ?? -1);
            Put(Encoding.ASCII.GetBytes(run.Shard ?? ""));
            Put(Encoding.UTF8.GetBytes(run.Options ?? ""));
        }
        else if (entry.Kind == EntryKind.MemberNamed)
        {
            Put(member!, entry.Address);
        }
        else if (entry.Kind == EntryKind.PracticeChecked)
        {
            Put(member!, entry.Address);
            Put(entry.StartedAt);
            Put(entry.EndedAt);
            Put(entry.EndedZone);
            Put(content!);
        }

        Hash = _sha.ComputeHash(_buffer, 0, _length);
    }

    /// <summary>Continues after an entry with another hash.</summary>
    public void Continue(byte[] hash) => Hash = hash;

    /// <summary>Notation of a hash: 64 hexadecimal digits.</summary>
    public static string Text(byte[] hash) => BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant();

    /// <inheritdoc/>
    public void Dispose() => _sha.Dispose();

    private void Put(Member member, object? address)
    {
        Put(member.Bytes);

        // A text has its length before it, the bytes of an address the negative of theirs.
        object value = address ?? member.AddressValue;
        byte[] bytes = value as byte[] ?? Encoding.UTF8.GetBytes(value as string ?? throw new InvalidDataException("an address is none."));
        int length = value is string ? bytes.Length : -bytes.Length;
        Put(length);
        Put(bytes);
    }

    private void Put(byte[] bytes)
    {
        if (_buffer.Length < _length + bytes.Length)
        {
            Array.Resize(ref _buffer, (_length + bytes.Length) * 2);
        }

        Buffer.BlockCopy(bytes, 0, _buffer, _length, bytes.Length);
        _length += bytes.Length;
    }

    /// <summary>Eight bytes, the highest first, on every processor.</summary>
    private void Put(long value)
    {
        if (_buffer.Length < _length + sizeof(long))
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        for (int shift = 56; shift >= 0; shift -= 8)
        {
            _buffer[_length++] = (byte)(value >> shift);
        }
    }
}
