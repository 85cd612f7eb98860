// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>What a confirmation found.</summary>
/// <param name="Ports">All ports, with what the second measurement changed.</param>
/// <param name="Asked">Ports that were asked again.</param>
/// <param name="Answered">Those of them that accepted a connection now.</param>
/// <param name="Unconfirmed">Those of them whose silence or refusal proves nothing.</param>
/// <param name="IsSlow">True when they were asked one by one, because the host stopped answering.</param>
internal sealed record ConfirmedPorts(PortResult[] Ports, int Asked, int Answered, int Unconfirmed, bool IsSlow);

/// <summary>
/// Proves that what a scan of one host found silent or closed is the host's own answer, and not that of something which blocks
/// scans, limits connections or drops the first packet of each. Such ports are asked again, while ports that are known to answer
/// are asked beside them and after them: only while those answer as before does silence, or an RST, say anything about a port.
/// Where they do not, ports are asked one by one with the known port in between, for a bounded time.
/// </summary>
internal sealed class PortConfirmation : IDisposable
{
    /// <summary>Maximum time of the slow measurement of one host.</summary>
    public static readonly TimeSpan MaxSlowTime = TimeSpan.FromSeconds(90);

    // A system repeats the SYN of the same connection after a second (RFC 6298 §2.1); a filter that drops the first SYN of each
    // connection lets that one pass.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.4);
    private static readonly TimeSpan Repeated = TimeSpan.FromSeconds(0.9);

    // 100 connections a second: what limits connections to fewer shows in the known ports asked beside them.
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Spaced = TimeSpan.FromSeconds(0.55); // slower than limits of two connections a second
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(40); // of the known ports; a block that lasts longer is not waited for
    private static readonly Dictionary<int, int> Rank = PortList.Default.Select((port, index) => (port, index)).ToDictionary(pair => pair.port, pair => pair.index);
    private const int MaxKnown = 2; // of each, open and closed

    private readonly PortScanner _scanner;
    private readonly TimeSpan _maxSlowTime;

    public PortConfirmation(PortScanOptions options)
        : this(new PortScanner(Patient(options)), MaxSlowTime)
    {
    }

    /// <summary>With a scanner of a test's own, whose attempts are no sockets, and another bound.</summary>
    internal PortConfirmation(PortScanner scanner, TimeSpan maxSlowTime) => (_scanner, _maxSlowTime) = (scanner, maxSlowTime);

    /// <summary>The options of a scanner that gives each attempt its full time and starts them one after the other.</summary>
    internal static PortScanOptions Patient(PortScanOptions options) => new()
    {
        Timeout = Patience,
        WaitFully = true,
        Spacing = Spacing,
        Retries = 0,
        Window = options.Window,
        PerHost = options.PerHost,
        Time = options.Time,
    };

