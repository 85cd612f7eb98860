// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.NatPmp;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Snmp.Client;
using PracticeNetSec.Snmp.Usm;
using PracticeNetSec.Upnp;

namespace PracticeNetSec.Routers.Examination;

/// <summary>How a router is examined.</summary>
public sealed class RouterExaminationOptions
{
    private const string WellKnownCommunity = "public";

    /// <summary>TCP ports to measure.</summary>
    public IReadOnlyList<int> Ports { get; set; } = PortList.Default;

    /// <summary>Timeout of one request and its response.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>SNMP v2c and v1 community. A secret: it is sent to the router and is never output.</summary>
    public string Community { get; set; } = WellKnownCommunity;

    /// <summary>Login for TR-064; null to query only what needs none. Used only to answer an HTTP digest challenge of the router.</summary>
    public Credential? Credential { get; set; }

    /// <summary>SNMPv3 user; when set, no community is sent.</summary>
    public SnmpCredential? SnmpCredential { get; set; }

    /// <summary>Send community, user and login also to a device at a public address that nothing has confirmed to be the practice's.</summary>
    public bool AllowUnconfirmedDevice { get; set; }

    /// <summary>True where something would be sent that is a secret; the community <c>public</c>, which everybody knows, is none.</summary>
    internal bool SendsSecrets => SendsSnmpSecret || Credential is not null;

    /// <summary>True where a community or user of SNMP is a secret.</summary>
    internal bool SendsSnmpSecret => SnmpCredential is not null || Community != WellKnownCommunity;

    /// <summary>The vantage point; <see cref="Vantage.Undetermined"/> decides by the address: private means inside.</summary>
    public Vantage Vantage { get; set; }

    /// <summary>Internal addresses of TI Konnektors, where they are known: a forward to one is a finding.</summary>
    public IReadOnlyList<string> KonnektorAddresses { get; set; } = Array.Empty<string>();

    /// <summary>Global IPv6 addresses of machines behind the router, measured from outside beside its own.</summary>
    public IReadOnlyList<string> MachineAddresses { get; set; } = Array.Empty<string>();

    /// <summary>
    /// From inside, query the machines that the router's forwards lead to. Off, addresses that only the router reports are not contacted:
    /// a device could report anyone's.
    /// </summary>
    public bool IncludeReportedAddresses { get; set; }

    /// <summary>Measure ports and query nothing else: no SNMP, UPnP or web page. The device is then not identified.</summary>
    public bool PortsOnly { get; set; }

    /// <summary>Connection attempts in flight at once, over all routers.</summary>
    public int Window { get; set; } = 8192;

    /// <summary>Connection attempts in flight at once to one router.</summary>
    public int PerHost { get; set; } = 64;

    /// <summary>
    /// Called before any port is measured to decide whether a device belongs to the practice; false ends the examination. Only
    /// for practices whose inventory identifies their router.
    /// </summary>
    internal Func<Practice, RouterIdentity, bool>? OwnershipCheck { get; set; }

    /// <summary>What this machine's vantage point was shown to carry; several examiners may share it.</summary>
    public VantageProof Proof { get; set; } = new();

    /// <summary>The clock that observations are dated by.</summary>
    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Advisories to compare firmware with; null takes the shipped ones.</summary>
    public string? AdvisoryPath { get; set; }

    /// <summary>What is queried, where and with which credential type, in one readable line. It contains no secret and no user name.</summary>
    public string Describe()
    {
        string ports = FormattableString.Invariant($"{Ports.Count} TCP ports by connecting");
        return PortsOnly ? ports : FormattableString.Invariant(
            $"SNMP at UDP {SnmpClient.DefaultPort} {(SnmpCredential is null ? "with the community" : "as the SNMPv3 user")}, ")
            + FormattableString.Invariant($"UPnP at UDP {SsdpClient.DefaultPort}, UPnP and TR-064 at TCP {UpnpSource.UsualPort} {(Credential is null ? "without login" : "with the login")}, ")
            + FormattableString.Invariant($"NAT-PMP at UDP {AddressQuery.Port}, {ports}, and web pages and services behind open ones without login");
    }
}
