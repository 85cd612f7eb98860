// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using PracticeNetSec.Snmp.Recorded;
using PracticeNetSec.Tests.Snmp;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>Devices of other makers than bintec's, as public recordings and as living agents show them.</summary>
public sealed class SnmpVendorSourceTests
{
    [Theory]
    [InlineData("lancom-l310agn.snmprec", "LANCOM", "L-310agn Wireless", "8.60", Confidence.Medium)]
    [InlineData("zyxel-usg60.snmprec", "Zyxel", "USG60", null, Confidence.Medium)]
    [InlineData("zyxel-zywall-2x.snmprec", "Zyxel", "ZyWALL 2X", null, Confidence.Medium)]
    [InlineData("sophos-xg.snmprec", "Sophos", "SFVH", "18.0 MR1", Confidence.High)]
    [InlineData("draytek-vigor2920.snmprec", "DrayTek", "Vigor2920", "3.8.8.2", Confidence.Medium)]
    [InlineData("bintec-beip-plus.snmprec", "bintec elmeg", "be.IP plus", "10.2.9.102", Confidence.High)]
    [InlineData("bintec-smart.snmprec", "bintec elmeg", null, null, Confidence.Medium)]
    public async Task A_recorded_device_is_named(string file, string vendor, string? model, string? version, Confidence confidence)
    {
        SourceResult reading = await DeviceReading.ReadAsync(RecordedWalk.Load(SnmpSamples.PathOf(file), default), default);

        Assert.Equal((vendor, model, confidence), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.Confidence));
        Assert.Equal(version, reading.Firmware?.Version);
        Assert.NotEmpty(reading.Identity.Evidence);
        Assert.False(reading.ForwardsComplete);
    }

    [Fact]
    public async Task A_recorded_firewall_is_matched_with_the_advisories_like_a_queried_one()
    {
        using RouterExaminer examiner = new(new RouterExaminationOptions());

        RouterExposure router = await examiner.ReadWalkAsync(SnmpSamples.PathOf("sophos-xg.snmprec"), new RouterExposure { ComputerName = "firewall" }, default);

        Assert.Equal(AdvisoryStatus.Affected, Assert.Single(router.Advisories, match => match.Id == "CVE-2022-1040").Status);
        Assert.Equal(Verdict.AtRisk, router.Verdict);
    }

    [Fact]
    public async Task A_walk_added_to_an_earlier_examination_keeps_its_results()
    {
        PortForward opened = new() { Protocol = "tcp", ExternalStart = 445, ExternalEnd = 445, InternalAddress = "192.168.2.10", InternalStart = 445, InternalEnd = 445, Source = "UPnP" };
        NatSession session = new() { Protocol = "tcp", Direction = "incoming", InternalAddress = "192.168.2.10", InternalPort = 445, ExternalPort = 445, RemoteAddress = "198.51.100.7", RemotePort = 50000 };
        RouterExposure earlier = new()
        {
            ComputerName = "192.168.2.1",
            Forwards = [opened],
            ForwardsComplete = true,
            Sessions = [session],
            NatInterfaces = [new() { Index = 1000, Mode = "on" }],
            DynamicPortMapping = [EvidenceOf.PortMappingUpnp("SNMP", "enabled")],
            Management = [new() { Name = "telnet", AllowedToEveryone = true }],
            ReportedWanAddresses = ["203.0.113.1"],
            IsKonnektor = true,
        };
        using RouterExaminer examiner = new(new RouterExaminationOptions());

        RouterExposure router = await examiner.ReadWalkAsync(SnmpSamples.PathOf("bintec-beip-plus.snmprec"), earlier, default);

        Assert.Equal(("UPnP", "198.51.100.7"), (Assert.Single(router.Forwards).Source, Assert.Single(router.Sessions).RemoteAddress));
        Assert.True(router.ForwardsComplete && router.IsKonnektor);
        Assert.Equal((1, 1, 1), (router.NatInterfaces.Length, router.DynamicPortMapping.Length, router.Management.Length));
        Assert.Equal("203.0.113.1", Assert.Single(router.ReportedWanAddresses));
        Assert.Equal(Verdict.Exposed, router.Verdict);
    }

    [Fact]
    public async Task Results_that_are_read_twice_are_reported_once()
    {
        using RouterExaminer examiner = new(new RouterExaminationOptions());
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, ".1.3.6.1.2.1.1.1.0 = STRING: be.IP plus\n.1.3.6.1.4.1.272.4.5.6.1.2.0.6.443.1 = INTEGER: 6\n");

        RouterExposure first = await examiner.ReadWalkAsync(path, new RouterExposure { ComputerName = "walk" }, default);
        RouterExposure second = await examiner.ReadWalkAsync(path, first, default);
        File.Delete(path);

        Assert.Equal((first.Forwards.Length, first.Sessions.Length, first.Management.Length), (second.Forwards.Length, second.Sessions.Length, second.Management.Length));
    }

    [Theory]
    [InlineData(null, "203.0.113.1")]
    [InlineData("203.0.113.99", "203.0.113.99")]
    public async Task A_recording_gives_the_WAN_address_unless_the_inventory_has_one(string? listed, string wan)
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, ".1.3.6.1.2.1.1.1.0 = STRING: be.IP plus\n.1.3.6.1.2.1.4.34.1.3.1.4.192.168.2.1 = INTEGER: 1000\n.1.3.6.1.2.1.4.34.1.3.1.4.203.0.113.1 = INTEGER: 10001\n.1.3.6.1.2.1.4.34.1.4.1.4.203.0.113.1 = INTEGER: 1\n");
        using RouterExaminer examiner = new(new RouterExaminationOptions());

        RouterExposure router = await examiner.ReadWalkAsync(path, new RouterExposure { ComputerName = "walk", WanAddress = listed }, default);
        File.Delete(path);

        Assert.Equal(wan, router.WanAddress);
        Assert.Equal(["203.0.113.1"], router.ReportedWanAddresses);
        Assert.Equal(listed is not null, router.Reasons.Contains(EvidenceOf.CheckOtherWanAddress("203.0.113.1", "203.0.113.99")));
    }

    [Theory]
    [InlineData("10.80.0345RU2 / 14.03.2024", "10.80 RU2", AdvisoryStatus.Affected)]
    [InlineData("10.80.0567RU4 / 02.05.2024", "10.80 RU4", AdvisoryStatus.Fixed)]
    [InlineData("8.60.0189 / 02.04.2012", "8.60", AdvisoryStatus.NotListed)]
    public async Task An_agent_of_a_LANCOM_gives_model_serial_number_and_firmware(string words, string? version, AdvisoryStatus status)
    {
        using LoopbackAgent agent = new(Named("LANCOM 1790VA", "1.3.6.1.4.1.2356.11.8.1790")
            .Add("1.3.6.1.4.1.2356.11.1.47.6.0", Text("LANCOM 1790VA"))
            .Add("1.3.6.1.4.1.2356.11.1.47.7.0", Text("4001234567890123"))
            .Add("1.3.6.1.4.1.2356.11.1.47.9.0", Text(words)));
        using SnmpClient client = agent.Client();

        SourceResult reading = await DeviceReading.ReadAsync(client, default);

        Assert.Equal(("LANCOM", "1790VA", "4001234567890123", Confidence.High), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.SerialNumber, reading.Identity.Confidence));
        Assert.Equal(version, reading.Firmware!.Version);
        AdvisoryMatch match = Assert.Single(PracticeNetSec.Routers.Advisories.AdvisoryCatalog.Shipped.Match(reading.Identity, reading.Firmware));
        Assert.Equal(status, match.Status);
    }

    [Theory]
    [InlineData("LANCOM GS-2326+ LCOS SX 10.80.0326SU2 / 14.03.2024")]
    [InlineData("LANCOM LX-6400 10.80.0345RU2 / 14.03.2024")]
    public async Task A_LANCOM_that_does_not_run_LCOS_is_not_compared_with_LCOS_advisories(string description)
    {
        using LoopbackAgent agent = new(Named(description, "1.3.6.1.4.1.2356.16.8"));
        using SnmpClient client = agent.Client();

        SourceResult reading = await DeviceReading.ReadAsync(client, default);

        Assert.Equal("LANCOM", reading.Identity!.Vendor);
        Assert.Null(reading.Firmware?.Version);
        Assert.Empty(PracticeNetSec.Routers.Advisories.AdvisoryCatalog.Shipped.Match(reading.Identity, reading.Firmware));
    }

    [Fact]
    public async Task A_Vigor2960_is_matched_by_the_version_in_its_description()
    {
        using LoopbackAgent agent = new(Named("DrayTek Corporation, Router Model: Vigor2960, Version: 1.4.4_Beta/1.4.4, Build Date/Time: 2019-07-07 23:29:57", "1.3.6.1.4.1.7367"));
        using SnmpClient client = agent.Client();

        SourceResult reading = await DeviceReading.ReadAsync(client, default);

        Assert.Equal("DrayTek Vigor2960", reading.Identity!.ToString());
        Assert.All(
            PracticeNetSec.Routers.Advisories.AdvisoryCatalog.Shipped.Match(reading.Identity, reading.Firmware).Select(match => match.Status),
            status => Assert.Equal(AdvisoryStatus.Affected, status));
    }

    [Fact]
    public async Task The_firmware_of_a_Zyxel_is_read_from_its_own_object()
    {
        using LoopbackAgent agent = new(Named("USG FLEX 200", "1.3.6.1.4.1.890.1.15")
            .Add("1.3.6.1.4.1.890.1.15.3.1.6.0", Text("V5.35(ABUI.0)"))
            .Add("1.3.6.1.4.1.890.1.15.3.1.12.0", Text("S000000000001")));
        using SnmpClient client = agent.Client();

        SourceResult reading = await DeviceReading.ReadAsync(client, default);

        Assert.Equal("Zyxel USG FLEX 200", reading.Identity!.ToString());
        Assert.Equal("5.35", reading.Firmware!.Version);
        Assert.Equal(AdvisoryStatus.Affected, Assert.Single(PracticeNetSec.Routers.Advisories.AdvisoryCatalog.Shipped.Match(reading.Identity, reading.Firmware), match => match.Id == "CVE-2023-28771").Status);
    }

    [Fact]
    public async Task An_unknown_vendor_is_identified_by_ENTITY_MIB()
    {
        MibTree tree = Named("Some gateway", "1.3.6.1.4.1.99999.1");
        foreach ((uint column, SnmpValue value) in new[]
        {
            (5u, SnmpValue.Integer(3)), (10u, Text("7.1.2")), (11u, Text("SN-17")), (12u, Text("Beispiel GmbH")), (13u, Text("Gateway 9")),
        })
        {
            tree.Add($"1.3.6.1.2.1.47.1.1.1.1.{column}.1", value);
        }

        using LoopbackAgent agent = new(tree);
        using SnmpClient client = agent.Client();
        SourceResult reading = await DeviceReading.ReadAsync(client, default);

        Assert.Equal(("Beispiel GmbH", "Gateway 9", "SN-17", Confidence.Medium), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.SerialNumber, reading.Identity.Confidence));
        Assert.Equal("7.1.2", reading.Firmware!.Version);
    }

    [Fact]
    public async Task A_description_alone_identifies_no_vendor()
    {
        using LoopbackAgent agent = new(Named("LANCOM 1790VA 10.80.0345RU2 / 14.03.2024", "1.3.6.1.4.1.8072.3.2.10"));
        using SnmpClient client = agent.Client();

        SourceResult reading = await DeviceReading.ReadAsync(client, default);

        Assert.Null(reading.Identity!.Vendor);
        Assert.Equal(Confidence.Low, reading.Identity.Confidence);
        Assert.Null(reading.Firmware);
    }

    [Fact]
    public void Every_vendor_signature_has_a_source_and_objects_within_its_own_arc() => Assert.All(SnmpVendorCatalog.Shipped.Makers, maker =>
    {
        Assert.NotEmpty(maker.Source);
        Assert.All(maker.Objects, name => Assert.True(maker.Made(name), maker.Id));
        Assert.All(maker.Objects, name => Assert.False(ForbiddenSubtree.Contains(name)));
    });

    private static MibTree Named(string description, string product) => new MibTree()
        .Add("1.3.6.1.2.1.1.1.0", Text(description))
        .Add("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse(product)));

    private static SnmpValue Text(string text) => SnmpValue.OctetString(Encoding.UTF8.GetBytes(text));
}
