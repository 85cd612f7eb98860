// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A TI Konnektor answers from the Internet.</summary>
internal sealed class KonnektorReachable : OutsideRule
{
    public KonnektorReachable()
        : base("router.konnektor-reachable")
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        if (router.IsKonnektor)
        {
            return router.Vantage == Vantage.Outside
                ? new[] { Texts.Create(evidence.Host, router.EndedAt, router.Identity.Evidence, evidence.Host) }
                : Enumerable.Empty<Finding>();
        }

        return from device in router.Devices
               where device.Confidence >= Confidence.Medium && device.Role == DeviceRole.Konnektor && device.Address is null && OutsidePorts.Of(evidence, device).Length > 0
               select Texts.Create(evidence.Host, router.EndedAt, device.Evidence, evidence.Host);
    }
}
