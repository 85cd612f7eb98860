// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>The ports that a scan asked, and which of them results have. A few characters name 65,535 ports of each of thousands of hosts.</summary>
internal sealed class NmapPorts
{
    /// <summary>The last port there is.</summary>
    public const int Last = 65535;

    // Above it, ports that are not open, decide nothing and have no open neighbour are not kept: they are known to be there, and are not counted again.
    private const int MaxKeptWhole = 4096;
    private const int BlockSize = 10; // of the vulnerability of 2019

    private static readonly HashSet<int> Deciding = new(PortList.Default);

    private readonly BitArray _asked;

    private NmapPorts(BitArray asked, int count) => (_asked, Count) = (asked, count);

    /// <summary>No port: a scan that does not say what it asked.</summary>
    public static NmapPorts None { get; } = new(new BitArray(Last + 1), 0);

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The ports of a list such as <c>22,80,440-450</c>.</summary>
    public static NmapPorts Parse(string services)
    {
        BitArray asked = new(Last + 1);
        int steps = Last; // of a list that names more than exist, the rest is passed over
        foreach (string part in services.Split(','))
        {
            string[] ends = part.Split('-');
            if (int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                && int.TryParse(ends[ends.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
                && last is > 0 and <= Last)
            {
                for (int port = Math.Max(first, 1); port <= last && steps > 0; port++, steps--)
                {
                    asked[port] = true;
                }
            }
        }

        return new NmapPorts(asked, Enumerable.Range(1, Last).Count(port => asked[port]));
    }

    /// <summary>True for a port that was asked.</summary>
    public bool Contains(int port) => _asked[port];

    /// <summary>The ports that a result has, ascending, each with its state.</summary>
    /// <param name="open">Those that are open.</param>
    /// <param name="named">Those that have a line of their own; null where its state decides nothing.</param>
    /// <param name="rest">The state of all others that were asked; null where it is not known.</param>
    public IEnumerable<(int Port, PortState State)> Kept(IReadOnlyCollection<int> open, IReadOnlyDictionary<int, PortState?> named, PortState? rest)
    {
        HashSet<int> blocks = new(open.Select(port => port / BlockSize));
        bool isWhole = Math.Max(Count, named.Count) <= MaxKeptWhole;
        IEnumerable<int> ports = rest is null ? named.Keys
            : isWhole ? Asked().Union(named.Keys)
            : Deciding.Union(blocks.SelectMany(block => Enumerable.Range(block * BlockSize, BlockSize))).Where(port => port is > 0 and <= Last && _asked[port]).Union(named.Keys);
        return ports
            .Where(port => isWhole || Deciding.Contains(port) || blocks.Contains(port / BlockSize) || ServiceNames.Find(port) is not null)
            .OrderBy(port => port)
            .Select(port => (Port: port, State: named.TryGetValue(port, out PortState? own) ? own : rest))
            .Where(port => port.State is not null)
            .Select(port => (port.Port, port.State!.Value));
    }

    private IEnumerable<int> Asked() => Enumerable.Range(1, Last).Where(port => _asked[port]);
}
