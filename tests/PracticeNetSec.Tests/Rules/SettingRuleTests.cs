// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Snmp;
using PracticeNetSec.Tests.Routers.Bintec;
using Xunit;

namespace PracticeNetSec.Tests.Rules;

/// <summary>What the router's other tables say: who may log in, who opens ports, where addresses are translated, who was connected.</summary>
public sealed class SettingRuleTests
{
    private const string B = "1.3.6.1.4.1.272.4.5";

    [Fact]
    public void Unrestricted_cleartext_management_is_a_finding_and_exposes_nothing()
    {
        RouterExposure router = Assess(exposure => exposure.Management =
        [
            new ManagementService { Name = "telnet", AllowedToEveryone = true },
            new ManagementService { Name = "http", AllowedTo = [EvidenceOf.ClientNetwork("192.168.2.0/255.255.255.0")] },
            new ManagementService { Name = "https", AllowedToEveryone = true },
        ]);

        Finding finding = Assert.Single(router.Findings);
        Assert.Equal(("router.management-open", "telnet", Severity.Low), (finding.RuleId, finding.Values[0], finding.Severity));
        Assert.Equal(
            [
                EvidenceOf.ManagementAllowed("telnet", [EvidenceOf.ClientEveryone()]),
                EvidenceOf.ManagementAllowed("http", [EvidenceOf.ClientNetwork("192.168.2.0/255.255.255.0")]),
                EvidenceOf.ManagementAllowed("https", [EvidenceOf.ClientEveryone()]),
            ],
            finding.Evidence.Stated());
        Assert.Equal(Verdict.NotExposed, router.Verdict);
    }

    [Fact]
    public void Encrypted_management_is_the_vendors_default_and_no_finding() =>
        Assert.Empty(Assess(exposure => exposure.Management = [new ManagementService { Name = "https", AllowedToEveryone = true }, new ManagementService { Name = "ssh", AllowedToEveryone = true }]).Findings);

    [Fact]
    public void Dynamic_port_mapping_is_a_finding()
    {
        PortForward opened = new() { Protocol = "udp", ExternalStart = 5060, ExternalEnd = 5060, InternalStart = 5060, InternalEnd = 5060, InternalAddress = "192.168.2.30", Source = "ipNatUPnPTable" };

        Finding finding = Assert.Single(Assess(exposure => (exposure.DynamicPortMapping, exposure.Forwards) = ([EvidenceOf.PortMappingUpnpOnPort("SNMP", "enabled", 5678)], [opened])).Findings);

        Assert.Equal("router.self-opening", finding.RuleId);
        Assert.Equal([EvidenceOf.PortMappingUpnpOnPort("SNMP", "enabled", 5678), EvidenceOf.ForwardSeen("ipNatUPnPTable", "udp 5060 -> 192.168.2.30:5060")], finding.Evidence.Stated());
    }

    [Theory]
    [InlineData(10, true, "enabled")]
    [InlineData(20, true, "restricted")]
    [InlineData(30, false, "disabled")]
    public async Task The_state_of_UPnP_is_reported_with_its_port(int status, bool isOn, string state)
    {
        BintecProtection read = await BintecProtection.ReadAsync(ProtectionRows.Source(
            ($"{B}.45.10.10.0", SnmpValue.Integer(status)),
            ($"{B}.45.10.20.0", SnmpValue.Integer(5678))), default);

        Assert.Equal(isOn, read.DynamicPortMapping.Length > 0);
        Assert.Contains(
            isOn ? EvidenceOf.SourceUpnpOnPort("ipNatUPnPTable", state, 5678, 0) : EvidenceOf.SourceUpnp("ipNatUPnPTable", state, 0),
            read.Reports.SelectMany(report => report.Parts.Stated()));
    }

