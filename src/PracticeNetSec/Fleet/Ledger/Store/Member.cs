// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Text;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>A practice as the inventory had it at a check, with the address of that check.</summary>
internal sealed class Member
{
    private byte[]? _bytes;
    private object? _addressValue;

    public Member(long practice, ExposureSnapshot snapshot)
    {
        Practice = practice;
        (PracticeId, Name, Land, PostalCode, SizeClass, Address) = (snapshot.PracticeId, snapshot.Name, snapshot.Land, snapshot.PostalCode, snapshot.SizeClass, snapshot.Address);
    }

    public Member(long practice, string practiceId, string name, string? land, string? postalCode, PracticeSize size, string? address)
    {
        Practice = practice;
        (PracticeId, Name, Land, PostalCode, SizeClass, Address) = (practiceId, name, land, postalCode, size, address);
    }

    /// <summary>Row of the practice: the same for all its members, whatever the case of its id.</summary>
    public long Practice { get; }

    public string PracticeId { get; }

    public string Name { get; }

    public string? Land { get; }

    public string? PostalCode { get; }

    public PracticeSize SizeClass { get; }

    public string? Address { get; }

    /// <summary>The same at another address.</summary>
    /// <param name="address">As in <see cref="HistoryEntry.Address"/>.</param>
    public Member At(object? address) => address is null ? this : new Member(Practice, PracticeId, Name, Land, PostalCode, SizeClass, HistoryEntry.AddressOf(address));

    /// <summary>The practice without a check.</summary>
    public ExposureSnapshot ToSnapshot() => new() { PracticeId = PracticeId, Name = Name, Land = Land, PostalCode = PostalCode, SizeClass = SizeClass, Address = Address };

    /// <summary>The address as <see cref="HistoryEntry.ToValue"/> has it.</summary>
    public object AddressValue => _addressValue ??= HistoryEntry.ToValue(Address);

    /// <summary>What the hash of an entry covers of it beside the address: each text with its length before it, a missing one with length -1.</summary>
    public byte[] Bytes => _bytes ??= ToBytes();

    private byte[] ToBytes()
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        foreach (string? text in new[] { PracticeId, Name, Land, PostalCode })
        {
            byte[]? encoded = text is null ? null : Encoding.UTF8.GetBytes(text);
            writer.Write(encoded?.Length ?? -1);
            writer.Write(encoded ?? Array.Empty<byte>());
        }

        writer.Write((int)SizeClass);
        writer.Flush();
        return bytes.ToArray();
    }
}
