// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A NAS answers from the Internet.</summary>
internal sealed class NasReachable : RouterRule
{
    public NasReachable()
        : base("router.nas-reachable")
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override bool RestsOnTable(Finding finding, RouterEvidence evidence) => !Recheck.PortsOf(finding.Target).Any(port => evidence.OpenPort(port) is not null);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence) =>
        from device in evidence.Observed.Devices
        where device.Confidence >= Confidence.Medium && device.Role == DeviceRole.Nas
        let outside = OutsidePorts.Of(evidence, device)
        where outside.Length > 0
        select Texts.Create(
            $"{evidence.Host}:{outside[0]}",
            evidence.Observed.EndedAt,
            device.Evidence,
            string.Join(", ", outside.Select(port => port.ToString(CultureInfo.InvariantCulture))),
            $"{device.Vendor} {device.Model}".Trim());

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => now.AllSourcesRead && now.Asked(Recheck.PortsOf(gone.Value("ports") ?? gone.Target)) && Recheck.IsOf(router, gone.Target);
}
