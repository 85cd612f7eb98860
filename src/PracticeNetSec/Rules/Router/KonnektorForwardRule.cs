// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>
/// A forward leads to a TI Konnektor, which needs none. Known are Konnektors that answered, and those that the caller named.
/// </summary>
internal abstract class KonnektorForwardRule : RouterRule
{
    private readonly bool _forEveryone;

    /// <param name="id">Id of the rule.</param>
    /// <param name="forEveryone">Whether it is about forwards for everyone, or about those for one remote address.</param>
    protected KonnektorForwardRule(string id, bool forEveryone)
        : base(id) => _forEveryone = forEveryone;

    /// <inheritdoc/>
    public override bool RestsOnTable(Finding finding, RouterEvidence evidence) => evidence.Line.Kind != LineKind.Cascade
        || !evidence.TcpForwards.Any(forward => Konnektors.LeadsTo(forward, finding.Value("konnektor") ?? "") && evidence.PortsFromOutside.Any(port => port.IsReachable && port.Port >= forward.ExternalStart && port.Port <= forward.ExternalEnd));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        foreach (string konnektor in Konnektors.Addresses(router))
        {
            PortForward[] leading = evidence.ForwardsInForce.Where(forward => evidence.IsForEveryone(forward) == _forEveryone && Konnektors.LeadsTo(forward, konnektor)).ToArray();
            if (leading.Length > 0)
            {
                yield return Texts.Create(
                    evidence.Host,
                    router.EndedAt,
                    leading.Select(forward => forward.Seen).Concat(router.Devices.Where(device => device.Address == konnektor).SelectMany(device => device.Evidence)),
                    konnektor,
                    string.Join(", ", leading.Select(Ports).Distinct()));
            }
        }
    }

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => router.ForwardsComplete;

    private static string Ports(PortForward forward) => forward.ExternalStart == forward.ExternalEnd
        ? string.Format(CultureInfo.InvariantCulture, "{0} {1}", forward.Protocol, forward.ExternalStart)
        : string.Format(CultureInfo.InvariantCulture, "{0} {1}-{2}", forward.Protocol, forward.ExternalStart, forward.ExternalEnd);
}