    [Fact]
    public async Task A_UPnP_table_that_cannot_be_read_leaves_the_forwards_incomplete()
    {
        (string, SnmpValue)[] box =
        [
            ("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.201.66.69.50.48.0.0"))),
            ($"{B}.3.1.1.10001.1", SnmpValue.Integer(10001)),
            ($"{B}.3.1.6.10001.1", SnmpValue.Integer(2)),
            ($"{B}.14.1.1.6.1", SnmpValue.Integer(8)),
            ($"{B}.45.10.10.0", SnmpValue.Integer(10)),
            ($"{B}.45.20.10.40.1", SnmpValue.Integer(3389)),
        ];

        SourceResult on = await DeviceReading.ReadAsync(ProtectionRows.Source(box), default);
        box[4].Item2 = SnmpValue.Integer(30);
        SourceResult off = await DeviceReading.ReadAsync(ProtectionRows.Source(box), default);

        Assert.False(on.ForwardsComplete);
        Assert.True(off.ForwardsComplete);
    }

    [Fact]
    public async Task A_UPnP_forward_keeps_interface_and_lease()
    {
        BintecProtection read = await BintecProtection.ReadAsync(ProtectionRows.Source(
            ($"{B}.45.20.10.10.1", SnmpValue.Integer(10001)),
            ($"{B}.45.20.10.20.1", SnmpValue.Integer(6)),
            ($"{B}.45.20.10.40.1", SnmpValue.Integer(8080)),
            ($"{B}.45.20.10.50.1", ProtectionRows.Address("192.168.2.20")),
            ($"{B}.45.20.10.60.1", SnmpValue.Integer(80)),
            ($"{B}.45.20.10.70.1", SnmpValue.Integer(3600))), default);

        PortForward forward = Assert.Single(read.UpnpForwards);
        Assert.Equal((10001, 3600L), (forward.InterfaceIndex, forward.LeaseSeconds));
    }

    [Theory]
    [InlineData(2, "on", true)]
    [InlineData(1, "off", false)]
    [InlineData(3, "reverse", true)]
    [InlineData(4, "loopback", true)]
    [InlineData(9, "unknown", false)]
    public async Task Without_address_translation_an_empty_forward_table_is_incomplete(int nat, string mode, bool decides)
    {
        BintecReading reading = await BintecReader.ReadAsync(ProtectionRows.Source(
            ("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.201.66.69.50.48.0.0"))),
            ($"{B}.3.1.1.10001.1", SnmpValue.Integer(10001)),
            ($"{B}.3.1.6.10001.1", SnmpValue.Integer(nat)),
            ($"{B}.7.1.1.1", SnmpValue.Integer(1))), default);

        Assert.Equal($"10001: {mode}", Assert.Single(reading.Interfaces).ToString());
        Assert.Equal(decides, reading.ForwardsComplete);
        Assert.Contains(EvidenceOf.SourceTranslation("ipExtIfTable", [EvidenceOf.SourceTranslationAt(mode, 10001)]), reading.Sources.Select(source => source.Detail.Stated()));
    }

    [Fact]
    public void A_router_without_address_translation_remains_to_be_measured_from_outside()
    {
        RouterExposure router = Assess(exposure =>
        {
            exposure.ForwardsComplete = false;
            exposure.WanAddress = "203.0.113.7";
            exposure.NatInterfaces = [new NatInterface { Index = 10001, Mode = "off" }];
        });

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Contains(EvidenceOf.CheckNoTranslation(), router.Reasons);
        Assert.Contains(new NextAction { Target = NextActionTarget.WanAddress, Host = "203.0.113.7", Vantage = Vantage.Outside }, router.NextActions);
    }

    [Fact]
    public void The_evidence_of_an_incoming_session_has_peer_target_and_start()
    {
        NatSession session = NatSessionRow.TryRead(TableRows.Row(TableRows.Session()), out _)!;
        RouterExposure router = Assess(exposure =>
        {
            exposure.EndedAt = new DateTimeOffset(2019, 10, 14, 12, 0, 0, TimeSpan.FromHours(2));
            exposure.Sessions = [session];
        });

        Finding finding = Assert.Single(router.Findings);
        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Equal(router.EndedAt - TimeSpan.FromSeconds(1234.56), finding.FirstSeen);
        Assert.Equal(router.EndedAt, finding.LastSeen);
        Assert.Equal(
            EvidenceOf.SessionSeenSince("tcp 203.0.113.100:51514 -> 192.168.2.10:445", "203.0.113.1:445", finding.FirstSeen!.Value),
            Assert.Single(finding.Evidence).Stated());
    }

    [Fact]
    public void Every_finding_of_a_router_names_a_requirement() => Assert.All(
        FindingRule.Catalog.Values.Where(rule => rule.Id.StartsWith("router.", StringComparison.Ordinal)),
        rule => Assert.Contains(rule.References, reference => reference.StartsWith("KBV ", StringComparison.Ordinal)));

    [Theory]
    [InlineData("192.168.2.1", Vantage.Inside)]
    [InlineData("203.0.113.200", Vantage.Inside)]
    [InlineData("203.0.113.1", Vantage.Outside)]
    public void An_address_of_this_machine_implies_the_inside_vantage_point(string address, Vantage vantage) =>
        Assert.Equal(vantage, VantageRule.Decide(Vantage.Undetermined, IPAddress.Parse(address), OwnNetwork.Of([(IPAddress.Parse("203.0.113.200"), null)], [])));

    private static RouterExposure Assess(Action<RouterExposure> what)
    {
        RouterExposure router = new() { ComputerName = "192.168.2.1", Vantage = Vantage.Inside, ForwardsComplete = true };
        what(router);
        return router.Assessed();
    }
}
