// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Probing.Watch;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>Repeats a check that was made in an outage of this machine's connection, after its end and a bounded number of times. What stays is doubted.</summary>
internal sealed class OutageRepetition
{
    private const int MaxTimes = 3;

    private readonly VantageWatch _watch;
    private readonly Dictionary<Outage, (int Repeated, int Left)> _counts = new();

    public OutageRepetition(VantageWatch watch) => _watch = watch;

    /// <summary>What the run has to state about each outage: its time and kind, and how many practices it concerned.</summary>
    public IReadOnlyList<Evidence> Statements
    {
        get
        {
            lock (_counts)
            {
                return _watch.Outages.Select(Statement).OfType<Evidence>().ToArray();
            }
        }
    }

    /// <summary>Makes a check, and repeats it where an outage fell into it.</summary>
    /// <param name="room">Bounds the checks in progress; one that waits for its proof is none.</param>
    /// <param name="measure">One check, with the moment of its begin. It is stopped when an outage is noticed.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <exception cref="OperationCanceledException">The audit was stopped.</exception>
    public async Task<AuditObservation> RunAsync(SemaphoreSlim room, Func<long, CancellationToken, Task<AuditObservation>> measure, CancellationToken cancellation)
    {
        Outage? met = null;
        for (int time = 1; ; time++)
        {
            (AuditObservation? seen, long begun) = await MeasureAsync(room, measure, time < MaxTimes, cancellation).ConfigureAwait(false);
            Outage? during = await _watch.ProveAsync(begun, cancellation).ConfigureAwait(false);
            if (seen is not null && during is null)
            {
                return met is null ? seen : Noted(seen, EvidenceOf.AuditOutageRepeated(met.Cause, met.From, met.To ?? met.From));
            }

            if (seen is not null && (during!.To is null || time >= MaxTimes))
            {
                Count(during, isLast: true);
                return Doubted(seen, during);
            }

            met = during ?? met;
            if (during is not null)
            {
                Count(during, isLast: false);
            }
        }
    }

    /// <summary>What was open stays; what was not shows nothing, and nothing that was found before is gone.</summary>
    internal static AuditObservation Doubted(AuditObservation seen, Outage outage)
    {
        Evidence note = EvidenceOf.AuditOutageUnresolved(outage.Cause, outage.From);
        return Noted(seen, note) with
        {
            Interrupted = true,
            Router = seen.Router is RouterExposure router && seen.Identity != IdentityState.Differs ? Doubted(router, note) : seen.Router,
            Servers = seen.Servers.Where(server => server.Verdict is Verdict.Exposed or Verdict.AtRisk).ToArray(),
        };
    }

    private static RouterExposure Doubted(RouterExposure router, Evidence note)
    {
        RouterObservation observed = RouterObservation.Of(router);
        return RouterAssessor.Expose(
            (observed with
            {
                Ports = PortEvidence.Doubted(observed.Ports, hasNothingOpen: true).ToArray(),
                ProvenPorts = Array.Empty<int>(),
                ForwardsComplete = false,
            }).With(new SourceReport { Source = SourceNames.Vantage, Failed = true, Detail = note }),
            AdvisoryCatalog.Shipped);
    }

    private static AuditObservation Noted(AuditObservation seen, Evidence note) => seen with { Notes = seen.Notes.Prepend(note).ToArray() };

    /// <summary>Null where an outage was noticed meanwhile, and the check was stopped.</summary>
    private async Task<(AuditObservation? Seen, long Begun)> MeasureAsync(
        SemaphoreSlim room, Func<long, CancellationToken, Task<AuditObservation>> measure, bool mayStop, CancellationToken cancellation)
    {
        await room.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Measurement measurement = await _watch.BeginAsync(cancellation).ConfigureAwait(false);
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, mayStop ? measurement.Disturbed : CancellationToken.None);
            try
            {
                return (await measure(measurement.Begun, stop.Token).ConfigureAwait(false), measurement.Begun);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return (null, measurement.Begun);
            }
            catch
            {
                _watch.Abandon();
                throw;
            }
        }
        finally
        {
            room.Release();
        }
    }

    private void Count(Outage outage, bool isLast)
    {
        lock (_counts)
        {
            Outage known = Key(outage);
            _counts.TryGetValue(known, out (int Repeated, int Left) count);
            _counts[known] = isLast ? (count.Repeated, count.Left + 1) : (count.Repeated + 1, count.Left);
        }
    }

    private Evidence? Statement(Outage outage) =>
        !_counts.TryGetValue(Key(outage), out (int Repeated, int Left) count) ? null
        : outage.To is DateTimeOffset to ? EvidenceOf.AuditOutageEnded(outage.Cause, outage.From, to, count.Repeated, count.Left)
        : EvidenceOf.AuditOutageLasting(outage.Cause, outage.From, count.Left);

    /// <summary>One that has ended meanwhile is the same.</summary>
    private static Outage Key(Outage outage) => outage with { To = null };
}
