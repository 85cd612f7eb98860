// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;

namespace PracticeNetSec.Rules;

/// <summary>What the rules may build on: only what proves something about the outside.</summary>
internal sealed class RouterEvidence
{
    public RouterEvidence(RouterObservation observed, AdvisoryCatalog catalog)
    {
        Observed = observed;
        Catalog = catalog;
        bool provesOutside = observed.Vantage is Vantage.Outside or Vantage.Recorded;
        PortsFromOutside = provesOutside ? observed.ConclusivePorts : System.Array.Empty<PortResult>();
        TcpForwards = observed.Forwards.Where(forward => forward.IsInForce && forward.CarriesTcp).ToArray();
        WidenedRanges = WidenedRangeFinder.Find(observed.Forwards, PortsFromOutside);
        Advisories = catalog.Match(observed.Identity, observed.Firmware);
    }

    public RouterObservation Observed { get; }

    /// <summary>What the firmware is compared with.</summary>
    public AdvisoryCatalog Catalog { get; }

    /// <summary>The advisories of that catalog for this device.</summary>
    public IReadOnlyList<AdvisoryMatch> Advisories { get; }

    /// <summary>Blocks of ports that are open although one was meant.</summary>
    public IReadOnlyList<WidenedRange> WidenedRanges { get; }

    /// <summary>Measured ports; empty from inside, where hairpin NAT invalidates every answer, and where every port answers.</summary>
    public IReadOnlyList<PortResult> PortsFromOutside { get; }

    /// <summary>Forwards in force that carry TCP.</summary>
    public IReadOnlyList<PortForward> TcpForwards { get; }

    /// <summary>
    /// True when anything proves that the device is at the measured address: a port that accepted or refused, or a
    /// source that answered there. A recording identifies the device, but does not prove that the right address was measured.
    /// </summary>
    public bool SomethingAnswered => (Observed.Vantage == Vantage.Outside && Observed.Identity.Confidence > Confidence.None)
        || PortsFromOutside.Any(port => port.State is PortState.Open or PortState.OpenReset or PortState.Closed);

    /// <summary>
    /// True when every port was measured over IPv6. Forwards exist for IPv4 only, so a silent IPv6 address says nothing
    /// about them.
    /// </summary>
    public bool MeasuredOverIPv6Alone => PortsFromOutside.Count > 0
        && PortsFromOutside.All(port => IPAddress.TryParse(port.Address, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6);

    /// <summary>What a finding names as its target: the address outside, or the name given for the router.</summary>
    public string Host => Observed.WanAddress ?? Observed.ComputerName;

    /// <summary>A measured port as evidence.</summary>
    public Evidence Measured(PortResult port) => EvidenceOf.PortMeasured(Observed.Vantage, port.Port, port.State, port.EndedAt, SourceNames.Ports, port.EndedAt);

    /// <summary>A number as a value of a finding.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is known of a deciding port.</summary>
    public PortCoverageState StateOf(int port) => PortsFromOutside.Where(measured => measured.Port == port).Select(StateOf).DefaultIfEmpty(PortCoverageState.NotMeasured).Max();

    private PortCoverageState StateOf(PortResult port) => port.State switch
    {
        _ when port.Failure is not null => PortCoverageState.NotMeasured,
        PortState.Open or PortState.OpenReset => PortCoverageState.Answered,
        not (PortState.Closed or PortState.Filtered) => PortCoverageState.Unreachable,
        _ when port.HostAnsweredAt is null => PortCoverageState.Unconfirmed,
        _ when !Observed.ProvenPorts.Contains(port.Port) => PortCoverageState.Unproven,
        PortState.Closed => PortCoverageState.Refused,
        _ => PortCoverageState.Filtered,
    };

    public PortResult? OpenPort(int port) => PortsFromOutside.FirstOrDefault(result => result.Port == port && result.IsReachable);
}
