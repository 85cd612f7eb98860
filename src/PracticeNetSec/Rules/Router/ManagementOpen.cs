// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A management service without encryption is allowed to every address.</summary>
internal sealed class ManagementOpen : RouterRule
{
    // Logins and communities cross these unencrypted; https and ssh without an entry are the vendor's default and password-protected.
    private static readonly string[] InTheClear = { "telnet", "http", "snmp" };

    public ManagementOpen()
        : base("router.management-open")
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        ManagementService[] open = router.Management.Where(service => service.AllowedToEveryone && InTheClear.Contains(service.Name)).ToArray();
        if (open.Length > 0)
        {
            yield return Texts.Create(
                evidence.Host,
                router.EndedAt,
                router.Management.Select(service => EvidenceOf.ManagementAllowed(service.Name, service.Clients)),
                string.Join(", ", open.Select(service => service.Name)));
        }
    }

    /// <summary>Only the device's own list of who may use its services shows it.</summary>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => now.AllSourcesRead && router.Management.Length > 0 && !router.RestsOnOldRecording;
}
