// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>SNMP answers from the Internet.</summary>
internal sealed class SnmpReachable : SourceRule
{
    /// <summary>The name of the service in <c>Data/ports.json</c>.</summary>
    public const string Service = "snmp";

    public SnmpReachable()
        : base("router.snmp-reachable", SourceNames.Snmp)
    {
    }

    /// <inheritdoc/>
    public override bool Endangers => true;

    /// <inheritdoc/>
    protected override IEnumerable<SourceReport> Answers(RouterEvidence evidence) =>
        base.Answers(evidence).Concat(FeedAnswers.Of(evidence.Observed).Where(answer => answer.Name == Service).Select(answer => answer.Report));

    /// <summary>An agent that is silent over UDP may be behind a block: only the device's own list of who may use it shows that it is closed.</summary>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) =>
        router.Management.Any(service => service.Name == Service) && !router.Management.Any(service => service.Name == Service && service.AllowedToEveryone);
}
