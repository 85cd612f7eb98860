// SPDX-License-Identifier: MIT
using System.Globalization;
using System.IO;
using System.Text;
using PracticeNetSec.Files;

namespace PracticeNetSec.Fleet.History;

/// <summary>
/// The file beside the ledger that records its last line: without it, lines cut off at the end would leave a chain
/// that looks intact. It is written after the line is on the disk, so it is never newer than the ledger.
/// </summary>
internal sealed class LedgerHead
{
    private const int NumberLength = 19;

    public LedgerHead(long lines, string hash) => (Lines, Hash) = (lines, hash);

    public long Lines { get; }

    public string Hash { get; }

    public static string PathOf(string ledger) => ledger + ".head";

    /// <summary>The recorded line; null when the file is missing or unreadable.</summary>
    public static LedgerHead? Read(string ledger)
    {
        string path = PathOf(ledger);
        if (!File.Exists(path))
        {
            return null;
        }

        using FileStream file = InputFile.Open(path);
        using StreamReader reader = new(file, Encoding.ASCII);
        string[] parts = (reader.ReadLine() ?? "").Split(' ');
        return parts.Length == 2 && parts[1].Length == LedgerLine.NoHash.Length
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long lines)
            ? new LedgerHead(lines, parts[1])
            : null;
    }

    /// <summary>Every head has the same length: it is overwritten in place, in one write.</summary>
    public byte[] ToBytes() => Encoding.ASCII.GetBytes(Lines.ToString(CultureInfo.InvariantCulture).PadLeft(NumberLength, '0') + " " + Hash + "\n");
}
