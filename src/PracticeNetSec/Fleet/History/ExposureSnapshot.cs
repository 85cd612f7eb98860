// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Rules;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Fleet.History;

/// <summary>One practice at one moment, as the ledger keeps it and as two checks are compared.</summary>
public sealed class ExposureSnapshot
{
    private const int MaxReasons = 12;
    private const string ShareRules = "share";
    private const string OwnAddress = " @";
    internal const string SessionRule = "router.incoming-session";

    /// <summary>The provider's id of the practice; the address where there is none.</summary>
    public string PracticeId { get; set; } = "";

    /// <summary>Name of the practice.</summary>
    public string Name { get; set; } = "";

    /// <summary>Two-letter code of the Land.</summary>
    public string? Land { get; set; }

    /// <summary>Five-digit postal code.</summary>
    public string? PostalCode { get; set; }

    /// <summary>Size class.</summary>
    public PracticeSize SizeClass { get; set; }

    /// <summary>The address that was examined.</summary>
    public string? Address { get; set; }

    /// <summary>The model that the router reports.</summary>
    public string? RouterModel { get; set; }

    /// <summary>Firmware of the router.</summary>
    public string? Firmware { get; set; }

    /// <summary>The verdict on everything together.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>Whether the check was allowed.</summary>
    public ScopeState Scope { get; set; }

    /// <summary>True when all known paths to shares were inspected completely, or none leads there.</summary>
    public bool SharesChecked { get; set; }

    /// <summary>True when the Internet reaches no port that leads to shares of this practice: refused by the host itself, or not in the complete table.</summary>
    public bool SharesUnreachable { get; set; }

    /// <summary>
    /// What was observed again, so that its absence means that it is gone: the id of a rule, or a key and the place it is about. Null in
    /// checks of version 0.1.
    /// </summary>
    public string[]? Rechecked { get; set; }

    /// <summary>True when the router's table of sessions was read completely.</summary>
    public bool SessionsRead { get; set; }

    /// <summary>True when an error of the measuring machine kept a source of the router from being read.</summary>
    public bool SourcesFailed { get; set; }

    /// <summary>What the check was based on; null in checks of version 0.1.</summary>
    public SnapshotCoverage? Coverage { get; set; }

    /// <summary>TCP ports measured open.</summary>
    public int[] OpenPorts { get; set; } = Array.Empty<int>();

    /// <summary>What is wrong.</summary>
    public SnapshotFinding[] Findings { get; set; } = Array.Empty<SnapshotFinding>();

    /// <summary>Why.</summary>
    public Evidence[] Reasons { get; set; } = Array.Empty<Evidence>();

    /// <summary>The vantage points, where there was more than the machine that ran the audit.</summary>
    public string[] VantagePoints { get; set; } = Array.Empty<string>();

    /// <summary>When the check started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{PracticeId}: {Verdict}";

    internal ExposureSnapshot Copy() => (ExposureSnapshot)MemberwiseClone();

    /// <summary>Creates a snapshot of an audit.</summary>
    public static ExposureSnapshot From(PracticeAudit audit)
    {
        if (RecordedAudit.CheckOf(audit) is ExposureSnapshot recorded)
        {
            return recorded;
        }

        ExposureSnapshot snapshot = From(audit.RouterExposure, audit.ShareReachability, audit.Practice, audit.Findings, audit.Verdict, audit.Reasons, audit.Address);
        snapshot.Coverage = SnapshotCoverage.Of(audit.Coverage, audit.RouterExposure);
        snapshot.PracticeId = audit.PracticeId;
        snapshot.Scope = audit.Scope.State;
        snapshot.VantagePoints = audit.VantagePoints;
        (snapshot.StartedAt, snapshot.EndedAt) = (audit.StartedAt, audit.EndedAt);
        return snapshot;
    }

    /// <summary>Creates a snapshot of single measurements of one practice: a router, its servers, or both.</summary>
    /// <param name="router">Router examination; null when there is none.</param>
    /// <param name="shares">Examinations of servers.</param>
    public static ExposureSnapshot From(RouterExposure? router, IReadOnlyList<ShareReachability> shares)
    {
        Practice? practice = router?.Practice ?? shares.Select(share => share.Practice).FirstOrDefault(known => known is not null);
        BreachEvidence together = new(router, shares, practice);
        IEnumerable<Evidence> reasons = (router?.Reasons ?? Array.Empty<Evidence>()).Concat(shares.SelectMany(share => share.Reasons));
        ExposureSnapshot snapshot = From(router, shares, practice, together.Findings, together.Verdict, reasons, router?.WanAddress ?? router?.ComputerName);
        snapshot.Coverage = SnapshotCoverage.Of(Model.Coverage.Join(shares.Select(share => share.Coverage).Concat(router is null ? Array.Empty<Coverage>() : new[] { router.Coverage })), router);
        snapshot.PracticeId = together.PracticeId;
        snapshot.StartedAt = together.MeasuredFrom ?? default;
        snapshot.EndedAt = together.MeasuredUntil ?? default;
        return snapshot;
    }

