// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Judging;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Fleet;

/// <summary>
/// Checks practices: scope, name, router with its ports, identity, shares. One auditor serves a whole fleet: all port
/// measurements share its one window. Whatever a practice's devices do, the answer is a result.
/// </summary>
public sealed class PracticeAuditor : IDisposable
{
    private const int SmallWindow = 512;
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(3);

    private readonly AuditOptions _options;
    private readonly RouterExaminer _examiner;
    private readonly RouterExaminer _portsAlone;
    private readonly AddressGate _addresses = new();
    private readonly SecondLook _secondLook = new();

    /// <summary>Makes an auditor with its own port engine.</summary>
    /// <exception cref="InputException">The file of advisories cannot be used.</exception>
    public PracticeAuditor(AuditOptions options)
        : this(options, _ => new RouterExaminer(options.Router))
    {
    }

    /// <summary>Over another examiner than the network's, so that its errors can be tried.</summary>
    internal PracticeAuditor(AuditOptions options, Func<AuditOptions, RouterExaminer> examiner)
    {
        _options = options;
        options.Router.Time = options.Time;
        options.Router.IsTheirs = (practice, identity) => RouterIdentityCheck.Compare(practice, identity) != IdentityState.Differs;
        _examiner = examiner(options);
        _portsAlone = new RouterExaminer(new RouterExaminationOptions
        {
            Ports = options.Router.Ports,
            PortsOnly = true,
            Timeout = LongPatience,
            Window = Math.Min(options.Router.Window, SmallWindow),
            PerHost = options.Router.PerHost,
            Time = options.Time,
            Vantage = options.Router.Vantage,
        });
    }

