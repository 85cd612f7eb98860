// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>Combines what was measured in one practice: findings, verdict, coverage, reasons.</summary>
internal static class AuditAssessor
{
    /// <summary>Assesses, and builds the outward object of it.</summary>
    public static PracticeAudit Assess(AuditObservation observed)
    {
        PracticeAudit audit = new()
        {
            PracticeId = observed.PracticeId,
            Practice = observed.Practice,
            Address = observed.Address,
            Scope = observed.Scope,
            Identity = observed.Identity,
            RouterExposure = observed.Router,
            ShareReachability = observed.Servers.ToArray(),
            Interrupted = observed.Interrupted,
            VantagePoints = observed.VantagePoints.ToArray(),
            StartedAt = observed.StartedAt,
            EndedAt = observed.EndedAt,
        };
        if (!observed.Scope.MayCheck)
        {
            audit.Reasons = new[] { observed.Scope.Reason! };
            return audit;
        }

        IEnumerable<Evidence> notes = observed.Scope.Forced ? observed.Notes.Prepend(observed.Scope.Reason!) : observed.Notes;
        if (observed.Router is not RouterExposure router)
        {
            audit.Reasons = notes.ToArray();
            return audit;
        }

        if (observed.Identity == IdentityState.Differs)
        {
            return RedactForeignDevice(audit, router, notes);
        }

        BreachEvidence together = new(router, observed.Servers, observed.Practice);
        audit.Findings = together.Findings;
        audit.Verdict = observed.Interrupted && together.Verdict == Verdict.NotExposed ? Verdict.Undetermined : together.Verdict;
        audit.Coverage = Coverage.Join(observed.Servers.Select(server => server.Coverage).Prepend(router.Coverage).Concat(Unfinished(observed)));
        audit.Reasons = notes
            .Concat(observed.Servers.Where(server => server.Verdict == together.Verdict).SelectMany(server => server.Reasons))
            .Concat(router.Reasons)
            .Distinct()
            .ToArray();
        return audit;
    }

    /// <summary>What an interrupted check did not come to is a part that was not examined, whatever was seen until then.</summary>
    private static IEnumerable<Coverage> Unfinished(AuditObservation observed) => observed.Interrupted
        ? new[] { new Coverage { Parts = new[] { new PartCoverage { Name = "audit", Statement = EvidenceOf.CoverageTablePartial("audit") } } } }
        : Enumerable.Empty<Coverage>();

    /// <summary>What was observed belongs to another party: nothing of it is kept but the device's identity.</summary>
    private static PracticeAudit RedactForeignDevice(PracticeAudit audit, RouterExposure router, IEnumerable<Evidence> notes)
    {
        (string expected, string found) = RouterIdentityCheck.Describe(audit.Practice!, router.Identity);
        audit.Findings = new[]
        {
            FindingRule.Get("fleet.identity-differs").Create(audit.Address ?? router.ComputerName, audit.EndedAt, router.Identity.Evidence, audit.Address ?? "", expected, found),
        };
        audit.Verdict = Verdict.Undetermined;
        audit.Reasons = notes.Append(EvidenceOf.AuditIdentityDiffers(audit.Address ?? "", expected, found)).ToArray();
        audit.ShareReachability = System.Array.Empty<ShareReachability>();
        audit.RouterExposure = new RouterExposure
        {
            PracticeId = router.PracticeId,
            Practice = router.Practice,
            ComputerName = router.ComputerName,
            WanAddress = router.WanAddress,
            Vantage = router.Vantage,
            Identity = router.Identity,
            Verdict = Verdict.Undetermined,
            Reasons = audit.Reasons,
            StartedAt = router.StartedAt,
            EndedAt = router.EndedAt,
        };
        return audit;
    }
}