    /// <summary>
    /// True when the absence of a finding proves that it is gone: a positive observation of what it was based on, by the rule that found it.
    /// What was silent or not examined proves nothing.
    /// </summary>
    /// <param name="key">See <see cref="SnapshotFinding.Key"/>.</param>
    /// <param name="ruleId">The rule.</param>
    /// <param name="target">What it was about.</param>
    /// <param name="values">The values of its texts.</param>
    /// <param name="openBefore">Ports that the earlier check found open.</param>
    internal bool ProvesAbsenceOf(string key, string ruleId, string target, string[] values, int[] openBefore)
    {
        if (Coverage is null || Rechecked is null)
        {
            return IsClearOf(ruleId);
        }

        string place = key.Length > ruleId.Length ? key.Substring(ruleId.Length) : "";
        string observed = RuleCatalog.Find(ruleId)?.RecheckKey + place;
        return Rechecked.Any(entry => observed == entry || observed.StartsWith(entry + " ", StringComparison.Ordinal))
            || (SharesUnreachable && ruleId.StartsWith(ShareRules, StringComparison.Ordinal)
                && (place.StartsWith(" @:", StringComparison.Ordinal) ? Coverage.ForwardsRead || Recheck.PortsOf(place).All(Coverage.RefusedPorts.Contains)
                    // By which port a share was reached is not part of its key: each that was open is refused, or is another service.
                    : place.StartsWith(@" \\@\", StringComparison.Ordinal) && (Coverage.ForwardsRead || openBefore.All(port => Coverage.RefusedPorts.Contains(port) || Coverage.IdentifiedPorts.Contains(port)))))
            // Ports are those of the line: what another address of it, or a machine behind it, had open was not asked.
            || (place.StartsWith(OwnAddress, StringComparison.Ordinal) && RuleCatalog.WasRechecked(new Finding { RuleId = ruleId, Target = target, Values = values }, Recheck.OfPorts(SourcesFailed, Coverage.RefusedPorts, OpenPorts, Coverage.IdentifiedPorts, openBefore)));
    }

    /// <summary>True when the check found out whether there are findings of such a rule.</summary>
    internal bool IsClearOf(string ruleId) =>
        Verdict != Verdict.Undetermined
        && (!ruleId.StartsWith(ShareRules, StringComparison.Ordinal) || SharesChecked)
        && (ruleId != SessionRule || SessionsRead)
        && (!SourcesFailed || ruleId.StartsWith(ShareRules, StringComparison.Ordinal));

    private static ExposureSnapshot From(
        RouterExposure? router, IReadOnlyList<ShareReachability> shares, Practice? practice, IEnumerable<Finding> findings, Verdict verdict, IEnumerable<Evidence> reasons, string? address)
    {
        string?[] names = new[] { address, router?.WanAddress, router?.ComputerName, practice?.WanAddress, practice?.RouterAddress };
        return new ExposureSnapshot
        {
            Name = practice?.Name ?? "",
            Land = practice?.Land,
            PostalCode = practice?.PostalCode,
            SizeClass = practice?.SizeClass ?? PracticeSize.Undetermined,
            Address = address,
            RouterModel = router?.Identity.Model,
            Firmware = router?.Firmware is RouterFirmware firmware ? firmware.Version?.ToString() ?? firmware.Text : null,
            Verdict = verdict,
            SharesChecked = shares.All(share => share.Verdict != Verdict.Undetermined) && (shares.Count > 0 || ShowsNoRouteToShares(router)),
            SharesUnreachable = ShowsNoRouteToShares(router),
            Rechecked = RecheckedIn(router, shares, names).ToArray(),
            SessionsRead = router is not null && NatSessionRow.IsComplete(router.Sources),
            SourcesFailed = router?.Sources.Any(source => source.Failed) ?? false,
            OpenPorts = (router?.ConclusivePorts ?? Array.Empty<PortResult>()).Where(port => port.IsReachable).Select(port => port.Port).Distinct().OrderBy(port => port).ToArray(),
            Findings = findings.SelectMany(SnapshotFinding.PartsOf).Select(finding => SnapshotFinding.From(finding, names)).ToArray(),
            Reasons = reasons.Distinct().Take(MaxReasons).ToArray(),
        };
    }

    /// <summary>By each rule: of the router, what needs no port of the finding; of each server, share and service, which were observed.</summary>
    private static IEnumerable<string> RecheckedIn(RouterExposure? router, IReadOnlyList<ShareReachability> shares, string?[] names)
    {
        Recheck now = new(router, shares, new HashSet<int>());
        IEnumerable<string> places = shares.SelectMany(server => server.FileServices.Select(service => service.Port).Prepend(server.Port).Select(port => $"{server.ComputerName}:{port}")
            .Concat(SeenShare.WithFiles(server).Select(seen => SafeText.Clean(seen.Path))));
        return RuleCatalog.Router.Where(rule => rule.WasRechecked(new Finding { RuleId = rule.Id }, now)).Select(rule => rule.RecheckKey)
            .Concat(from rule in RuleCatalog.Server
                    from place in places
                    let finding = new Finding { RuleId = rule.Id, Target = place }
                    where rule.WasRechecked(finding, now)
                    select rule.RecheckKey + SnapshotFinding.KeyOf(finding, names).Substring(rule.Id.Length))
            .Distinct();
    }

    /// <summary>True when nothing leads to shares: the ports of SMB were refused by the host itself, or the complete table has no way there.</summary>
    private static bool ShowsNoRouteToShares(RouterExposure? router) =>
        router is not null
        && (router.TableDecides || (router.IsRefused(SmbPorts.Direct) && router.IsRefused(SmbPorts.NetBios)))
        && SmbPorts.LeadingToShares(router).All(lead => router.IsRefused(lead) || (router.TableDecides && router.Ports.Any(port => port.Port == lead && port.Failure is null && !port.IsReachable)));
}
