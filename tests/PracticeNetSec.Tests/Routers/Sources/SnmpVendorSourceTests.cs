// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
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

/// <summary>Devices of other vendors than bintec's, as public recordings and as living agents show them.</summary>
public sealed class SnmpVendorSourceTests
{
    private const string NetSnmp = "1.3.6.1.4.1.8072.3.2.10";

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
    public async Task A_Sophos_UTM_is_not_compared_with_SFOS_advisories()
    {
        SourceResult reading = await ReadAsync(Named("Linux fw 3.12.74-0.327535988.gc5bb1a9-smp64 #1 SMP Wed Jul 3 10:39:28 UTC 2019 x86_64", NetSnmp));

        Assert.Equal(SophosSystem.Utm, reading.Identity!.Model);
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
    public async Task A_description_that_others_may_write_too_identifies_no_vendor()
    {
        using LoopbackAgent agent = new(Named("LANCOM 1790VA 10.80.0345RU2 / 14.03.2024", NetSnmp));
        using SnmpClient client = agent.Client();

        SourceResult reading = await DeviceReading.ReadAsync(client, default);

        Assert.Equal((null, null, Confidence.Low), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.Confidence));
        Assert.Equal("LANCOM 1790VA 10.80.0345RU2 / 14.03.2024", reading.Identity.SystemDescription);
        Assert.Null(reading.Firmware);
    }

