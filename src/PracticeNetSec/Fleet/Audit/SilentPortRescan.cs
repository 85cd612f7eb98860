// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>
/// Probes silent ports again where this machine may have caused their silence. While thousands of attempts are under way a busy
/// machine reads answers late, and a port that answered in time looks silent: an exposed practice would be reported as not exposed.
/// </summary>
internal sealed class SilentPortRescan : IDisposable
{
    /// <summary>Its name in <see cref="SourceReport.Source"/>.</summary>
    public const string SourceName = "silent port rescan";

    private const int Window = 4096;
    private const int PerHost = 36;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TimerPeriod = TimeSpan.FromMilliseconds(20);

    // The port engine waits 100 ms, then 200 ms for a host that has answered: a later wake-up makes silence inconclusive.
    private static readonly TimeSpan TooLate = TimeSpan.FromMilliseconds(200);

    private readonly PortScanner _scanner = new(new PortScanOptions { Timeout = Timeout, Window = Window, PerHost = PerHost });
    private readonly Thread _watch;
    private volatile bool _over;
    private long _lastLate = long.MinValue;

    public SilentPortRescan()
    {
        // A thread of its own: what it measures is whether threads get their turn.
        _watch = new Thread(WatchClock) { IsBackground = true, Name = "PracticeNetSec clock" };
        _watch.Start();
    }

    /// <summary>A point in time to compare with.</summary>
    public static long Moment => Stopwatch.GetTimestamp();

    /// <summary>Probes silent ports again if nothing answered, or if this machine was too busy since a point in time; assesses nothing.</summary>
    public async Task<RouterObservation> RescanAsync(RouterObservation router, IPAddress address, long since, CancellationToken cancellation)
    {
        int[] silent = router.Ports.Where(port => port.State == PortState.Filtered).Select(port => port.Port).ToArray();
        bool nothing = silent.Length == router.Ports.Count;
        bool busy = Volatile.Read(ref _lastLate) >= since;
        if (silent.Length == 0 || (!nothing && !busy))
        {
            return router;
        }

        PortResult[] again = await _scanner.ScanAsync(router.ComputerName, address, silent, null, cancellation).ConfigureAwait(false);

        // A port that could not be measured now was measured before: that measurement is kept.
        Dictionary<int, PortResult> heard = again.Where(port => port.State != PortState.Filtered && port.Failure is null).ToDictionary(port => port.Port);
        DateTimeOffset ended = again.Max(port => port.EndedAt);
        RouterObservation rescanned = router.With(new SourceReport
        {
            Source = SourceName,
            Complete = again.All(port => port.Failure is null),
            Failed = again.Any(port => port.Failure is not null),
            Detail = nothing
                ? EvidenceOf.SourceSilentPortsMeasuredAgain(silent.Length, heard.Count, SourceName, ended)
                : EvidenceOf.SourceSilentPortsMeasuredAgainBusy(silent.Length, heard.Count, SourceName, ended),
        });
        return heard.Count == 0 && again.All(port => port.Failure is null) ? rescanned : rescanned with
        {
            Ports = router.Ports.Select(port => heard.TryGetValue(port.Port, out PortResult? better) ? better : port).ToArray(),
            EndedAt = ended,
        };
    }

    public void Dispose()
    {
        _over = true;
        _watch.Join();
        _scanner.Dispose();
    }

    private void WatchClock()
    {
        while (!_over)
        {
            long start = Stopwatch.GetTimestamp();
            // Sleeps on its own thread: the delay of its wake-up is what is measured. A pool timer would measure the pool.
            Thread.Sleep(TimerPeriod);
            double late = ((Stopwatch.GetTimestamp() - start) / (double)Stopwatch.Frequency) - TimerPeriod.TotalSeconds;
            if (late > TooLate.TotalSeconds)
            {
                Volatile.Write(ref _lastLate, Stopwatch.GetTimestamp());
            }
        }
    }
}
