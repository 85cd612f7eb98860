// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using PracticeNetSec.Snmp.Recorded;
using PracticeNetSec.Tests.Snmp;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Bintec;

public sealed class BintecReaderTests
{
    private const string Presets = "1.3.6.1.4.1.272.4.5.6.1";
    private const string Interfaces = "1.3.6.1.4.1.272.4.5.3.1";

    [Theory]
    [InlineData("snmpwalk-On.txt")]
    [InlineData("snmpwalk-OQn.txt")]
    public async Task A_recorded_router_gives_identity_firmware_forwards_and_sessions(string file)
    {
        BintecReading reading = await BintecReader.ReadAsync(RecordedWalk.Load(SnmpSamples.PathOf(file), default), default);

        Assert.True(reading.IsBintec);
        Assert.Equal("bintec elmeg be.IP plus", reading.Identity.ToString());
        Assert.Equal("BE2CAM019320050", reading.Identity.SerialNumber);
        Assert.Equal("celle-router", reading.Identity.SystemName);
        Assert.Equal(Confidence.High, reading.Identity.Confidence);
        Assert.Contains(EvidenceOf.IdentityObjectIdProduct("walk", ".1.3.6.1.4.1.272.4.201.66.69.50.48.0.0", "BE20"), reading.Identity.Evidence.Stated());
        Assert.Equal("10.2.9.102", reading.Firmware?.Version);
        Assert.Equal(new DateTime(2021, 3, 16), reading.Firmware?.BuildDate);
        Assert.True(reading.ForwardsComplete);
        Assert.Equal(
            ["tcp 80-89 -> 192.168.2.10:80-89", "tcp 443-449 -> 192.168.2.10:443-449", "udp 500 -> 192.168.2.20:500", "esp 1-65535 -> 192.168.2.20:1-65535"],
            reading.Forwards.Select(forward => forward.ToString()));
        Assert.Equal([null, null, "198.51.100.0/24", null], reading.Forwards.Select(forward => forward.RemoteAddress));
        Assert.Equal("ESP für TI", reading.Forwards[3].Description);
        Assert.Equal(
            ["incoming tcp 203.0.113.100:51514 -> 192.168.2.10:445", "outgoing udp 203.0.113.53:53 -> 192.168.2.50:5353"],
            reading.Sessions.Select(session => session.ToString()));
        Assert.Empty(reading.UnreadableRows);
        Assert.Equal(
            [
                EvidenceOf.SourceSystem("bintec elmeg be.IP plus"),
                EvidenceOf.SourceRowsRead("ipNatPresetTable", 4),
                EvidenceOf.SourceRowsRead("ipNatTable", 2),
                EvidenceOf.SourceTranslation("ipExtIfTable", [EvidenceOf.SourceTranslationAt("on", 10001), EvidenceOf.SourceTranslationAt("off", 1000000)]),
            ],
            reading.Sources.Select(source => source.Detail.Stated()));
        Assert.All(reading.Sources, source => Assert.True(source.Complete && source.Source == "walk"));
    }

    [Fact]
    public async Task An_SNMP_agent_gives_the_same_as_the_recording_in_few_requests()
    {
        MibTree tree = Translating().AddTable(Presets, 13, [".0.6.440.1", ".0.6.80.2"], (row, column) => TableRows.Forward()[(uint)column]);
        using LoopbackAgent agent = new(tree);
        using SnmpClient client = agent.Client();

        BintecReading reading = await BintecReader.ReadAsync(client, default);

        Assert.Equal(SnmpOutcome.Answered, reading.Outcome);
        Assert.True(reading.ForwardsComplete);
        Assert.Equal(["tcp 440-449 -> 192.168.2.10:440-449", "tcp 440-449 -> 192.168.2.10:440-449"], reading.Forwards.Select(forward => forward.ToString()));
        Assert.Equal(1 + 3 + 1 + 2, agent.Requests.Count);
    }

    [Fact]
    public async Task The_LibreNMS_recording_of_a_be_IP_plus_gives_the_device_and_that_its_forwards_were_not_recorded()
    {
        BintecReading reading = await BintecReader.ReadAsync(RecordedWalk.Load(SnmpSamples.PathOf("bintec-beip-plus.snmprec"), default), default);

        Assert.Equal("bintec elmeg be.IP plus", reading.Identity.ToString());
        Assert.Equal(Confidence.High, reading.Identity.Confidence);
        Assert.Equal("BE2CAM019320050", reading.Identity.SerialNumber);
        Assert.Equal("10.2.9.102", reading.Firmware?.Version);
        Assert.Empty(reading.Forwards);
        Assert.False(reading.ForwardsComplete);
        Assert.False(reading.Sources[1].Complete);
        Assert.Contains(EvidenceOf.SourceNotReadToEnd(EvidenceOf.RecordingTableUnknown()), reading.Sources[1].Parts.Stated());
    }

    [Theory]
    [InlineData("Digitalisierungsbox Premium", "Telekom Digitalisierungsbox Premium")]
    [InlineData("Telekom Digitalisierungsbox_Smart 2 ", "Telekom Digitalisierungsbox Smart 2")]
    [InlineData("be.IP", "bintec elmeg be.IP")]
    public async Task Telekoms_models_are_distinguished_from_the_vendors_own(string description, string identity)
    {
        using LoopbackAgent agent = new(Device(description));
        using SnmpClient client = agent.Client();
        Assert.Equal(identity, (await BintecReader.ReadAsync(client, default)).Identity.ToString());
    }

