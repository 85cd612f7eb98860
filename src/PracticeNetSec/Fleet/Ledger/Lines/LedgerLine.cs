// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PracticeNetSec.Fleet.History;

namespace PracticeNetSec.Fleet.Ledger.Lines;

/// <summary>
/// One line of an export, and of the line files of earlier versions: <c>{"n":7,"prev":"…","record":{…},"hash":"…"}</c>. The hash is SHA-256 over everything
/// before it on the line, so it covers the record, its number and, through <c>prev</c>, all lines before it.
/// </summary>
internal sealed class LedgerLine
{
    /// <summary>The value in place of the hash before the first line.</summary>
    public static readonly string NoHash = new('0', HashLength);

    private const int HashLength = 64;
    private const string NumberStart = "{\"n\":";
    private const string PreviousStart = ",\"prev\":\"";
    private const string RecordStart = "\",\"record\":";
    private const string HashStart = ",\"hash\":\"";
    private const string End = "\"}";

    private LedgerLine(long number, string previous, string record, string hash)
    {
        Number = number;
        Previous = previous;
        Record = record;
        Hash = hash;
    }

    /// <summary>1 for the first line.</summary>
    public long Number { get; }

    /// <summary>Hash of the line before.</summary>
    public string Previous { get; }

    /// <summary>The record's JSON as written on the line.</summary>
    public string Record { get; }

    /// <summary>The hash that the line names.</summary>
    public string Hash { get; }

    /// <summary>The line without its line end.</summary>
    public string Text => Covered + HashStart + Hash + End;

    /// <summary>True when the hash is that of the rest.</summary>
    public bool IsIntact => Hash == Sha256(Covered);

    private string Covered => NumberStart + Number.ToString(CultureInfo.InvariantCulture) + PreviousStart + Previous + RecordStart + Record;

    /// <summary>Makes the line that follows another.</summary>
    public static LedgerLine Following(long number, string previous, LedgerRecord record)
    {
        LedgerLine line = new(number, previous, LedgerJson.Write(record), "");
        return new LedgerLine(number, previous, line.Record, Sha256(line.Covered));
    }

    /// <summary>Parses a line; null when it does not have the form of one.</summary>
    public static LedgerLine? TryParse(string text)
    {
        int previous = text.IndexOf(PreviousStart, StringComparison.Ordinal);
        int record = previous + PreviousStart.Length + HashLength;
        int hash = text.Length - End.Length - HashLength - HashStart.Length;
        if (!text.StartsWith(NumberStart, StringComparison.Ordinal) || previous < NumberStart.Length || hash < record + RecordStart.Length
            || !HasAt(text, RecordStart, record) || !HasAt(text, HashStart, hash) || !text.EndsWith(End, StringComparison.Ordinal)
            || !long.TryParse(text.Substring(NumberStart.Length, previous - NumberStart.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return null;
        }

        LedgerLine line = new(
            number,
            text.Substring(previous + PreviousStart.Length, HashLength),
            text.Substring(record + RecordStart.Length, hash - record - RecordStart.Length),
            text.Substring(hash + HashStart.Length, HashLength));

        // A number written otherwise (007) would escape the hash, which covers the canonical notation.
        return line.Text == text && IsHash(line.Previous) && IsHash(line.Hash) ? line : null;
    }

    /// <summary>The record; null when its JSON is not one (a later version may write record types unknown to this one).</summary>
    public LedgerRecord? Read()
    {
        try
        {
            return LedgerJson.Read<LedgerRecord>(Record);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool HasAt(string text, string part, int index) => string.CompareOrdinal(text, index, part, 0, part.Length) == 0;

    private static bool IsHash(string text) => text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static string Sha256(string text)
    {
        using SHA256 sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
