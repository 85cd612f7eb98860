// SPDX-License-Identifier: MIT
using System;
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
        Finding[] measured = (from open in evidence.PortsFromOutside
                              where open.IsReachable && !explained.Contains(open.Port) && !FilesListed.Applies(open)
                              let service = ServiceNames.Dangerous(open)
                              where service is not null
                              select Texts.Create(evidence.TargetOf(open), evidence.Observed.EndedAt, new[] { evidence.Measured(open) }, RouterEvidence.Text(open.Port), service.Label)).ToArray();
        return measured.Concat(Reported(evidence, new(measured.Select(finding => finding.Target), StringComparer.Ordinal)));
    }

    /// <summary>What a feed saw answer, over UDP or as a service that no port number stands for; SNMP has a rule of its own.</summary>
    private IEnumerable<Finding> Reported(RouterEvidence evidence, HashSet<string> measured) =>
        from answer in evidence.AnswersAreAnothers ? Enumerable.Empty<FeedAnswer>() : FeedAnswers.Of(evidence.Observed)
        where answer.Name != SnmpReachable.Service
        group answer by (answer.Protocol, answer.Port) into same
        orderby same.Key.Port, same.Key.Protocol
        let port = same.Key.Protocol == ServiceNames.Udp ? $"{same.Key.Port}/{ServiceNames.Udp}" : RouterEvidence.Text(same.Key.Port)
        where !measured.Contains($"{evidence.Host}:{port}")
        select Create(evidence, port, same.ToArray());

    private Finding Create(RouterEvidence evidence, string port, FeedAnswer[] answers)
    {
        Finding finding = Texts.Create($"{evidence.Host}:{port}", evidence.Observed.EndedAt, answers.Select(answer => answer.Report.Detail), port, answers[0].Service);
        finding.Severity = answers.Max(answer => answer.Severity);
        return finding;
    }

    /// <summary>Only the refusal of that very port: no forward explained it, so a table without one says nothing about it.</summary>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => now.Asked(Recheck.PortsOf(gone.Target)) && Recheck.IsOf(router, gone.Target);
}