    [Fact]
    public async Task A_device_of_another_vendor_is_described_and_its_forwards_are_not_known()
    {
        using LoopbackAgent agent = new(new MibTree()
            .Add("1.3.6.1.2.1.1.1.0", SnmpValue.OctetString("LANCOM 1781VA"u8.ToArray()))
            .Add("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse("1.3.6.1.4.1.2356.11"))));
        using SnmpClient client = agent.Client();
        BintecReading reading = await BintecReader.ReadAsync(client, default);

        Assert.Equal(SnmpOutcome.Answered, reading.Outcome);
        Assert.False(reading.IsBintec);
        Assert.Equal((null, null, Confidence.Low), (reading.Identity.Vendor, reading.Identity.Model, reading.Identity.Confidence));
        Assert.Equal("LANCOM 1781VA", reading.Identity.SystemDescription);
        Assert.Equal(EvidenceOf.SourceSystem("LANCOM 1781VA"), reading.Sources[0].Parts[0].Stated());
        Assert.Null(reading.Firmware);
        Assert.False(reading.ForwardsComplete);
        Assert.Equal(EvidenceOf.SourceTableNotOffered(), reading.Sources[1].Parts[^1].Stated());
    }

    [Fact]
    public async Task A_router_that_shows_its_interfaces_but_no_forward_has_none()
    {
        using LoopbackAgent agent = new(Translating());
        using SnmpClient client = agent.Client();
        BintecReading reading = await BintecReader.ReadAsync(client, default);

        Assert.Empty(reading.Forwards);
        Assert.True(reading.ForwardsComplete);
    }

    [Fact]
    public async Task A_router_that_shows_no_table_at_all_may_have_forwards()
    {
        using LoopbackAgent agent = new(Device("be.IP plus"));
        using SnmpClient client = agent.Client();
        Assert.False((await BintecReader.ReadAsync(client, default)).ForwardsComplete);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_named_and_the_list_is_not_complete()
    {
        MibTree tree = Translating().AddTable(Presets, 13, [".0.6.440.1", ".0.6.80.2"], (row, column) => row == 1 && column == 8 ? SnmpValue.Integer(7) : TableRows.Forward()[(uint)column]);
        using LoopbackAgent agent = new(tree);
        using SnmpClient client = agent.Client();
        BintecReading reading = await BintecReader.ReadAsync(client, default);

        Assert.Single(reading.Forwards);
        Assert.False(reading.ForwardsComplete);
        Assert.Equal([EvidenceOf.SourceRowUnreadable("ipNatPresetTable", ".0.6.80.2", EvidenceOf.RowExternalPortsInvalid(440, 7))], reading.UnreadableRows.Stated());
        Assert.Equal([EvidenceOf.SourceRowRead("ipNatPresetTable"), EvidenceOf.SourceRowsUnreadable(1)], reading.Sources[1].Parts.Stated());
    }

    [Fact]
    public async Task Forwards_without_known_translating_interfaces_are_incomplete()
    {
        using LoopbackAgent agent = new(Device("be.IP plus").AddTable(Presets, 13, [".0.6.443.1"], (row, column) => TableRows.Forward()[(uint)column]));
        using SnmpClient client = agent.Client();
        BintecReading reading = await BintecReader.ReadAsync(client, default);

        Assert.Single(reading.Forwards);
        Assert.False(reading.ForwardsComplete);
        Assert.Equal(EvidenceOf.SourceTranslationNotReported(), reading.Sources[1].Parts[^1].Stated());
    }

    [Fact]
    public async Task A_silent_router_is_a_result()
    {
        using LoopbackAgent agent = new(_ => Task.CompletedTask);
        using SnmpClient client = agent.Client(timeout: 0.5);
        BintecReading reading = await BintecReader.ReadAsync(client, default);

        Assert.Equal(SnmpOutcome.Silent, reading.Outcome);
        Assert.Equal(Confidence.None, reading.Identity.Confidence);
        SourceReport report = Assert.Single(reading.Sources);
        Assert.Equal(("SNMP", false, EvidenceOf.SourceEnded(EvidenceOf.SnmpSilent(agent.EndPoint.ToString(), 500))), (report.Source, report.Complete, report.Detail.Stated()));
    }

    [Fact]
    public async Task A_recording_cut_anywhere_is_never_taken_for_a_router_with_fewer_forwards()
    {
        string text = await File.ReadAllTextAsync(SnmpSamples.PathOf("snmpwalk-On.txt"));
        string[] whole = await ForwardsAsync(text);
        int start = text.IndexOf(".1.3.6.1.4.1.272.4.5.6.1.1.", StringComparison.Ordinal);
        int end = text.IndexOf(".1.3.6.1.4.1.272.4.99", StringComparison.Ordinal);
        for (int cut = start; cut < end; cut++)
        {
            BintecReading reading = await ReadAsync(text[..cut]);
            if (reading.ForwardsComplete)
            {
                Assert.Equal(whole, reading.Forwards.Select(forward => forward.ToString()));
            }
        }
    }

    private static MibTree Translating() => Device("be.IP plus").AddTable(Interfaces, 6, [".10001.1"], (row, column) => SnmpValue.Integer(2));

    private static async Task<string[]> ForwardsAsync(string text) => [.. (await ReadAsync(text)).Forwards.Select(forward => forward.ToString())];

    private static Task<BintecReading> ReadAsync(string text) => BintecReader.ReadAsync(new RecordingReader(new StringReader(text), "walk.txt").Read(default), default);

    private static MibTree Device(string description) => new MibTree()
        .Add("1.3.6.1.2.1.1.1.0", SnmpValue.OctetString(Encoding.UTF8.GetBytes(description)))
        .Add("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.201.66.69.50.48.0.0")))
        .Add("1.3.6.1.4.1.272.4.1.26.0", SnmpValue.OctetString("V.10.2.9.102 IPv6, IPSec, PBX from 2021/03/16 00:00:00"u8.ToArray()));
}
