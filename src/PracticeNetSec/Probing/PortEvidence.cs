// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>What the result of one port proves: one scale for the assessment and for joining several results of a port.</summary>
internal static class PortEvidence
{
    /// <summary>The state of a port from a vantage point that shows something about the Internet.</summary>
    /// <param name="port">The result.</param>
    /// <param name="proven">The ports that the vantage point was shown to carry.</param>
    public static PortCoverageState StateOf(PortResult port, IEnumerable<int> proven) => port.State switch
    {
        // What a machine on the way answered says nothing about the host.
        _ when port.Failure is not null || port.IsAnsweredOnPath => PortCoverageState.NotMeasured,
        PortState.Open or PortState.OpenReset => PortCoverageState.Answered,
        not (PortState.Closed or PortState.Filtered) => PortCoverageState.Unreachable,
        _ when port.HostAnsweredAt is null => PortCoverageState.Unconfirmed,
        _ when !proven.Contains(port.Port) => PortCoverageState.Unproven,
        PortState.Closed => PortCoverageState.Refused,
        _ => PortCoverageState.Filtered,
    };

    /// <summary>The ports of one view. With nothing open there, its refusals and its silence are nobody's proof, whatever another view has open.</summary>
    /// <param name="ports">The ports of the view.</param>
    /// <param name="hasNothingOpen">True where no port is open and nothing else answered.</param>
    public static IEnumerable<PortResult> Doubted(IEnumerable<PortResult> ports, bool hasNothingOpen) => !hasNothingOpen
        ? ports
        : ports.Select(port =>
        {
            PortResult doubted = port.Copy();
            doubted.HostAnsweredAt = null;
            return doubted;
        });

    /// <summary>The order in which results of one port count: an open port before all others, and a dangerous service before other open ports.</summary>
    public static int OpenOrder(PortResult port) => !port.IsReachable || port.IsAnsweredOnPath ? 2 : ServiceNames.Dangerous(port) is not null ? 0 : 1;
}
