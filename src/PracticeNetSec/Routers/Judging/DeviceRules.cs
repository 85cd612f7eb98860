using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Routers.Fingerprints;

namespace PracticeNetSec.Routers.Judging;

/// <summary>Rules about devices that a stranger sees through the router. From inside they prove nothing.</summary>
internal static class DeviceRules
{
    public static IEnumerable<Finding> Apply(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        if (router.Vantage != Vantage.Outside)
        {
            yield break;
        }

        string host = router.WanAddress ?? router.ComputerName;
        foreach (DeviceFingerprint device in router.Devices.Where(device => device.Confidence >= Confidence.Medium))
        {
            if (device.Role == DeviceRole.Nas)
            {
                string ports = string.Join(", ", device.Ports.Select(port => port.ToString(CultureInfo.InvariantCulture)));
                yield return FindingRule.Get("router.nas-reachable")
                    .Create($"{host}:{device.Ports[0]}", router.EndedAt, device.Evidence, ports, $"{device.Vendor} {device.Model}".Trim());
            }
            else if (device.Role == DeviceRole.Konnektor && !router.IsKonnektor)
            {
                yield return FindingRule.Get("router.konnektor-reachable").Create(host, router.EndedAt, device.Evidence, host);
            }
        }
    }
}
