// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>Reads ports as people write them: <c>443</c> or <c>440-449</c>.</summary>
public static class PortList
{
    private const int MaxNamed = 8;

    /// <summary>The ports that are probed when no others are given.</summary>
    public static IReadOnlyList<int> Default => ServiceNames.DefaultPorts;

    /// <summary>Reads one port or range.</summary>
    /// <exception cref="InputException"><c>InvalidPort</c>: not a TCP port or range.</exception>
    public static IEnumerable<int> Parse(string text)
    {
        string[] ends = text.Split('-');
        if (ends.Length > 2 || !TryPort(ends[0], out int first) || !TryPort(ends[ends.Length - 1], out int last) || last < first)
        {
            throw new InputException("InvalidPort", $"'{InputException.Quote(text)}' is not a TCP port. Give a number from 1 to 65535, or a range such as 440-449.");
        }

        return Range(first, last);
    }

    /// <summary>Ports as people write them, the first few of them.</summary>
    internal static string Text(IEnumerable<int> ports)
    {
        int[] sorted = ports.Distinct().OrderBy(port => port).ToArray();
        return string.Join(", ", sorted.Take(MaxNamed)) + (sorted.Length > MaxNamed ? ", ..." : "");
    }

    private static IEnumerable<int> Range(int first, int last)
    {
        for (int port = first; port <= last; port++)
        {
            yield return port;
        }
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535;
}