    [Theory]
    [InlineData("DrayTek Corporation, Router Model: Vigor3900, Version: 1.4.4_Beta/1.4.4, Build Date/Time: 2019-07-08 03:36:57", "DrayTek", "Vigor3900", "1.4.4")]
    [InlineData("pfSense fw.praxis.example 2.4.5-RELEASE-p1 pfSense FreeBSD 11.3-STABLE amd64", "Netgate", "pfSense", "2.4.5")]
    [InlineData("pfSense 2.3.2-RELEASE pfSense FreeBSD 10.3-RELEASE-p5 amd64", "Netgate", "pfSense", "2.3.2")]
    [InlineData("Netgate PFSENSE Plus", "Netgate", "pfSense", null)]
    [InlineData("OPNsense OPNsense.praxis.example 18.1.1-a5575d7bd OPNsense FreeBSD 11.1-RELEASE-p6 amd64", "Deciso", "OPNsense", "18.1.1")]
    [InlineData("USG FLEX 100H", "Zyxel", "USG FLEX 100H", null)]
    [InlineData("UAP-AC-HD 3.9.19.8123", "Ubiquiti", "UAP-AC-HD", "3.9.19.8123")]
    [InlineData("Ubiquiti UniFi UCG-Fiber 5.0.12 Linux 5.4.213 ipq9574", "Ubiquiti", "UCG-Fiber", "5.0.12")]
    [InlineData("USW-Flex-XG, 6.2.14.13855", "Ubiquiti", "USW-Flex-XG", "6.2.14.13855")]
    [InlineData("Linux TS-X31 4.2.2", "QNAP", "TS-X31", "4.2.2")]
    [InlineData("Linux fw 3.12.74-0.327535988.gc5bb1a9-smp64 #1 SMP Wed Jul 3 10:39:28 UTC 2019 x86_64", "Sophos", "UTM", null)]
    public async Task Behind_a_common_agent_a_description_of_one_vendor_alone_identifies_with_low_confidence(string description, string vendor, string? model, string? version)
    {
        foreach (string product in new[] { NetSnmp, "1.3.6.1.4.1.12325.1.1.2.1.1", "1.3.6.1.4.1", "1.0.3.0.6.0.1.0" })
        {
            SourceResult reading = await ReadAsync(Named(description, product));

            Assert.Equal((vendor, model, Confidence.Low), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.Confidence));
            Assert.Equal(version, reading.Firmware?.Version);
            Assert.Equal(description, reading.Identity.SystemDescription);
        }
    }

    [Theory]
    [InlineData("Linux nas 5.10.55 #69057 SMP x86_64", "Synology", "DS920+", "7.2", "1.3.6.1.4.1.6574.1.5.1.0=DS920+", "1.3.6.1.4.1.6574.1.5.3.0=DSM 7.2-64570")]
    [InlineData("Linux nas 5.10.55 #69057 SMP x86_64", "Synology", null, null, "1.3.6.1.4.1.6574.2.1.1.2.0=Disk 1")]
    [InlineData("Linux nas 4.14.24", "QNAP", "TS-453D", null, "1.3.6.1.4.1.24681.1.2.12.0=TS-453D")]
    [InlineData("Linux ap 4.4.153", "Ubiquiti", "U6-Lite", "6.6.77.15402", "1.3.6.1.4.1.41112.1.6.3.3.0=U6-Lite", "1.3.6.1.4.1.41112.1.6.3.6.0=6.6.77.15402")]
    [InlineData("Linux CP1100 2.6.22.18 armv5tejl", "Check Point", "CP 1100", null, "1.3.6.1.4.1.2620.1.6.16.7.0=CP 1100", "1.3.6.1.4.1.2620.1.6.4.1.0=R77.20")]
    [InlineData("Linux gw 3.10.20-al-5.0-pr2", "Check Point", null, null, "1.3.6.1.4.1.2620.1.6.5.1.0=Gaia Embedded")]
    [InlineData("Linux router 2.6.36.4brcmarm", "ASUS", "RT-AC68U", null, "1.3.6.1.4.1.2021.7890.1.101.1=ASUSWRT-Merlin RT-AC68U 384.17_0")]
    [InlineData("Linux rut955 5.4.291", "Teltonika", "RUT955", "0.7.6.18", "1.3.6.1.4.1.48690.1.2.0=RUT955", "1.3.6.1.4.1.48690.1.6.0=RUT9_R_00.07.06.18")]
    [InlineData("FreeBSD fw 11.2-RELEASE-p16 amd64", "Deciso", "OPNsense", "20.1.2", "1.3.6.1.4.1.8072.1.3.2.3.1.2.7.118.101.114.115.105.111.110=OPNsense 20.1.2 (amd64/OpenSSL)")]
    [InlineData("USG FLEX 100H", "Zyxel", "USG FLEX 100H", "1.31", "1.3.6.1.4.1.890.1.15.3.1.11.0=USG FLEX 100H", "1.3.6.1.4.1.890.1.15.3.1.6.0=1.31(ABXF.0)")]
    public async Task Behind_a_common_agent_the_objects_of_a_vendor_identify_its_device(string description, string vendor, string? model, string? version, params string[] objects)
    {
        SourceResult reading = await ReadAsync(Named(description, NetSnmp, objects));

        Assert.Equal((vendor, model, Confidence.Medium), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.Confidence));
        Assert.True(version is null || reading.Firmware!.Text.Contains(version, StringComparison.Ordinal) || reading.Firmware.Version == version);
    }

    [Fact]
    public async Task Objects_of_two_vendors_identify_none() => Assert.Null((await ReadAsync(
        Named("Linux", NetSnmp, "1.3.6.1.4.1.6574.1.5.1.0=DS920+", "1.3.6.1.4.1.24681.1.2.12.0=TS-453D"))).Identity!.Vendor);

    [Theory]
    [InlineData("1.3.6.1.4.1.14988.1", "RouterOS RB760iGS", "MikroTik", "RB760iGS", null)]
    [InlineData("1.3.6.1.4.1.14988.1", "router", "MikroTik", "RB952Ui-5ac2nD", "6.40.5", "1.3.6.1.2.1.47.1.1.1.1.5.65536=#3", "1.3.6.1.2.1.47.1.1.1.1.2.65536=RouterOS 6.40.5 (stable) on RB952Ui-5ac2nD")]
    [InlineData("1.3.6.1.4.1.14988.2", "CSS326-24G-2S+ SwOS v2.18", "MikroTik", "CSS326-24G-2S+", "2.18")]
    [InlineData("1.3.6.1.4.1.41112.1.5", "EdgeOS v1.8.0.4853089.160219.1607", "Ubiquiti", null, "1.8.0")]
    [InlineData("1.3.6.1.4.1.10002.1", "Linux 2.6.32.68 #1 mips", "Ubiquiti", "LiteBeam 5AC Gen2", "8.7.4.45112.210415.1103", "1.2.840.10036.3.1.2.1.3.7=LiteBeam 5AC Gen2", "1.2.840.10036.3.1.2.1.4.7=WA.ar934x.v8.7.4.45112.210415.1103")]
    [InlineData("1.3.6.1.4.1.8741.1", "SonicWALL TZ 300 wireless-AC (SonicOS Enhanced 6.2.4.2-20n)", "SonicWall", "TZ 300 wireless-AC", "6.2.4.2")]
    [InlineData("1.3.6.1.4.1.8741.6", "Dell SonicWALL SRA 4600 ( 8.1.0.2-14sv)", "SonicWall", "SRA 4600", "8.1.0.2")]
    [InlineData("1.3.6.1.4.1.12356.101.1.644", "our firewall", "Fortinet", "FortiGate 60F", "7.2.6", "1.3.6.1.2.1.47.1.1.1.1.13.1=FGT_60F", "1.3.6.1.4.1.12356.101.4.1.1.0=v7.2.6,build1575,230926 (GA.F)")]
    [InlineData("1.3.6.1.4.1.12356.101.1.626", "", "Fortinet", "FortiWiFi 60D", null, "1.3.6.1.2.1.47.1.1.1.1.13.1=FWF_60D")]
    [InlineData("1.3.6.1.4.1.11863.5.33", "JetStream 24-Port Gigabit L2 Managed Switch with 4 SFP Slots", "TP-Link", "T2600G-28TS", "3.0.3", "1.3.6.1.4.1.11863.6.1.1.5.0=T2600G-28TS 3.0", "1.3.6.1.4.1.11863.6.1.1.6.0=3.0.3 Build 20181101 Rel.42543(s)")]
    [InlineData("1.3.6.1.4.1.2007.1.1.191", "Router model TV BASE VDSL2/ADSL WLAN 30 10 CPU MIPS32  S/N: 1  Teldat               (c)1996 - 2017", "Teldat", "TV BASE", "10.9.30", "1.3.6.1.4.1.2007.1.2.1.6.0=10.09.30")]
    [InlineData("1.3.6.1.4.1.2007.1.1.199", "Router model M1L 1FELAN 4FESW IPSec SNA VoIP T+ 34 156 CPU QorIQ P101X  S/N: 1  Teldat               (c)1996 - 2018", "Teldat", "M1L", null)]
    [InlineData("1.3.6.1.4.1.2356.13.8.0.1", "Linux ap 4.4.60 #0 SMP PREEMPT (LCOS-LX: 5.36.0069) 2022-04-20 22:38:11+02:00 armv7l", "LANCOM", null, "5.36.69")]
    [InlineData("1.3.6.1.4.1.2356.16.8.5110", "LANCOM XS-5110F System - 10XE, 5.20.0316RU6, Linux 4.14.174", "LANCOM", "XS-5110F", null)]
    [InlineData("1.3.6.1.4.1.2356.11.8.301", "LANCOM OAP-321 10.12.0147 / 15.11.2017 1", "LANCOM", "OAP-321", "10.12 RU3", "1.3.6.1.4.1.2356.11.3.1.1.3.1=10.12.0147SU3 / 15.11.2017")]
    [InlineData("1.3.6.1.4.1.890", "AC2800 (4x4 11ac + 3x3 11n) G.fast/VDSL 35b (Vplus) selectable IAD", "Zyxel", "XMG3927-B50A", "5.13", "1.3.6.1.4.1.890.1.2.1.1.2.0=XMG3927-B50A", "1.3.6.1.4.1.890.1.2.1.1.1.0=V5.13(ABMT.0)C0")]
    [InlineData("1.3.6.1.4.1.890.1.15", "GS1900-48", "Zyxel", "GS1900-48", null)]
    [InlineData("1.3.6.1.4.1.3097.1.5.49", "M400", "WatchGuard", "M400", null)]
    [InlineData("1.3.6.1.4.1.25461.2.3.54", "Palo Alto Networks PA-400 series firewall", "Palo Alto Networks", null, null)]
    [InlineData("1.3.6.1.4.1.25461.2.3.38", "Palo Alto Networks PA-220 firewall", "Palo Alto Networks", "PA-220", null)]
    [InlineData("1.3.6.1.4.1.9.1.1047", "Cisco IOS Software, C880 Software (C880DATA-UNIVERSALK9-M), Version 15.2(4)M6, RELEASE SOFTWARE (fc3)", "Cisco", null, "15.2")]
    [InlineData("1.3.6.1.4.1.9.6.1.23.3.13", "Linux, Cisco RV320, Version 1.3.2.02 Fri Sep 23 15:19:56 CST 2016", "Cisco", "RV320", "1.3.2.2")]
    [InlineData("1.3.6.1.4.1.2636.1.1.1.2.135", "Juniper Networks, Inc. srx340 internet router, kernel JUNOS 15.1X49-D120.3, Build date: 2017-11-04", "Juniper", "srx340", null)]
    [InlineData("1.3.6.1.4.1.14823.1.2.59", "ArubaOS (MODEL: 225), Version 8.4.0.0-8.4.0.0", "HPE Aruba", "225", "8.4.0.0")]
    [InlineData("1.3.6.1.4.1.47196.4.1.1.1.254", "Aruba JL679A 6100 12G CL4 2SFP+ 139W Swch PL.10.08.1050", "HPE Aruba", "JL679A 6100 12G CL4 2SFP+ 139W Swch", null)]
    [InlineData("1.3.6.1.4.1.11.2.3.7.11.139", "HP J9775A 2530-48G Switch, revision YA.16.11.0014, ROM YA.15.20", "HP", "J9775A 2530-48G", null)]
    [InlineData("1.3.6.1.4.1.4526.100.4.32", "GS724Tv4 ProSafe 24-port Gigabit Ethernet Smart Switch, 6.3.1.11, B1.0.0.4", "Netgear", "GS724Tv4", "6.3.1.11")]
    [InlineData("1.3.6.1.4.1.171.10.137.2.1", "DGS-1510-28 Gigabit Ethernet SmartPro Switch", "D-Link", "DGS-1510-28", null)]
    [InlineData("1.3.6.1.4.1.21067.2", "Cyberoam cloud partition", "Sophos", "SFVH", "17.5 MR5", "1.3.6.1.4.1.21067.2.1.1.2.0=SFVH_SO01", "1.3.6.1.4.1.21067.2.1.1.3.0=SFOS 17.5.5 MR-5")]
    [InlineData("1.3.6.1.4.1.12356.106.1.2485", "", "Fortinet", "FortiSwitch-248E-POE", "7.4.1", "1.3.6.1.4.1.12356.106.4.1.1.0=FortiSwitch-248E-POE v7.4.1,build0787,230921 (GA)")]
    [InlineData("1.3.6.1.4.1.4413", "US-8, 5.76.7.13442, Linux 3.6.5", "Ubiquiti", "US-8", "5.76.7.13442")]
    [InlineData("1.3.6.1.4.1.16972", "0.9.1 0.2 v0076.0 Build 170919 Rel.61201n", "TP-Link", null, "0.9.1")]
    [InlineData("1.3.6.1.4.1.11863.1.1.25", "8-Port Gigabit Smart Switch", "TP-Link", "TL-SG2008", "1.0.5", "1.3.6.1.2.1.16.19.3.0=TL-SG2008 1.0", "1.3.6.1.2.1.16.19.2.0=1.0.5 Build 20160401 Rel.43046")]
    [InlineData("1.3.6.1.4.1.2011.2.224.1", "Huawei AR169F Huawei Versatile Routing Platform Software  VRP (R) software,Version 5.170 (AR160 V200R009C00SPC500)", "Huawei", "AR169F", "5.170")]
    [InlineData("1.3.6.1.4.1.11.2.3.9.1", "HP ETHERNET MULTI-ENVIRONMENT,SN:1,FN:1,SVCID:1,PID:HP Color LaserJet Pro M252dw", "HP", "Color LaserJet Pro M252dw", null)]
    [InlineData("1.3.6.1.4.1.9.1.2571", "Cisco IOS Software, Version 16.12.4, RELEASE", "Cisco", "C9200L-24T-4G", "16.12.4", "1.3.6.1.2.1.47.1.1.1.1.5.1000=#3", "1.3.6.1.2.1.47.1.1.1.1.5.2000=#3", "1.3.6.1.2.1.47.1.1.1.1.13.2000=C9200L-24T-4G")]
    [InlineData("1.3.6.1.4.1.872.1", "anything", "AVM", null, null)]
    [InlineData("1.3.6.1.4.1.2011.2.88.1", "anything", "Huawei", null, null)]
    public async Task A_registered_number_names_the_vendor_and_its_forms_the_model(string product, string description, string vendor, string? model, string? version, params string[] objects)
    {
        SourceResult reading = await ReadAsync(Named(description, product, objects));

        Assert.Equal((vendor, model), (reading.Identity!.Vendor, reading.Identity.Model));
        Assert.Equal(version, reading.Firmware?.Version);
        Assert.True(reading.Identity.Confidence >= Confidence.Medium);
    }

    [Theory]
    [InlineData("1.3.6.1.4.1.10002.1", "NFT 2N")]
    [InlineData("1.3.6.1.4.1.4413", "1.00(AAJZ.16)C0")]
    [InlineData("1.3.6.1.4.1.16972", "DSL gateway")]
    public async Task A_number_that_several_vendors_use_names_one_only_with_its_description(string product, string description) =>
        Assert.Null((await ReadAsync(Named(description, product))).Identity!.Vendor);

    [Fact]
    public async Task What_no_vendor_writes_is_a_description_and_no_model()
    {
        SourceResult reading = await ReadAsync(Named("Linux server 5.10.0-28-amd64 #1 SMP Debian 5.10.209-2 x86_64", NetSnmp));

        Assert.Equal((null, null, Confidence.Low), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.Confidence));
        Assert.Equal("Linux server 5.10.0-28-amd64 #1 SMP Debian 5.10.209-2 x86_64", reading.Identity.SystemDescription);
    }

    [Fact]
    public void Each_pattern_compiles_and_each_arc_is_named_once()
    {
        SnmpVendorSignature[] vendors = SnmpVendorCatalog.Shipped.Vendors;
        Assert.All(
            vendors.SelectMany(vendor => vendor.OwnDescriptions.Concat(vendor.Descriptions).Append(vendor.ModelPattern).Append(vendor.FirmwarePattern).Append(vendor.Requires)).OfType<string>(),
            pattern => Assert.DoesNotMatch(pattern, ""));
        Assert.Equal(vendors.Length, vendors.Select(vendor => vendor.Id).Distinct().Count());
        string[] arcs = vendors.SelectMany(vendor => vendor.Enterprises).ToArray();
        Assert.Equal(arcs.Length, arcs.Distinct().Count());
        Assert.All(vendors.Index(), vendor => Assert.DoesNotContain(
            vendors.Take(vendor.Index).Where(before => before.Requires is null).SelectMany(before => before.Arcs), arc => vendor.Item.Arcs.Any(own => own.IsWithin(arc))));
    }

    [Fact]
    public void Every_vendor_signature_has_a_source_and_objects_within_its_own_arc() => Assert.All(SnmpVendorCatalog.Shipped.Vendors, vendor =>
    {
        Assert.NotEmpty(vendor.Source);
        // An object outside of the vendor's arcs shows the vendor by its text alone.
        ObjectIdentifier[] arcs = SnmpVendorCatalog.Shipped.Vendors.Where(same => same.Vendor == vendor.Vendor).SelectMany(same => same.Arcs).ToArray();
        Assert.All(vendor.Objects, name => Assert.True(arcs.Any(name.IsWithin) || ((vendor.ModelPattern ?? vendor.FirmwarePattern)?[0] == '^'), vendor.Id));
        Assert.True(vendor.Enterprises.Length > 0 || vendor.OwnDescriptions.Length > 0, vendor.Id);
        Assert.All(vendor.Objects, name => Assert.False(ForbiddenSubtree.Contains(name)));
    });

    private static async Task<SourceResult> ReadAsync(MibTree tree)
    {
        using LoopbackAgent agent = new(tree);
        using SnmpClient client = agent.Client();
        return await DeviceReading.ReadAsync(client, default);
    }

    /// <param name="description">sysDescr.</param>
    /// <param name="product">sysObjectID.</param>
    /// <param name="objects">Further ones, as name=text or name=#number.</param>
    private static MibTree Named(string description, string product, params string[] objects)
    {
        MibTree tree = new MibTree().Add("1.3.6.1.2.1.1.1.0", Text(description)).Add("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse(product)));
        foreach (string[] named in objects.Select(text => text.Split('=', 2)))
        {
            tree.Add(named[0], named[1][0] == '#' ? SnmpValue.Integer(int.Parse(named[1][1..], CultureInfo.InvariantCulture)) : Text(named[1]));
        }

        return tree;
    }

    private static SnmpValue Text(string text) => SnmpValue.OctetString(Encoding.UTF8.GetBytes(text));
}
