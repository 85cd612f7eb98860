// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>
/// The Internet can ask the router to open ports: NAT-PMP (RFC 6886 §9) or UPnP answered there. Both have no password, so that anyone can
/// forward any port to any machine inside.
/// </summary>
internal sealed class PortMappingReachable : OutsideRule
{
    public PortMappingReachable()
        : base("router.port-mapping-reachable")
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        SourceReport[] answers = router.Sources
            .Where(report => (report.Vantage == Vantage.Undetermined ? router.Vantage : report.Vantage) == Vantage.Outside && Answered(report))
            .ToArray();
        if (answers.Length > 0)
        {
            yield return Texts.Create(evidence.Host, router.EndedAt, answers.Select(answer => answer.Detail), string.Join(", ", answers.Select(answer => answer.Source).Distinct()));
        }
    }

    /// <summary>Over UDP nobody refuses: that it no longer answers shows nothing, it may be blocked.</summary>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => false;

    private static bool Answered(SourceReport report) => report.Source switch
    {
        SourceNames.NatPmp => report.Complete || report.Parts.Any(part => part.Code == EvidenceCode.NatpmpPcpOnly),
        SourceNames.Upnp => report.Parts.Any(part => part.Code == EvidenceCode.UpnpRead),
        _ => false,
    };
}
