// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>Reads ports as people write them: <c>443</c> or <c>440-449</c>.</summary>
public static class PortList
{
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