    /// <summary>Asks again what was silent or closed, of the ports that matter.</summary>
    /// <param name="address">The host.</param>
    /// <param name="measured">What a scan of all ports found there.</param>
    /// <param name="matters">True for a port whose silence or refusal a verdict builds on.</param>
    /// <param name="proven">Ports that the vantage point carries: only there is an RST the host's sign of life.</param>
    /// <param name="cancellation">Stops at once.</param>
    public async Task<ConfirmedPorts> ConfirmAsync(IPAddress address, IReadOnlyList<PortResult> measured, Func<int, bool> matters, IReadOnlyCollection<int> proven, CancellationToken cancellation)
    {
        Host host = new(address, measured, proven);
        int[] suspects = host.Ports.Values.Where(port => matters(port.Port) && IsNegative(port)).Select(port => port.Port).OrderBy(Order).ToArray();
        if (suspects.Length == 0)
        {
            return new ConfirmedPorts(measured.ToArray(), 0, 0, 0, false);
        }

        DateTimeOffset? answered = await AskTogetherAsync(host, suspects, cancellation).ConfigureAwait(false);
        if (answered is null && measured.All(port => !IsAnswer(port)) && host.Known.Length > 0)
        {
            // Only the patient measurement found ports that answer: now there is something to compare with.
            answered = await AskTogetherAsync(host, host.Negative(suspects), cancellation).ConfigureAwait(false);
        }

        // Refusals alone may be those of a limit, which refuses the known ports in the same way: so slowly it lets all through. Where that
        // changes anything, only an open port shows from then on whether the host itself answers.
        bool refusedByLimit = answered is not null && !host.Known.Any(port => port.IsReachable) && !IPAddress.IsLoopback(address)
            && !await AskSpacedAsync(host, host.Negative(suspects), cancellation).ConfigureAwait(false);
        answered = refusedByLimit ? null : answered;
        bool slow = answered is null && (refusedByLimit ? host.Known.Any(port => port.IsReachable) : host.Known.Length > 0);
        if (slow)
        {
            await AskOneByOneAsync(host, host.Negative(suspects), cancellation).ConfigureAwait(false);
        }
        else if (answered is DateTimeOffset at)
        {
            foreach (PortResult port in host.Ports.Values.Where(port => IsNegative(port) && !host.Unasked.Contains(port.Port)))
            {
                port.HostAnsweredAt = at;
            }
        }

        return new ConfirmedPorts(
            measured.Select(port => host.Ports[port.Port]).ToArray(),
            suspects.Length,
            suspects.Count(port => host.Ports[port].IsReachable),
            suspects.Count(port => IsNegative(host.Ports[port]) && host.Ports[port].HostAnsweredAt is null),
            slow);
    }

    public void Dispose() => _scanner.Dispose();

    /// <summary>What most often leads to data comes first: what is slow may end before all were asked.</summary>
    private static int Order(int port) => Rank.TryGetValue(port, out int rank) ? rank : int.MaxValue;

    private static bool IsNegative(PortResult port) => port.Failure is null && port.State is PortState.Filtered or PortState.Closed;

    private static bool IsAnswer(PortResult port) => port.Failure is null && (port.IsReachable || port.State == PortState.Closed);

    /// <summary>All at once, with the known ports beside them. The time of the last answer of the known ports; null when one of them was missing.</summary>
    private async Task<DateTimeOffset?> AskTogetherAsync(Host host, int[] suspects, CancellationToken cancellation)
    {
        PortResult[] known = host.Known;
        Task<PortResult[]> asking = AskAsync(host, suspects, cancellation);
        bool isAlive = known.Length > 0;
        while (!asking.IsCompleted && isAlive)
        {
            isAlive = await AnswerAsBeforeAsync(host, known, cancellation).ConfigureAwait(false) is not null;
            await Task.WhenAny(asking, Task.Delay(BetweenChecks, cancellation)).ConfigureAwait(false);
        }

        foreach (PortResult port in await asking.ConfigureAwait(false))
        {
            host.Take(port);
        }

        return isAlive ? await AnswerAsBeforeAsync(host, known, cancellation).ConfigureAwait(false) : null;
    }

    /// <summary>True when all were asked and each answered as before; otherwise it goes on until one is found open.</summary>
    private async Task<bool> AskSpacedAsync(Host host, int[] suspects, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        bool isSame = true;
        foreach (int port in suspects)
        {
            await Task.Delay(Spaced, cancellation).ConfigureAwait(false);
            PortState before = host.Ports[port].State;
            host.Take((await AskAsync(host, new[] { port }, cancellation).ConfigureAwait(false))[0]);
            isSame &= host.Ports[port].State == before;
            if (host.Ports[port].IsReachable || clock.Elapsed > _maxSlowTime)
            {
                return false;
            }
        }

        return isSame;
    }

