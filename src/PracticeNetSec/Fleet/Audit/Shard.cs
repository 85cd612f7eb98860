// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>
/// One of several equal parts of a fleet, by the ids of the practices alone: every practice is in exactly one, on every machine and in
/// every run. The part of an id is the first 8 bytes of SHA-256 over its capital letters in UTF-8, read as a big-endian number,
/// modulo the number of parts, plus 1.
/// </summary>
public sealed class Shard
{
    /// <summary>The maximum number of parts.</summary>
    public const int MaxCount = 1024;

    private Shard(int number, int count) => (Number, Count) = (number, count);

    /// <summary>Which part, from 1.</summary>
    public int Number { get; }

    /// <summary>How many parts there are.</summary>
    public int Count { get; }

    /// <summary>Reads a part.</summary>
    /// <param name="text">Number and count, such as 2/8.</param>
    /// <exception cref="InputException"><c>InvalidShard</c>: it is not of this form, or not one of the parts.</exception>
    public static Shard Parse(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2 && IsNumber(parts[0], out int number) && IsNumber(parts[1], out int count) && number >= 1 && number <= count && count <= MaxCount
            ? new Shard(number, count)
            : throw new InputException("InvalidShard", $"'{InputException.Quote(text)}' is no part of a fleet. Give its number and how many parts there are, such as 2/8: from 1/8 to 8/8, at most {MaxCount} parts.");
    }

    /// <summary>True for a practice of this part.</summary>
    /// <param name="practiceId">Its id; small and capital letters are the same, as everywhere.</param>
    public bool Contains(string practiceId)
    {
        using SHA256 hash = SHA256.Create();

        // The letters that an ordinal comparison without regard to case compares.
        byte[] start = hash.ComputeHash(Encoding.UTF8.GetBytes(practiceId.ToUpperInvariant()));
        return (int)(start.Take(sizeof(ulong)).Aggregate(0UL, (value, part) => (value << 8) | part) % (ulong)Count) + 1 == Number;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");

    private static bool IsNumber(string text, out int number) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
