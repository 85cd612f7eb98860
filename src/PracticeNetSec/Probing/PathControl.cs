// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;

namespace PracticeNetSec.Probing;

/// <summary>
/// Finds open ports that are not the host's: a proxy of this network, a captive portal, or a firewall that answers for all accepts
/// connections in its place. Ports that no service uses show it at the host itself, and the same port of an address that no host
/// has shows it on the way.
/// </summary>
internal static class PathControl
{
    private const int FirstDynamic = 49152;
    private const int LastDynamic = 65535;
    private const int LastSystem = 1023;
    private const int AskedOfEach = 2;

    // Unassigned in IANA's registry (RFC 6335 §6).
    private static readonly int[] UnassignedSystemPorts = { 4, 6, 8, 10, 12, 14, 16, 26, 28, 30, 32, 34, 36, 40, 60, 258, 288, 323, 346, 708 };

    // TEST-NET-1 (RFC 5737) is assigned to nobody: what answers there is on the way.
    internal static readonly IPAddress UnassignedAddress = IPAddress.Parse("192.0.2.123");
    internal const string UnassignedNetwork = "192.0.2."; // some laboratories use it nevertheless

    /// <summary>Marks the ports that were answered by something else than the host.</summary>
    /// <param name="scanner">The scanner used.</param>
    /// <param name="measured">What it found at one host; marked ports are altered.</param>
    /// <param name="address">That host.</param>
    /// <param name="proof">What this vantage point was shown to carry.</param>
    /// <param name="now">The time of the examination.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <returns>True when every port is answered.</returns>
    /// <exception cref="NotMeasuredException">This machine could not measure them.</exception>
    public static async Task<bool> MarkAsync(PortScanner scanner, IReadOnlyList<PortResult> measured, IPAddress address, VantageProof proof, DateTimeOffset now, CancellationToken cancellation)
    {
        PortResult[] open = measured.Where(port => port.IsReachable).ToArray();
        if (open.Length == 0)
        {
            return false;
        }

        int[] proven = proof.PortsFor(address.ToString(), now);
        HashSet<int> onPath = new(proof.AnsweredOnPath(address.ToString(), now));
        HashSet<int> doubtful = new(proof.MayBeAnsweredOnPath(address.ToString(), now));
        HashSet<int> known = new(measured.Select(port => port.Port));
        int[] low = Pick(UnassignedSystemPorts.Where(port => !known.Contains(port)));
        int[] high = Pick(Enumerable.Range(FirstDynamic, LastDynamic - FirstDynamic + 1).Where(port => !known.Contains(port)));
        Task<int[]> way = AskNobodyAsync(scanner, measured[0].ComputerName, address, open.Select(port => port.Port).Except(proven.Except(doubtful)).ToArray(), proof, now, cancellation);
        PortResult[] unused = await scanner.ScanAsync(measured[0].ComputerName, address, low.Concat(high), null, cancellation).ConfigureAwait(false);
        onPath.UnionWith(await way.ConfigureAwait(false));
        NotMeasuredException.ThrowIfAny(unused);
        bool answersLow = AllReachable(unused, low);
        bool answersHigh = AllReachable(unused, high);
        foreach (PortResult port in open)
        {
            port.IsAnsweredOnPath = onPath.Contains(port.Port) || (port.Port <= LastSystem ? answersLow : answersHigh);
            port.MayBeAnsweredOnPath = doubtful.Contains(port.Port);
        }

        return answersLow && answersHigh;
    }

    /// <summary>
    /// The ports that are answered on the way. Only where the way leads to the Internet: nothing is sent there from one machine or inside
    /// one network. Each port is asked once for many hosts.
    /// </summary>
    private static async Task<int[]> AskNobodyAsync(
        PortScanner scanner, string name, IPAddress address, int[] ports, VantageProof proof, DateTimeOffset now, CancellationToken cancellation)
    {
        if (HostAddress.IsPrivate(address) || address.AddressFamily != AddressFamily.InterNetwork || proof.IsOwnNetwork(UnassignedNetwork))
        {
            return Array.Empty<int>();
        }

        int[] unasked = ports.Where(port => proof.ControlOf(port, now) is null).ToArray();
        foreach (PortResult port in unasked.Length == 0 ? Array.Empty<PortResult>() : await scanner.ScanAsync(name, UnassignedAddress, unasked, null, cancellation).ConfigureAwait(false))
        {
            if (port.Failure is null)
            {
                proof.SetControl(port.Port, port.IsReachable, now);
            }
        }

        return ports.Where(port => proof.ControlOf(port, now) == true).ToArray();
    }

    private static bool AllReachable(IEnumerable<PortResult> answers, int[] ports) => ports.Length > 0 && answers.Where(port => ports.Contains(port.Port)).All(port => port.IsReachable);

    private static int[] Pick(IEnumerable<int> ports)
    {
        Random random = new();
        return ports.OrderBy(_ => random.Next()).Take(AskedOfEach).ToArray();
    }
}
