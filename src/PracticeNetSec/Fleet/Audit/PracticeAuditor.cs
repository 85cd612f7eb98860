// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing.Watch;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>
/// Checks practices: scope, name, router with its ports, identity, shares. One auditor serves a whole fleet: all port
/// measurements share its one window. Whatever a practice's devices do, the check yields a result.
/// </summary>
public sealed class PracticeAuditor : IDisposable
{
    private const int SmallWindow = 512;
    private static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(3);

    private readonly AuditOptions _options;
    private readonly RouterExaminer _examiner;
    private readonly RouterExaminer _portsOnly;
    private readonly PerAddressLock _addresses = new();
    private readonly SemaphoreSlim _room;
    private readonly RunVantage _vantage;

    /// <summary>Makes an auditor with its own port engine.</summary>
    /// <exception cref="InputException">The file of advisories cannot be used.</exception>
    public PracticeAuditor(AuditOptions options)
        : this(options, _ => new RouterExaminer(options.Router), RunVantage.Of(options))
    {
    }

    /// <summary>With another examiner than the network's, so that its errors can be tested.</summary>
    internal PracticeAuditor(AuditOptions options, Func<AuditOptions, RouterExaminer> examiner)
        : this(options, examiner, RunVantage.Of(new VantageWatch(_ => Task.FromResult<OutageKind?>(null), (_, _, _) => Task.CompletedTask, options.Time), options.Time))
    {
    }

    /// <summary>The same with another watch.</summary>
    internal PracticeAuditor(AuditOptions options, Func<AuditOptions, RouterExaminer> examiner, RunVantage vantage)
    {
        _options = options;
        _vantage = vantage;
        _room = new SemaphoreSlim(options.AtOnce);
        options.Router.Time = options.Time;
        options.Router.OwnershipCheck = (practice, identity) => RouterIdentityCheck.IsSame(practice, identity) != false;
        _examiner = examiner(options);
        _portsOnly = new RouterExaminer(new RouterExaminationOptions
        {
            Ports = options.Router.Ports,
            PortsOnly = true,
            Timeout = LongTimeout,
            Window = Math.Min(options.Router.Window, SmallWindow),
            PerHost = options.Router.PerHost,
            Time = options.Time,
            Vantage = options.Router.Vantage,
            Proof = options.Router.Proof,
        });
    }

    /// <summary>What the run has to state about each outage of this machine's connection: time, kind, and how many practices it concerned.</summary>
    public IReadOnlyList<Evidence> Outages => _vantage.Repetition.Statements;

    /// <summary>Looks a name up, and remembers for this run that it led somewhere.</summary>
    /// <param name="name">IPv4 or IPv6 address, or a host name.</param>
    /// <param name="cancellation">Stops waiting at once.</param>
    /// <exception cref="InputException">As <see cref="HostAddress.ResolveAllAsync"/>.</exception>
    public Task<IPAddress[]> ResolveAllAsync(string name, CancellationToken cancellation) => _vantage.Names.ResolveAsync(name, cancellation);

    /// <summary>
    /// Checks one practice. Where an outage of this machine's connection fell into the check, it is repeated afterwards; where that is not
    /// possible in a bounded time, the result is Undetermined.
    /// </summary>
    /// <param name="practice">The practice as in the inventory.</param>
    /// <param name="cancellation">Stops within a second.</param>
    /// <exception cref="OperationCanceledException">The audit was stopped; a practice that takes too long is a result.</exception>
    public async Task<PracticeAudit> AuditAsync(Practice practice, CancellationToken cancellation)
    {
        AuditObservation seen = !AuditScope.Decide(practice, _options.Time.GetLocalNow(), _options.Force).MayCheck
            ? await ObserveAsync(practice, 0, cancellation).ConfigureAwait(false)
            : await _vantage.Repetition.RunAsync(_room, (begun, stop) => ObserveAsync(practice, begun, stop), cancellation).ConfigureAwait(false);
        return AuditAssessor.Assess(seen);
    }

