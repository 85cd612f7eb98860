// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;

namespace PracticeNetSec.Upnp;

/// <summary>Asks one host for its gateway description URL. Nothing is ever sent by multicast.</summary>
internal static class SsdpClient
{
    /// <summary>Where devices listen (UPnP Device Architecture 1.1 §1.1.2).</summary>
    public const int DefaultPort = 1900;

    private const int Rounds = 2; // datagrams get lost
    private const int MaxDatagrams = 256;

    // A device queried by unicast answers within a second (UPnP Device Architecture 1.1 §1.3.2); a lost request
    // is repeated after half of it.
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(1.5);

    // A device of two types sends both responses at about the same time.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The URL of the first gateway type that answers, in the order of <see cref="SsdpSearch.Gateways"/>; null when the host sends none
    /// within the timeout. A device of two types answers both requests, in any order, and must yield the same URL each time.
    /// </summary>
    /// <param name="host">The host to query. Only responses from this address, with URLs on it, count; some devices answer from another port.</param>
    /// <param name="timeout">How long to wait for an answer, at most; 1.5 s are enough.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <exception cref="SocketException">This machine could not send or receive.</exception>
    public static async Task<Uri?> FindGatewayAsync(IPEndPoint host, TimeSpan timeout, CancellationToken cancellation)
    {
        TimeSpan wait = timeout < MaxSilence ? timeout : MaxSilence;
        TimeSpan pause = TimeSpan.FromTicks(wait.Ticks / (Rounds + 1));
        DatagramExchange exchange = new(host, SsdpSearch.Gateways.Select(target => SsdpSearch.Encode(host, target)).ToArray(), Enumerable.Repeat(pause, Rounds).ToArray())
        {
            Timeout = wait,
            MaxDatagrams = MaxDatagrams,
            FromAnyPort = true,
            Grace = Grace,
        };
        (int Rank, Uri Location)? best = null;
        await exchange.RunAsync(Read, cancellation).ConfigureAwait(false);
        return best?.Location;

        DatagramReading Read(byte[] datagram)
        {
            if (Place(datagram, host.Address) is not { } place)
            {
                return DatagramReading.Ignored;
            }

            best = best is null || place.Rank < best.Value.Rank ? place : best;
            return best.Value.Rank == 0 ? DatagramReading.Final : DatagramReading.Usable;
        }
    }

    private static (int Rank, Uri Location)? Place(byte[] datagram, IPAddress host)
    {
        try
        {
            SsdpReply reply = SsdpReply.Decode(datagram);
            int rank = Array.IndexOf(SsdpSearch.Gateways.ToArray(), reply.Target);
            bool isThere = IPAddress.TryParse(reply.Location.DnsSafeHost, out IPAddress? place) && place.Equals(host);
            return rank >= 0 && isThere && (reply.Location.Scheme is "http" or "https") ? (rank, reply.Location) : null;
        }
        catch (UpnpFormatException)
        {
            // Anyone can send to an open port; wait for a valid response.
            return null;
        }
    }
}
