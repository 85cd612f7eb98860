using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Judging;

/// <summary>What the rules may build on: only what proves something about the outside.</summary>
internal sealed class RouterEvidence
{
    public RouterEvidence(RouterExposure exposure, AdvisoryCatalog advisories)
    {
        Exposure = exposure;
        Advisories = advisories;
        bool provesOutside = exposure.Vantage is Vantage.Outside or Vantage.Recorded;
        PortsFromOutside = provesOutside ? exposure.Ports : System.Array.Empty<PortResult>();
        TcpForwards = exposure.Forwards.Where(forward => forward.IsInForce && forward.CarriesTcp).ToArray();
    }

    public RouterExposure Exposure { get; }

    /// <summary>What the firmware is held against.</summary>
    public AdvisoryCatalog Advisories { get; }

    /// <summary>Measured ports; empty from inside, where hairpin NAT makes every answer worthless.</summary>
    public IReadOnlyList<PortResult> PortsFromOutside { get; }

    /// <summary>Forwards in force that carry TCP.</summary>
    public IReadOnlyList<PortForward> TcpForwards { get; }

    /// <summary>True when anything proves that the device exists: a port that accepted or refused, or a source that answered.</summary>
    public bool SomethingAnswered => Exposure.Identity.Confidence > Confidence.None
        || PortsFromOutside.Any(port => port.State is PortState.Open or PortState.OpenReset or PortState.Closed);

    public PortResult? OpenPort(int port) => PortsFromOutside.FirstOrDefault(result => result.Port == port && result.IsReachable);
}
