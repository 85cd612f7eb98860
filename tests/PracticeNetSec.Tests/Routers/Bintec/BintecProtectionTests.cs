// SPDX-License-Identifier: MIT
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Recorded;
using Xunit;
using static PracticeNetSec.Tests.Routers.Bintec.ProtectionRows;

namespace PracticeNetSec.Tests.Routers.Bintec;

public sealed class BintecProtectionTests
{
    private const string B = "1.3.6.1.4.1.272.4.5";

    [Fact]
    public async Task What_programs_inside_opened_through_UPnP_counts_as_a_forward()
    {
        BintecProtection read = await BintecProtection.ReadAsync(Source(
            ($"{B}.45.10.10.0", SnmpValue.Integer(10)),
            ($"{B}.45.20.10.20.1", SnmpValue.Integer(6)),
            ($"{B}.45.20.10.30.1", Address("0.0.0.0")),
            ($"{B}.45.20.10.40.1", SnmpValue.Integer(3389)),
            ($"{B}.45.20.10.50.1", Address("192.168.2.20")),
            ($"{B}.45.20.10.60.1", SnmpValue.Integer(3389)),
            ($"{B}.45.20.10.80.1", SnmpValue.Integer(20)),
            ($"{B}.45.20.10.90.1", SnmpValue.OctetString("Fernwartung"u8.ToArray()))), default);

        PortForward forward = Assert.Single(read.UpnpForwards);
        Assert.Equal("tcp 3389 -> 192.168.2.20:3389", forward.ToString());
        Assert.True(forward.Enabled);
        Assert.Null(forward.RemoteAddress);
        Assert.Equal(("ipNatUPnPTable", "Fernwartung"), (forward.Source, forward.Description));
        Assert.Contains(read.Reports, report => report.Complete && report.Detail.Equals(EvidenceOf.SourceUpnp("ipNatUPnPTable", "enabled", 1, report.Source)));
    }

    [Fact]
    public async Task A_UPnP_forward_that_is_disabled_is_shown_and_not_in_force()
    {
        BintecProtection read = await BintecProtection.ReadAsync(Source(
            ($"{B}.45.20.10.20.1", SnmpValue.Integer(17)),
            ($"{B}.45.20.10.40.1", SnmpValue.Integer(500)),
            ($"{B}.45.20.10.50.1", Address("192.168.2.20")),
            ($"{B}.45.20.10.60.1", SnmpValue.Integer(500)),
            ($"{B}.45.20.10.80.1", SnmpValue.Integer(30))), default);

        Assert.False(Assert.Single(read.UpnpForwards).IsInForce);
    }

    [Theory]
    [InlineData(false, "unknown")] // the state was not recorded
    [InlineData(true, "enabled")] // a walk that gave words for numbers
    public async Task UPnP_that_is_not_known_to_be_off_may_have_opened_what_its_table_would_show(bool told, string state)
    {
        (string, SnmpValue)[] objects = told ? [("1.3.6.1.4.1.272.4.5.45.10.10.0", SnmpValue.Unspecified("enabled"))] : [];
        BintecProtection read = await BintecProtection.ReadAsync(new RecordedWalk([.. objects.Select(item => new VarBind(ObjectIdentifier.Parse(item.Item1), item.Item2))], null), default);
        Assert.True(read.MayLackForwards);
        Assert.Contains(EvidenceOf.SourceUpnp("ipNatUPnPTable", state, 0), read.Reports.SelectMany(report => report.Parts.Stated()));
    }

    [Fact]
    public async Task A_service_without_an_entry_is_allowed_to_everyone()
    {
        BintecProtection read = await BintecProtection.ReadAsync(Source(
            ($"{B}.37.1.0", SnmpValue.Integer(2)),
            ($"{B}.14.1.1.1.1", SnmpValue.Integer(2)),
            ($"{B}.14.1.1.2.1", Address("192.168.2.0")),
            ($"{B}.14.1.1.3.1", Address("255.255.255.0")),
            ($"{B}.14.1.1.4.1", SnmpValue.Integer(2)),
            ($"{B}.14.1.1.5.1", SnmpValue.Integer(1000)),
            ($"{B}.14.1.1.6.1", SnmpValue.Integer(8)),
            ($"{B}.14.1.1.1.2", SnmpValue.Integer(1)),
            ($"{B}.14.1.1.4.2", SnmpValue.Integer(1)),
            ($"{B}.14.1.1.6.2", SnmpValue.Integer(9))), default);

        Assert.Equal(
            ["telnet: everyone", "snmp: everyone", "http: everyone", "https: 192.168.2.0/255.255.255.0 on interface 1000", "ssh: everyone"],
            read.Management.Select(service => service.ToString()));
    }

    [Fact]
    public async Task An_access_list_that_is_not_shown_is_undetermined()
    {
        BintecProtection read = await BintecProtection.ReadAsync(Source(("1.3.6.1.2.1.1.1.0", SnmpValue.OctetString("be.IP plus"u8.ToArray()))), default);

        Assert.Empty(read.Management);
        Assert.Equal("unknown", read.Firewall.State);
        Assert.All(read.Reports, report => Assert.False(report.Complete));
        Assert.Equal(FirewallDecision.Undetermined, read.Decide([new PortForward { Protocol = "tcp", ExternalStart = 445, ExternalEnd = 445 }]).Single().Firewall);
    }

    [Fact]
    public async Task A_recorded_router_with_its_firewall_off_has_it_in_the_evidence_of_every_forward()
    {
        SourceResult reading = await DeviceReading.ReadAsync(Source(
            ("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.201.66.69.50.48.0.0"))),
            ("1.3.6.1.2.1.4.34.1.3.1.4.192.168.2.1", SnmpValue.Integer(1000)),
            ("1.3.6.1.2.1.4.34.1.3.1.4.203.0.113.1", SnmpValue.Integer(10001)),
            ("1.3.6.1.2.1.4.34.1.3.1.4.203.0.113.255", SnmpValue.Integer(10001)),
            ("1.3.6.1.2.1.4.34.1.4.1.4.203.0.113.1", SnmpValue.Integer(1)),
            ("1.3.6.1.2.1.4.34.1.4.1.4.203.0.113.255", SnmpValue.Integer(3)),
            ($"{B}.37.1.0", SnmpValue.Integer(2)),
            ($"{B}.6.1.2.0.6.445.1", SnmpValue.Integer(6)),
            ($"{B}.6.1.3.0.6.445.1", Address("0.0.0.0")),
            ($"{B}.6.1.4.0.6.445.1", Address("0.0.0.0")),
            ($"{B}.6.1.7.0.6.445.1", SnmpValue.Integer(445)),
            ($"{B}.6.1.8.0.6.445.1", SnmpValue.Integer(-1)),
            ($"{B}.6.1.9.0.6.445.1", Address("192.168.2.10")),
            ($"{B}.6.1.10.0.6.445.1", SnmpValue.Integer(-1))), default);

        PortForward forward = Assert.Single(reading.Forwards);
        Assert.Equal((FirewallDecision.LetThrough, EvidenceOf.FirewallOff()), (forward.Firewall, forward.FirewallReason));
        Assert.Equal(["203.0.113.1"], reading.WanAddresses);
    }
}
