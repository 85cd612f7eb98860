// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Routers.Fingerprints;

namespace PracticeNetSec.Routers.Judging;

/// <summary>Rules about devices that a stranger sees through the router. What answers at the router's own address inside proves nothing.</summary>
internal static class DeviceRules
{
    public static IEnumerable<Finding> Apply(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        string host = router.WanAddress ?? router.ComputerName;
        foreach (DeviceFingerprint device in router.Devices.Where(device => device.Confidence >= Confidence.Medium))
        {
            int[] outside = PortsOutside(evidence, device);
            if (outside.Length == 0)
            {
                continue;
            }

            string ports = string.Join(", ", outside.Select(port => port.ToString(CultureInfo.InvariantCulture)));
            if (device.Role == DeviceRole.Nas)
            {
                yield return FindingRule.Get("router.nas-reachable")
                    .Create($"{host}:{outside[0]}", router.EndedAt, device.Evidence, ports, $"{device.Vendor} {device.Model}".Trim());
            }
            else if (device.Role == DeviceRole.Konnektor && device.Address is null && !router.IsKonnektor)
            {
                yield return FindingRule.Get("router.konnektor-reachable").Create(host, router.EndedAt, device.Evidence, host);
            }
        }
    }

    /// <summary>
    /// Ports outside at which a stranger meets the device: where it was seen from outside, or, for a device seen inside,
    /// those of the forwards that lead everyone to it.
    /// </summary>
    private static int[] PortsOutside(RouterEvidence evidence, DeviceFingerprint device) => device.Address is null
        ? evidence.Exposure.Vantage is Vantage.Outside or Vantage.Recorded ? device.Ports : System.Array.Empty<int>()
        : evidence.TcpForwards
            .Where(forward => forward.IsForEveryone && forward.InternalAddress == device.Address)
            .SelectMany(forward => device.Ports.Select(forward.OutsideOf))
            .OfType<int>()
            .Distinct()
            .ToArray();
}