    private async Task AskOneByOneAsync(Host host, int[] suspects, CancellationToken cancellation)
    {
        PortResult[] known = host.KnownOf(1);
        Stopwatch clock = Stopwatch.StartNew();
        foreach (int port in suspects)
        {
            // Whatever blocks may end the block after a time: wait for the known port first, then ask, then look whether it still answers.
            for (int attempt = 0; attempt < 2; attempt++)
            {
                if (!await AnswersInTimeAsync(host, known, clock, cancellation).ConfigureAwait(false))
                {
                    return;
                }

                host.Take((await AskAsync(host, new[] { port }, cancellation).ConfigureAwait(false))[0]);
                if (!IsNegative(host.Ports[port]))
                {
                    break;
                }

                DateTimeOffset? answered = await AnswerAsBeforeAsync(host, known, cancellation).ConfigureAwait(false);
                host.Ports[port].HostAnsweredAt = host.Unasked.Contains(port) ? null : answered;
                if (host.Ports[port].HostAnsweredAt is not null)
                {
                    break;
                }
            }

            if (clock.Elapsed > _maxSlowTime)
            {
                return;
            }
        }
    }

    private async Task<bool> AnswersInTimeAsync(Host host, PortResult[] known, Stopwatch clock, CancellationToken cancellation)
    {
        TimeSpan pause = BetweenChecks;
        TimeSpan start = clock.Elapsed;
        while (await AnswerAsBeforeAsync(host, known, cancellation).ConfigureAwait(false) is null)
        {
            pause = pause + pause < MaxPause ? pause + pause : MaxPause;
            if (clock.Elapsed + pause > _maxSlowTime || clock.Elapsed + pause - start > MaxSilence)
            {
                return false;
            }

            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>When the last of them was asked, if all of them answered as before: an open port that is refused now is no longer the host's answer.</summary>
    private async Task<DateTimeOffset?> AnswerAsBeforeAsync(Host host, PortResult[] known, CancellationToken cancellation)
    {
        PortResult[] now = await AskAsync(host, known.Select(port => port.Port), cancellation).ConfigureAwait(false);
        foreach (PortResult opened in now.Where(port => port.IsReachable && !host.Ports[port.Port].IsReachable))
        {
            host.Take(opened);
        }

        bool same = known.Length > 0 && now.All(port => known.Single(before => before.Port == port.Port) is { } before
            && IsAnswer(port) && (port.IsReachable || !before.IsReachable)
            && (port.Latency < Repeated || before.Latency >= Repeated));
        return same ? now.Max(port => port.StartedAt) : null;
    }

    private Task<PortResult[]> AskAsync(Host host, IEnumerable<int> ports, CancellationToken cancellation) =>
        _scanner.ScanAsync(host.Name, host.Address, ports, null, cancellation);

    /// <summary>What is known of the host so far.</summary>
    private sealed class Host(IPAddress address, IReadOnlyList<PortResult> measured, IReadOnlyCollection<int> proven)
    {
        public IPAddress Address { get; } = address;

        public string Name { get; } = measured.Count > 0 ? measured[0].ComputerName : "";

        public Dictionary<int, PortResult> Ports { get; } = measured.ToDictionary(port => port.Port, port => port.Copy());

        /// <summary>Ports that answer, some open and some closed: what limits connections may spare the one that everybody uses.</summary>
        public PortResult[] Known => KnownOf(MaxKnown);

        public PortResult[] KnownOf(int ofEach) => Ports.Values.Where(port => IsAnswer(port) && !port.IsAnsweredOnPath && (port.IsReachable || proven.Contains(port.Port)))
            .OrderBy(port => port.Attempts).ThenBy(port => port.Port)
            .GroupBy(port => port.IsReachable).SelectMany(same => same.Take(ofEach)).ToArray();

        public int[] Negative(int[] ports) => ports.Where(port => IsNegative(Ports[port])).ToArray();

        /// <summary>Ports that this machine could not ask again: the answers of others beside them confirm nothing of theirs.</summary>
        public HashSet<int> Unasked { get; } = new();

        /// <summary>A later measurement; what this machine could not measure leaves the earlier one.</summary>
        public void Take(PortResult later)
        {
            if (later.Failure is not null)
            {
                Unasked.Add(later.Port);
            }
            else
            {
                Unasked.Remove(later.Port);
                later.Attempts += Ports[later.Port].Attempts;
                later.Service = Ports[later.Port].Service;
                Ports[later.Port] = later;
            }
        }
    }
}