    private async Task<AuditObservation> ObserveAsync(Practice practice, long begun, CancellationToken cancellation)
    {
        // Replaced with each step, so that what was measured until an error stays.
        Inspection inspection = new(new AuditObservation
        {
            PracticeId = practice.PracticeId,
            Practice = practice,
            StartedAt = _options.Time.GetLocalNow(),
            Interrupted = true,
            Scope = AuditScope.Decide(practice, _options.Time.GetLocalNow(), _options.Force),
        });
        try
        {
            bool ended = !inspection.Seen.Scope.MayCheck || await InspectAsync(inspection, practice, cancellation).ConfigureAwait(false);
            inspection.Seen = inspection.Seen with { Interrupted = !ended };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            inspection.Note(EvidenceOf.AuditSharesTimeout(Seconds));
        }
        catch (InputException unusable)
        {
            string name = practice.WanAddress ?? practice.RouterAddress ?? "";
            if (_vantage.Names.Contains(name))
            {
                _vantage.Watch.Report(OutageKind.NamesMissing, begun);
            }

            inspection.Note(HostAddress.Evidence(name, unusable));
        }
        catch (Exception unforeseen) when (unforeseen is not OperationCanceledException)
        {
            // An error in one practice must not end the others, nor omit it from the ledger.
            cancellation.ThrowIfCancellationRequested();
            inspection.Note(EvidenceOf.AuditInterrupted(ErrorCause.Of(unforeseen)));
        }

        return inspection.Seen with { EndedAt = _options.Time.GetLocalNow() };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _vantage.Watch.Dispose();
        _examiner.Dispose();
        _portsOnly.Dispose();
    }

    /// <returns>False where the inventory names nothing to check.</returns>
    private async Task<bool> InspectAsync(Inspection inspection, Practice practice, CancellationToken cancellation)
    {
        bool inside = _options.Router.Vantage == Vantage.Inside;
        string? name = inside ? practice.RouterAddress ?? practice.WanAddress : practice.WanAddress ?? practice.RouterAddress;
        if (name is null)
        {
            inspection.Note(EvidenceOf.AuditNoAddress());
            return false;
        }

        // Resolved here and nowhere else: everything that follows goes to these addresses.
        IPAddress[] addresses = await ResolveAllAsync(name, cancellation).ConfigureAwait(false);
        IPAddress address = addresses[0];
        _vantage.Sees(address);
        inspection.Seen = inspection.Seen with { Address = address.ToString() };
        using IDisposable turn = await _addresses.EnterAsync(address.ToString(), cancellation).ConfigureAwait(false);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.PracticeTimeout);
        inspection.Seen = inspection.Seen with { StartedAt = _options.Time.GetLocalNow() };
        RouterObservation router = await ObserveAsync(inspection, address, practice, limit.Token, cancellation).ConfigureAwait(false);
        _vantage.Add(router);
        IdentityState identity = RouterIdentityCheck.IsSame(practice, router.Identity) switch { true => IdentityState.Confirmed, false => IdentityState.Differs, null => IdentityState.Undetermined };
        if (identity != IdentityState.Differs)
        {
            // It has its own bound. The practice's may be over already, and what was measured must not be lost with it.
            router = await _examiner.ConfirmAsync(router, cancellation).ConfigureAwait(false);
            router = await _examiner.WithFurtherAsync(router, addresses.Skip(1).ToArray(), cancellation).ConfigureAwait(false);
        }

