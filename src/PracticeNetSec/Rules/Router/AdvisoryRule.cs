// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>The firmware is affected by a published vulnerability; the advisory names the rule whose texts fit.</summary>
internal abstract class AdvisoryRule : RouterRule
{
    protected AdvisoryRule(string id)
        : base(id)
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        foreach (AdvisoryMatch match in evidence.Advisories.Where(match => match.Status == AdvisoryStatus.Affected && evidence.Catalog.Get(match).FindingRule == Id))
        {
            List<Evidence> seen = new() { EvidenceOf.FirmwareInstalled(router.Firmware!.Text), EvidenceOf.AdvisoryApplies(match.Id, match.Title ?? "", match.Source ?? "") };
            if (match.Precondition is not null)
            {
                seen.Add(EvidenceOf.AdvisoryPrecondition(match.Precondition));
            }

            yield return Texts.Create(evidence.Host, router.EndedAt, seen, router.Firmware.ToString(), match.FixedIn ?? "", match.Id);
        }
    }

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => router.Firmware?.Version is not null && router.Identity.Model is not null && !router.RestsOnOldRecording;
}
