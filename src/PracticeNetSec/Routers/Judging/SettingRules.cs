// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Judging;

/// <summary>Rules about settings of the router that open nothing by themselves and make the next mistake worse.</summary>
internal static class SettingRules
{
    // Logins and communities cross these unencrypted; https and ssh without an entry are the maker's default and guarded by a password.
    private static readonly string[] InTheClear = { "telnet", "http", "snmp" };

    private static readonly string[] OpenedFromInside = { "UPnP", "ipNatUPnPTable" };

    public static IEnumerable<Finding> Apply(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        string host = router.WanAddress ?? router.ComputerName;
        ManagementService[] open = router.Management.Where(service => service.AllowedToEveryone && InTheClear.Contains(service.Name)).ToArray();
        if (open.Length > 0)
        {
            yield return FindingRule.Get("router.management-open")
                .Create(host, router.EndedAt, router.Management.Select(service => EvidenceOf.ManagementAllowed(service.Name, service.Clients)), string.Join(", ", open.Select(service => service.Name)));
        }

        PortForward[] opened = router.Forwards.Where(forward => forward.IsInForce && OpenedFromInside.Contains(forward.Source)).ToArray();
        if (router.SelfOpening.Length > 0 || opened.Length > 0)
        {
            yield return FindingRule.Get("router.self-opening")
                .Create(host, router.EndedAt, router.SelfOpening.Concat(opened.Select(forward => forward.Seen)));
        }
    }
}
