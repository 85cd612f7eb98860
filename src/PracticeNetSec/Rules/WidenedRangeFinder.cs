// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules;

/// <summary>
/// Recognises the vulnerability of 2019: a forward of one port that became a block of ten, 443 → 440-449 or 80 → 80-89,
/// in the router's own table or in what was measured from outside.
/// </summary>
internal static class WidenedRangeFinder
{
    private const int BlockSize = 10;

    // The block starts at the multiple of ten at or below the port; only these two were ever observed in the field.
    private static readonly int[] IntendedPorts = { 80, 443 };

    // This many adjacent open ports are no coincidence where the block's edges cannot be observed.
    private const int OpenPortsThatProve = 3;

    /// <summary>The widened blocks.</summary>
    /// <param name="forwards">The router's forwards.</param>
    /// <param name="ports">Ports measured from outside; none when the measurement proves nothing about the outside.</param>
    public static WidenedRange[] Find(IReadOnlyCollection<PortForward> forwards, IReadOnlyCollection<PortResult> ports)
    {
        Dictionary<int, PortState> measured = ports.GroupBy(port => port.Port).ToDictionary(group => group.Key, group => group.Last().State);
        List<WidenedRange> found = new();
        foreach (int intended in IntendedPorts)
        {
            int start = intended - (intended % BlockSize);
            bool inTable = forwards.Any(forward => IsBlock(forward, start));
            bool seen = IsMeasured(measured, start, intended);
            if (inTable || seen)
            {
                found.Add(new WidenedRange
                {
                    IntendedPort = intended,
                    Start = start,
                    End = start + BlockSize - 1,
                    Source = inTable && seen ? "forward table + measured" : inTable ? "forward table" : "measured",
                    OpenPorts = Block(start).Where(port => IsOpen(measured, port)).ToArray(),
                });
            }
        }

        return found.ToArray();
    }

    /// <summary>True for a forward that is exactly the block and applies to everyone.</summary>
    public static bool IsBlock(PortForward forward, int start) =>
        forward.AllowsEveryone && forward.ExternalStart == start && forward.ExternalEnd == start + BlockSize - 1;

    /// <summary>
    /// The whole block answers (open, or refused by the server behind it) while the ports just outside it do not; or,
    /// where a host answers on every port and so shows no edge, at least three ports of the block are open, the
    /// intended one among them.
    /// </summary>
    private static bool IsMeasured(Dictionary<int, PortState> measured, int start, int intended)
    {
        bool whole = Block(start).All(port => Answers(measured, port));
        bool edges = IsSilent(measured, start - 1) && IsSilent(measured, start + BlockSize);
        int open = Block(start).Count(port => IsOpen(measured, port));
        return (whole && edges && open > 0) || (open >= OpenPortsThatProve && IsOpen(measured, intended));
    }

    private static IEnumerable<int> Block(int start) => Enumerable.Range(start, BlockSize);

    private static bool IsOpen(Dictionary<int, PortState> measured, int port) =>
        measured.TryGetValue(port, out PortState state) && state is PortState.Open or PortState.OpenReset;

    private static bool Answers(Dictionary<int, PortState> measured, int port) =>
        measured.TryGetValue(port, out PortState state) && state is PortState.Open or PortState.OpenReset or PortState.Closed;

    private static bool IsSilent(Dictionary<int, PortState> measured, int port) =>
        measured.TryGetValue(port, out PortState state) && state is PortState.Filtered or PortState.Unreachable;
}
