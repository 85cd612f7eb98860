// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Shares;

/// <summary>Which external ports of an examined router lead to file shares.</summary>
public static class SmbPorts
{
    /// <summary>Direct TCP transport of SMB ([MS-SMB2] 2.1).</summary>
    public const int Direct = 445;

    /// <summary>SMB over the NetBIOS session service (RFC 1002 §4.3).</summary>
    public const int NetBios = 139;

    /// <summary>
    /// Ports that were measured open, and forwards whose internal port is 445 or 139, whatever the external one. Where the
    /// examination shows none, 445 alone: one probe costs less than a wrong "no".
    /// </summary>
    public static IReadOnlyList<int> LeadingToShares(RouterExposure exposure)
    {
        IEnumerable<int> measured = exposure.Ports
            .Where(port => port.IsReachable && (port.Port is Direct or NetBios || port.IdentifiedService == "microsoft-ds"))
            .Select(port => port.Port);
        IEnumerable<int> forwarded = exposure.Forwards
            .Where(forward => forward.Enabled && forward.CarriesTcp)
            .SelectMany(forward => new[] { forward.OutsideOf(Direct), forward.OutsideOf(NetBios) })
            .OfType<int>();
        int[] ports = measured.Concat(forwarded).Distinct().OrderBy(port => port).ToArray();
        return ports.Length > 0 ? ports : new[] { Direct };
    }
}
