// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Probing;

/// <summary>
/// Whether the next router on the way answers in the place of an address. A packet with a time to live (RFC 791 §3.2) or a hop limit
/// (RFC 8200 §3) of 1 is not forwarded: what answers it although the address is not in a network of this machine is that router, and
/// either the address is its own, so that this machine is inside, or it refuses connections itself.
/// </summary>
internal static class NextHop
{
    private const int Asked = 2; // ports; one answer may be a chance

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.7);

    /// <summary>True when it answers on these ports.</summary>
    /// <param name="address">The host; false for one that is reached without a router.</param>
    /// <param name="ports">TCP ports that answered before.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<bool> AnswersAsync(IPAddress address, IEnumerable<int> ports, CancellationToken cancellation)
    {
        int[] asked = ports.Take(Asked).ToArray();
        return asked.Length > 0 && (await AnsweringAsync(address, asked, cancellation).ConfigureAwait(false)).Length == asked.Length;
    }

    /// <summary>Those of these ports on which it answers.</summary>
    /// <param name="address">The host; none for one that is reached without a router.</param>
    /// <param name="ports">TCP ports that answered before.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<int[]> AnsweringAsync(IPAddress address, IReadOnlyList<int> ports, CancellationToken cancellation)
    {
        if (ports.Count == 0 || IPAddress.IsLoopback(address) || OwnNetwork.Current().IsOnLink(address))
        {
            return Array.Empty<int>();
        }

        bool[] answers = await Task.WhenAll(ports.Select(port => AnswersAsync(new IPEndPoint(address, port), cancellation))).ConfigureAwait(false);
        return ports.Where((_, index) => answers[index]).ToArray();
    }

    private static async Task<bool> AnswersAsync(IPEndPoint port, CancellationToken cancellation)
    {
        using ConnectAttempt attempt = new(port, () => Patience, cancellation, timeToLive: 1);
        Task<SocketError> answer = attempt.RunAsync();
        await Task.WhenAny(answer, Task.Delay(Patience, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return answer.IsCompleted && await answer.ConfigureAwait(false) is SocketError.Success or SocketError.ConnectionRefused;
    }
}
