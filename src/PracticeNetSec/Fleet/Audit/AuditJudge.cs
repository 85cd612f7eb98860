// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Fleet;

/// <summary>Puts what was measured in one practice together: findings, verdict, reasons.</summary>
internal static class AuditJudge
{
    /// <summary>Fills Findings, Verdict and Reasons; what already stands in Reasons stays in front.</summary>
    /// <param name="audit">What was measured.</param>
    public static void Judge(PracticeAudit audit)
    {
        if (!audit.Scope.MayCheck)
        {
            audit.Reasons = new[] { audit.Scope.Reason! };
            return;
        }

        List<Evidence> reasons = audit.Scope.Forced ? new List<Evidence> { audit.Scope.Reason! } : new();
        reasons.AddRange(audit.Reasons);
        if (audit.RouterExposure is not RouterExposure router)
        {
            audit.Reasons = reasons.ToArray();
            return;
        }

        if (audit.Identity == IdentityState.Differs)
        {
            Disown(audit, router, reasons);
            return;
        }

        BreachEvidence together = new(router, audit.ShareReachability, audit.Practice);
        audit.Findings = together.Findings;
        audit.Verdict = audit.Interrupted && together.Verdict == Verdict.NotExposed ? Verdict.Undetermined : together.Verdict;
        reasons.AddRange(audit.ShareReachability.Where(server => server.Verdict == together.Verdict).SelectMany(server => server.Reasons));
        reasons.AddRange(router.Reasons);
        audit.Reasons = reasons.Distinct().ToArray();
    }

    /// <summary>What was seen belongs to somebody else: nothing of it is kept but what the device says it is.</summary>
    private static void Disown(PracticeAudit audit, RouterExposure router, List<Evidence> reasons)
    {
        (string expected, string found) = RouterIdentityCheck.Describe(audit.Practice!, router.Identity);
        audit.Findings = new[]
        {
            FindingRule.Get("fleet.identity-differs").Create(audit.Address ?? router.ComputerName, audit.EndedAt, router.Identity.Evidence, audit.Address ?? "", expected, found),
        };
        audit.Verdict = Verdict.Undetermined;
        reasons.Add(EvidenceOf.AuditIdentityDiffers(audit.Address ?? "", expected, found));
        audit.Reasons = reasons.ToArray();
        audit.ShareReachability = Array.Empty<ShareReachability>();
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
    }
}
