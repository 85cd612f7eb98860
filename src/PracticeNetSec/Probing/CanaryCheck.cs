// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Probing;

/// <summary>
/// Asks a canary, a host of the user's that sends the same greeting on every port, what the way to it carries. An open port alone would
/// not do: a proxy on the way can accept the connection, but it does not know the greeting.
/// </summary>
public static class CanaryCheck
{
    private const int AtOnce = 8;
    private const int MaxGreeting = 256; // bytes
    private const int MinSame = 2;       // ports: one greeting alone may be that of a service

    // A canary may end its greeting with the address that the connection came from.
    private const string ClientMark = " client ";

    /// <summary>The first address of each version of IP that this machine reaches; the first of all in any case.</summary>
    /// <param name="addresses">The addresses of a canary's name; at least one.</param>
    public static IPAddress[] OneOfEachVersion(IReadOnlyList<IPAddress> addresses) => addresses.GroupBy(address => address.AddressFamily).Select(same => same.First())
        .Where(address => address.Equals(addresses[0]) || address.AddressFamily != AddressFamily.InterNetworkV6 || OwnNetwork.Current().HasGlobalVersion6)
        .ToArray();

    /// <summary>Connects to each port, reads the greeting, and sends nothing.</summary>
    /// <param name="name">The canary as the caller named it.</param>
    /// <param name="address">Its address.</param>
    /// <param name="ports">TCP ports.</param>
    /// <param name="timeout">Timeout of one port.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static Task<VantagePoint> RunAsync(string name, IPAddress address, IReadOnlyList<int> ports, TimeSpan timeout, CancellationToken cancellation) =>
        RunAsync(name, address, ports, timeout, TimeProvider.System, cancellation);

    /// <summary>The same by another clock.</summary>
    internal static async Task<VantagePoint> RunAsync(string name, IPAddress address, IReadOnlyList<int> ports, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        VantagePoint result = new() { CanaryName = name, CanaryAddress = address.ToString(), StartedAt = time.GetLocalNow() };
        using SemaphoreSlim room = new(AtOnce);
        (int Port, string? Greeting, IPAddress? Client)[] seen = await Task.WhenAll(ports.Distinct().Select(ReadAsync)).ConfigureAwait(false);
        string? greeting = seen.Where(port => port.Greeting?.Length > 0)
            .GroupBy(port => port.Greeting!, StringComparer.Ordinal)
            .Where(same => same.Count() >= MinSame)
            .OrderByDescending(same => same.Count())
            .FirstOrDefault()?.Key;
        result.ProvenPorts = seen.Where(port => greeting is not null && port.Greeting == greeting).Select(port => port.Port).OrderBy(port => port).ToArray();
        result.UnprovenPorts = seen.Select(port => port.Port).Except(result.ProvenPorts).OrderBy(port => port).ToArray();
        result.AnsweredOnPathPorts = seen.Where(port => greeting is not null && port.Greeting?.Length > 0 && port.Greeting != greeting).Select(port => port.Port).OrderBy(port => port).ToArray();
        result.SilentPorts = seen.Where(port => greeting is not null && port.Greeting?.Length == 0).Select(port => port.Port).OrderBy(port => port).ToArray();
        result.IsProven = result.ProvenPorts.Length > 0 && result.UnprovenPorts.Length == 0;
        result.OwnAddresses = seen.Where(port => result.ProvenPorts.Contains(port.Port)).Select(port => port.Client).OfType<IPAddress>().Select(client => client.ToString()).Distinct().ToArray();
        result.EndedAt = time.GetLocalNow();
        result.Reasons = Reasons(result).ToArray();
        return result;

        async Task<(int Port, string? Greeting, IPAddress? Client)> ReadAsync(int port)
        {
            await room.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                (string? line, IPAddress? client) = Split(await GreetingAsync(new IPEndPoint(address, port), timeout, cancellation).ConfigureAwait(false));
                return (port, line, client);
            }
            finally
            {
                room.Release();
            }
        }
    }

    /// <summary>The greeting without the address of the client, which may differ from one connection to the next, and that address.</summary>
    private static (string? Line, IPAddress? Client) Split(string? greeting)
    {
        int mark = greeting?.LastIndexOf(ClientMark, StringComparison.Ordinal) ?? -1;
        return mark < 0 || !IPAddress.TryParse(greeting!.Substring(mark + ClientMark.Length), out IPAddress? client)
            ? (greeting, null)
            : (greeting.Substring(0, mark), client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client);
    }

    private static IEnumerable<Evidence> Reasons(VantagePoint seen)
    {
        if (seen.ProvenPorts.Length == 0)
        {
            yield return EvidenceOf.CanaryNone(seen.CanaryAddress);
            yield break;
        }

        yield return EvidenceOf.CanaryProven(seen.ProvenPorts.Length, seen.CanaryAddress);
        if (seen.UnprovenPorts.Length > 0)
        {
            yield return EvidenceOf.CanaryMissing(seen.UnprovenPorts.Length, PortList.Text(seen.UnprovenPorts), seen.CanaryAddress);
        }
    }

    /// <summary>The first line that the service sends unprompted, empty when it sends none in time; null when the connection is not accepted.</summary>
    private static async Task<string?> GreetingAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellation)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using TcpClient client = new(endpoint.AddressFamily);
        using CancellationTokenRegistration late = bound.Token.Register(client.Dispose);
        bound.CancelAfter(timeout);
        byte[] buffer = new byte[MaxGreeting];
        int count = 0;
        bool isAccepted = false;
        try
        {
            await client.ConnectAsync(endpoint.Address, endpoint.Port).ConfigureAwait(false);
            isAccepted = true;
            using NetworkStream stream = new(client.Client, ownsSocket: false);
            int read;
            do
            {
                read = await stream.ReadAsync(buffer, count, buffer.Length - count, bound.Token).ConfigureAwait(false);
                count += read;
            }
            while (read > 0 && count < buffer.Length && Array.IndexOf(buffer, (byte)'\n', 0, count) < 0);
        }
        catch (Exception failure) when (failure is IOException || PeerFailures.IsThePeers(failure, bound.IsCancellationRequested))
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return !isAccepted ? null : Encoding.ASCII.GetString(buffer, 0, count).Split('\n')[0].Trim();
    }
}