    /// <summary>Checks one practice.</summary>
    /// <param name="practice">What the inventory says.</param>
    /// <param name="cancellation">Stops within a second.</param>
    /// <exception cref="OperationCanceledException">The audit was stopped; a practice that takes too long is a result.</exception>
    public async Task<PracticeAudit> AuditAsync(Practice practice, CancellationToken cancellation)
    {
        PracticeAudit audit = new()
        {
            PracticeId = practice.PracticeId,
            Practice = practice,
            StartedAt = _options.Time.GetLocalNow(),
            Interrupted = true,
            Scope = AuditScope.Decide(practice, _options.Time.GetLocalNow(), _options.Force),
        };
        try
        {
            audit.Interrupted = audit.Scope.MayCheck && !await LookAsync(audit, practice, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            audit.Reasons = audit.Reasons.Append(EvidenceOf.AuditSharesTimeout(Seconds)).ToArray();
        }
        catch (InputException unusable)
        {
            audit.Reasons = audit.Reasons.Append(HostAddress.Evidence(practice.WanAddress ?? practice.RouterAddress ?? "", unusable)).ToArray();
        }
        catch (Exception unforeseen) when (unforeseen is not OperationCanceledException)
        {
            // One practice must not take the others with it, nor be missing in the ledger. What was measured until then stays.
            cancellation.ThrowIfCancellationRequested();
            audit.Reasons = audit.Reasons.Append(EvidenceOf.AuditInterrupted(ErrorText.Of(unforeseen))).ToArray();
        }

        audit.EndedAt = _options.Time.GetLocalNow();
        AuditJudge.Judge(audit);
        return audit;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _examiner.Dispose();
        _portsAlone.Dispose();
        _secondLook.Dispose();
    }

    /// <returns>False where the inventory names nothing to check.</returns>
    private async Task<bool> LookAsync(PracticeAudit audit, Practice practice, CancellationToken cancellation)
    {
        bool inside = _options.Router.Vantage == Vantage.Inside;
        string? name = inside ? practice.RouterAddress ?? practice.WanAddress : practice.WanAddress ?? practice.RouterAddress;
        if (name is null)
        {
            audit.Reasons = audit.Reasons.Append(EvidenceOf.AuditNoAddress()).ToArray();
            return false;
        }

        // Looked up here and nowhere else: everything that follows goes to this one address.
        IPAddress address = await HostAddress.ResolveAsync(name, cancellation).ConfigureAwait(false);
        audit.Address = address.ToString();
        using IDisposable turn = await _addresses.EnterAsync(audit.Address, cancellation).ConfigureAwait(false);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.PracticeTimeout);
        audit.StartedAt = _options.Time.GetLocalNow();
        long before = SecondLook.Moment;
        audit.RouterExposure = await ExamineAsync(audit, practice, limit.Token, cancellation).ConfigureAwait(false);
        audit.Identity = RouterIdentityCheck.Compare(practice, audit.RouterExposure.Identity);
        if (audit.Identity != IdentityState.Differs)
        {
            // Its length is bounded by itself, and waiting for its turn is no fault of the practice.
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
            await TakeSecondLookAsync(audit.RouterExposure, address, before, limit.Token).ConfigureAwait(false);
        }

        if (_options.Shares && audit.Identity != IdentityState.Differs)
        {
            limit.CancelAfter(_options.PracticeTimeout);
            await AskSharesAsync(audit, audit.RouterExposure, practice, limit.Token).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>A device that answers too slowly must not hide its ports by it: they are then measured alone.</summary>
    private async Task<RouterExposure> ExamineAsync(PracticeAudit audit, Practice practice, CancellationToken limit, CancellationToken cancellation)
    {
        try
        {
            return await _examiner.ExamineAsync(audit.Address!, practice, limit).ConfigureAwait(false);
        }
        catch (InputException)
        {
            throw;
        }
        catch (Exception failure)
        {
            cancellation.ThrowIfCancellationRequested();
            audit.Reasons = new[]
            {
                failure is OperationCanceledException ? EvidenceOf.AuditRouterTimeout(Seconds) : EvidenceOf.AuditRouterFailed(ErrorText.Of(failure)),
            };
            RouterExposure ports = await _portsAlone.ExamineAsync(audit.Address!, practice, cancellation).ConfigureAwait(false);

            // No source was read: what they would have shown is unknown, and silent ports alone clear nothing.
            ports.Sources = ports.Sources.Append(SourceReport.NotRead(SourceNames.Router, failure)).ToArray();
            RouterJudge.Judge(ports);
            return ports;
        }
    }

    /// <summary>An error of the second measurement must not keep the shares from being asked, nor clear what was silent.</summary>
    private async Task TakeSecondLookAsync(RouterExposure router, IPAddress address, long since, CancellationToken cancellation)
    {
        try
        {
            await _secondLook.TakeAsync(router, address, since, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            cancellation.ThrowIfCancellationRequested();
            router.Sources = router.Sources.Append(SourceReport.NotRead(SecondLook.SourceName, failure)).ToArray();
            RouterJudge.Judge(router);
        }
    }

    private long Seconds => (long)Math.Round(_options.PracticeTimeout.TotalSeconds);

    private async Task AskSharesAsync(PracticeAudit audit, RouterExposure router, Practice practice, CancellationToken cancellation)
    {
        // One after the other: a practice's server is small, and its owner works on it. Each result is kept at once, so that
        // neither the next server's error nor the end of the time takes it away.
        foreach ((string host, int port) in ServersOf(router, practice))
        {
            ShareReachability server = await AskServerAsync(host, port, router.Vantage, cancellation).ConfigureAwait(false);
            server.PracticeId = practice.PracticeId;
            server.Practice = practice;
            audit.ShareReachability = audit.ShareReachability.Append(server).ToArray();
        }
    }

    /// <summary>One server; whatever goes wrong there, an undetermined result that says why.</summary>
    private async Task<ShareReachability> AskServerAsync(string host, int port, Vantage vantage, CancellationToken cancellation)
    {
        DateTimeOffset startedAt = _options.Time.GetLocalNow();
        try
        {
            IPAddress address = await HostAddress.ResolveAsync(host, cancellation).ConfigureAwait(false);
            ShareExaminationOptions options = new()
            {
                StepTimeout = _options.ShareTimeout,
                Time = _options.Time,
                Vantage = VantageRule.Decide(vantage, address),
            };
            return await ShareExaminer.ExamineAsync(host, address, port, options, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            cancellation.ThrowIfCancellationRequested();
            return new ShareReachability
            {
                ComputerName = host,
                Port = port,
                Vantage = vantage,
                Reasons = new[] { failure is InputException unusable ? HostAddress.Evidence(host, unusable) : EvidenceOf.SharePartNotChecked("SMB", ErrorText.Of(failure)) },
                StartedAt = startedAt,
                EndedAt = _options.Time.GetLocalNow(),
            };
        }
    }

    /// <summary>From inside the servers that the inventory names; from outside the ports that lead in and were not measured silent or closed.</summary>
    private static IEnumerable<(string Host, int Port)> ServersOf(RouterExposure router, Practice practice) =>
        router.Vantage == Vantage.Inside
            ? practice.Servers.Select(server => (server, SmbPorts.Direct))
            : SmbPorts.LeadingToShares(router)
                .Where(port => !router.Ports.Any(measured => measured.Port == port && measured.Failure is null && !measured.IsReachable))
                .Select(port => (router.ComputerName, port));
}
