// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;

namespace PracticeNetSec.Rules.Router;

/// <summary>The state after the "first update": a firmware that was built after the vendor knew of the vulnerability, or that even
/// has the fix, and still the old block. No version number of that first update is known, so the build date decides.
/// </summary>
internal sealed class SettingsNotCorrected : RouterRule
{
    public SettingsNotCorrected()
        : base("router.settings-not-corrected")
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override bool RestsOnTable(Finding finding, RouterEvidence evidence) => evidence.WidenedRanges.All(range => range.OpenPorts.Length == 0);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        if (evidence.WidenedRanges.Count == 0 || router.Firmware is null)
        {
            yield break;
        }

        foreach (AdvisoryMatch match in evidence.Advisories)
        {
            Advisory advisory = evidence.Catalog.Get(match);
            bool builtAfter = router.Firmware.BuildDate is DateTime built && advisory.KnownSince is DateTime known && built >= known;
            if (advisory.Widens && (match.Status == AdvisoryStatus.Fixed || (match.Status == AdvisoryStatus.Affected && builtAfter)))
            {
                string ranges = string.Join(", ", evidence.WidenedRanges.Select(range => $"{range.Start}-{range.End}"));
                yield return Texts.Create(
                    evidence.Host,
                    router.EndedAt,
                    new[] { EvidenceOf.FirmwareInstalled(router.Firmware.Text), EvidenceOf.FirmwareFix(match.FixedIn ?? "", match.Source ?? ""), EvidenceOf.FirmwareStillWidened(ranges) },
                    router.Firmware.ToString(),
                    ranges,
                    match.FixedIn ?? "");
            }
        }
    }

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => router.ForwardsComplete;
}
