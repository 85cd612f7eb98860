// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Probing;

/// <summary>
/// Determines whether something on the path accepts every connection, in place of the host: a proxy of this network, a captive
/// portal, a firewall that answers for all. Ports assigned to no service (RFC 6335 §6: dynamic ports) show it.
/// </summary>
internal static class TarpitDetector
{
    private const int FirstDynamic = 49152;
    private const int LastDynamic = 65535;
    private const int Asked = 3;

    /// <summary>Probes three such ports where nearly everything measured was open, and returns whether all of them were open too.</summary>
    /// <param name="scanner">The scanner used.</param>
    /// <param name="measured">What it found at one host.</param>
    /// <param name="address">That host.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <exception cref="NotMeasuredException">This machine could not measure them.</exception>
    public static async Task<bool> AnswerTooAsync(PortScanner scanner, PortResult[] measured, IPAddress address, CancellationToken cancellation)
    {
        int open = measured.Count(port => port.IsReachable);

        // A few ports are often filtered on the path even where all others are accepted: providers drop 25 and 445.
        if (open < Asked || open * 5 < measured.Length * 4)
        {
            return false;
        }

        HashSet<int> known = new(measured.Select(port => port.Port));
        Random random = new();
        int[] control = Enumerable.Range(FirstDynamic, LastDynamic - FirstDynamic + 1).Where(port => !known.Contains(port)).OrderBy(_ => random.Next()).Take(Asked).ToArray();
        PortResult[] answers = await scanner.ScanAsync(measured[0].ComputerName, address, control, null, cancellation).ConfigureAwait(false);
        NotMeasuredException.ThrowIfAny(answers);
        return answers.Length == Asked && answers.All(port => port.IsReachable);
    }
}
