// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A port of such a service was measured open from outside, and no forward in the table explains it.</summary>
internal sealed class DangerousPortOpen : RouterRule
{
    public DangerousPortOpen()
        : base("router.dangerous-port-open")
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        // Behind another translation a forward alone lets nobody in: there the measured port is the finding.
        HashSet<int> explained = new(evidence.Line.HasTranslationBefore ? Enumerable.Empty<int>() : ForwardToDanger.All(evidence).SelectMany(found => found.Open).Select(port => port.Port));
        return (from open in evidence.PortsFromOutside
                where open.IsReachable && !explained.Contains(open.Port) && !FilesListed.Applies(open)
                let service = ServiceNames.Dangerous(open)
                where service is not null
                select Texts.Create(evidence.TargetOf(open), evidence.Observed.EndedAt, new[] { evidence.Measured(open) }, RouterEvidence.Text(open.Port), service.Label))
            .Concat(OverUdp(evidence));
    }

    /// <summary>What a feed saw answer over UDP, by the same data as a forward of that port; SNMP has a rule of its own.</summary>
    private IEnumerable<Finding> OverUdp(RouterEvidence evidence) =>
        from answer in evidence.AnswersAreAnothers ? Enumerable.Empty<(int Port, SourceReport Report)>() : FeedAnswers.OverUdp(evidence.Observed)
        group answer.Report by answer.Port into same
        orderby same.Key
        let service = ServiceNames.DangerousServices.FirstOrDefault(known => known.Protocol == ServiceNames.Udp && known.Port == same.Key && known.Name != "snmp")
        where service is not null
        select Texts.Create($"{evidence.Host}:{same.Key}/{ServiceNames.Udp}", evidence.Observed.EndedAt, same.Select(report => report.Detail), $"{same.Key}/{ServiceNames.Udp}", service.Label);

    /// <summary>Only the refusal of that very port: no forward explained it, so a table without one says nothing about it.</summary>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => now.Asked(Recheck.PortsOf(gone.Target)) && Recheck.IsOf(router, gone.Target);
}
