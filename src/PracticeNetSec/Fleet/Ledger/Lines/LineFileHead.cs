// SPDX-License-Identifier: MIT
using System.Globalization;
using System.IO;
using System.Text;
using PracticeNetSec.Files;

namespace PracticeNetSec.Fleet.Ledger.Lines;

/// <summary>
/// The file beside a line file of an earlier version that records its last line: without it, lines cut off at the end would leave a
/// chain that looks intact. An export has none.
/// </summary>
internal sealed class LineFileHead
{
    public LineFileHead(long lines, string hash) => (Lines, Hash) = (lines, hash);

    public long Lines { get; }

    public string Hash { get; }

    public static string PathOf(string ledger) => ledger + ".head";

    /// <summary>The recorded line; null when the file is missing or unreadable.</summary>
    public static LineFileHead? Read(string ledger)
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
            ? new LineFileHead(lines, parts[1])
            : null;
    }
}