        RouterExposure exposure = _examiner.Assess(router);
        inspection.Seen = inspection.Seen with { Router = exposure, Identity = identity };
        if (_options.Shares && identity != IdentityState.Differs)
        {
            using CancellationTokenSource shares = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            shares.CancelAfter(_options.PracticeTimeout);
            await InspectSharesAsync(inspection, exposure, practice, shares.Token).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>A device that answers too slowly must not hide its ports thereby: they are then measured alone.</summary>
    private async Task<RouterObservation> ObserveAsync(Inspection inspection, IPAddress address, Practice practice, CancellationToken limit, CancellationToken cancellation)
    {
        try
        {
            return await _examiner.ObserveAsync(address.ToString(), practice, Vantage.Undetermined, limit).ConfigureAwait(false);
        }
        catch (InputException)
        {
            throw;
        }
        catch (Exception failure)
        {
            cancellation.ThrowIfCancellationRequested();
            inspection.Note(failure is OperationCanceledException ? EvidenceOf.AuditRouterTimeout(Seconds) : EvidenceOf.AuditRouterFailed(ErrorCause.Of(failure)));
            RouterObservation ports = await _portsOnly.ObserveAsync(address.ToString(), practice, Vantage.Undetermined, cancellation).ConfigureAwait(false);

            // No source was read: what they would have shown is unknown, and silent ports alone prove nothing.
            return ports.With(SourceReport.NotRead(SourceNames.Router, failure));
        }
    }

    private long Seconds => (long)Math.Round(_options.PracticeTimeout.TotalSeconds);

    private async Task InspectSharesAsync(Inspection inspection, RouterExposure router, Practice practice, CancellationToken cancellation)
    {
        // One after the other: a practice's server is small, and its owner works on it. Each result is kept at once, so that
        // neither the next server's error nor the end of the time discards it.
        foreach ((string host, int port) in ServersOf(router, practice, _options.Services.Count > 0))
        {
            ShareReachability server = await QueryServerAsync(host, port, router, cancellation).ConfigureAwait(false);
            server.PracticeId = practice.PracticeId;
            server.Practice = practice;
            inspection.Seen = inspection.Seen with { Servers = inspection.Seen.Servers.Append(server).ToArray() };
        }
    }

    /// <summary>One server; whatever goes wrong there, an undetermined result with the reason.</summary>
    private async Task<ShareReachability> QueryServerAsync(string host, int port, RouterExposure router, CancellationToken cancellation)
    {
        DateTimeOffset startedAt = _options.Time.GetLocalNow();
        try
        {
            IPAddress address = await HostAddress.ResolveAsync(host, cancellation).ConfigureAwait(false);
            ShareExaminationOptions options = new()
            {
                StepTimeout = _options.ShareTimeout,
                Time = _options.Time,
                Vantage = VantageRule.Decide(router.Vantage, address),
                TryCommonNames = _options.TryCommonShareNames,
                Services = _options.Services.ToArray(),
                IsPortProven = router.ProvesUnreachable(port),
                ServicePorts = service => FileServicePorts.For(service, router),
            };
            ShareReachability server = await ShareExaminer.ExamineAsync(host, address, port, options, cancellation).ConfigureAwait(false);
            if (server.Vantage == Vantage.Outside && server.Dialects.Length > 0 && !HostAddress.IsPrivate(address))
            {
                // SMB itself answered: for other practices, silence on this port is not that of the way.
                _options.Router.Proof.Add(port, address.ToString(), server.EndedAt);
            }

            return server;
        }
        catch (Exception failure)
        {
            cancellation.ThrowIfCancellationRequested();
            return new ShareReachability
            {
                ComputerName = host,
                Port = port,
                Vantage = router.Vantage,
                Reasons = new[] { failure is InputException unusable ? HostAddress.Evidence(host, unusable) : EvidenceOf.SharePartNotChecked("SMB", ErrorCause.Of(failure)) },
                StartedAt = startedAt,
                EndedAt = _options.Time.GetLocalNow(),
            };
        }
    }

    /// <summary>From inside the servers that the inventory names; from outside the ports that lead in and were not measured silent or closed.</summary>
    private static IEnumerable<(string Host, int Port)> ServersOf(RouterExposure router, Practice practice, bool asksServices) =>
        router.Vantage == Vantage.Inside
            ? practice.Servers.Select(server => (server, SmbPorts.Direct))
            // What answers at an address that several customers share is none of the practice's.
            : router.Line.AnswersMayBeAnothers && !HostAddress.IsVersion6(router.WanAddress ?? router.ComputerName) ? Enumerable.Empty<(string, int)>()
            : SmbPorts.LeadingToShares(router)
                .Where(port => !router.Ports.Any(measured => measured.Port == port && measured.Failure is null && !measured.IsReachable))
                // Other file services have ports of their own.
                .DefaultIfEmpty(asksServices ? SmbPorts.Direct : 0)
                .Where(port => port > 0)
                .Select(port => (router.HostOf(port), port));

    /// <summary>The observation as far as it got.</summary>
    private sealed class Inspection(AuditObservation seen)
    {
        public AuditObservation Seen { get; set; } = seen;

        public void Note(Evidence note) => Seen = Seen with { Notes = Seen.Notes.Append(note).ToArray() };
    }
}
