using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Judging;

/// <summary>What the rules may build on: only what proves something about the outside.</summary>
internal sealed class RouterEvidence
{
    public RouterEvidence(RouterExposure exposure, bool forwardsComplete)
    {
        Exposure = exposure;
        ForwardsComplete = forwardsComplete;
        bool provesOutside = exposure.Vantage is Vantage.Outside or Vantage.Recorded;
        PortsFromOutside = provesOutside ? exposure.Ports : System.Array.Empty<PortResult>();
        TcpForwards = exposure.Forwards.Where(forward => forward.IsInForce && WidenedRangeFinder.CarriesTcp(forward)).ToArray();
    }

    public RouterExposure Exposure { get; }

    /// <summary>True when the router's forward table was read to its end.</summary>
    public bool ForwardsComplete { get; }

    /// <summary>Measured ports; empty from inside, where hairpin NAT makes every answer worthless.</summary>
    public IReadOnlyList<PortResult> PortsFromOutside { get; }

    /// <summary>Forwards in force that carry TCP.</summary>
    public IReadOnlyList<PortForward> TcpForwards { get; }

    public PortResult? OpenPort(int port) => PortsFromOutside.FirstOrDefault(result => result.Port == port && result.IsReachable);
}
