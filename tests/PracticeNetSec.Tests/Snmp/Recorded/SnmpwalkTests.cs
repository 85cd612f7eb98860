// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Recorded;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Recorded;

/// <summary>What snmpwalk printed, from recorded files and in the forms its options give it.</summary>
public sealed class SnmpwalkTests
{
    private const string Odd = "1.3.6.1.4.1.272.4.99";

    [Theory]
    [InlineData("snmpwalk-On.txt")]
    [InlineData("snmpwalk-OQn.txt")]
    public async Task A_recorded_walk_answers_like_the_agent_it_was_recorded_from(string file)
    {
        RecordedWalk walk = RecordedWalk.Load(SnmpSamples.PathOf(file), default);

        Assert.Null(walk.Trouble);
        Assert.Equal("be.IP plus", (await Value(walk, "1.3.6.1.2.1.1.1.0"))?.AsText());
        Assert.Equal(".1.3.6.1.4.1.272.4.201.66.69.50.48.0.0", (await Value(walk, "1.3.6.1.2.1.1.2.0"))?.AsOid()?.ToString());
        Assert.Equal("V.10.2.9.102 IPv6, IPSec, PBX from 2021/03/16 00:00:00", (await Value(walk, "1.3.6.1.4.1.272.4.1.26.0"))?.AsText());
        Assert.Equal(449, (await Value(walk, "1.3.6.1.4.1.272.4.5.6.1.8.0.6.443.1"))?.AsInteger());
        Assert.Equal(-1, (await Value(walk, "1.3.6.1.4.1.272.4.5.6.1.10.0.6.443.1"))?.AsInteger());
        Assert.Equal([192, 168, 2, 10], (await Value(walk, "1.3.6.1.4.1.272.4.5.6.1.9.0.6.443.1"))?.AsIpAddress());
        Assert.Equal(TimeSpan.FromSeconds(1234.56), (await Value(walk, "1.3.6.1.4.1.272.4.5.5.1.10.10001.6.192.168.2.10.445.1"))?.AsDuration());
    }

    [Theory]
    [InlineData("snmpwalk-On.txt")]
    [InlineData("snmpwalk-OQn.txt")]
    public async Task Strings_of_every_kind_come_back_as_the_agent_sent_them(string file)
    {
        RecordedWalk walk = RecordedWalk.Load(SnmpSamples.PathOf(file), default);

        Assert.Equal("Düsseldorf", (await Value(walk, Odd + ".9.0"))?.AsText());
        Assert.Equal("00094FC2A12C00094FC2A12C00094FC2A12C00094FC2A12CFF", Convert.ToHexString((await Value(walk, Odd + ".1.0"))!.Octets.Span));
        Assert.Equal("", (await Value(walk, Odd + ".2.0"))?.AsText());
        Assert.Equal("line1\nline \"2\"\\\n.1.3.6.1 = INTEGER: 5", Encoding.ASCII.GetString((await Value(walk, Odd + ".7.0"))!.Octets.Span));
        Assert.Equal("Web \\\"alt\\\"", (await Value(walk, "1.3.6.1.4.1.272.4.5.6.1.13.0.6.80.2"))?.AsText());
        Assert.Equal("ESP für TI", (await Value(walk, "1.3.6.1.4.1.272.4.5.6.1.13.0.50.4294967295.4"))?.AsText());
    }

    [Fact]
    public async Task Numbers_keep_their_types()
    {
        RecordedWalk walk = RecordedWalk.Load(SnmpSamples.PathOf("snmpwalk-On.txt"), default);

        Assert.Equal(SnmpValue.Counter32(4000000000), await Value(walk, Odd + ".3.0"));
        Assert.Equal(SnmpValue.Counter64(ulong.MaxValue), await Value(walk, Odd + ".4.0"));
        Assert.Equal(SnmpValue.Gauge32(7), await Value(walk, Odd + ".5.0"));
        Assert.Equal(SnmpValue.Integer(int.MinValue), await Value(walk, Odd + ".8.0"));
    }

    [Fact]
    public async Task Without_the_option_On_the_first_number_is_a_name()
    {
        RecordedWalk walk = RecordedWalk.Load(SnmpSamples.PathOf("snmpwalk-plain.txt"), default);
        Assert.Equal("be.IP plus", (await Value(walk, "1.3.6.1.4.1.272.4.1.17.1.5.0.0.0"))?.AsText());
    }

    [Fact]
    public async Task A_table_is_read_by_its_columns()
    {
        RecordedWalk walk = RecordedWalk.Load(SnmpSamples.PathOf("snmpwalk-On.txt"), default);
        SnmpTable table = await walk.ReadTableAsync(Table("1.3.6.1.4.1.272.4.5.6.1", 2, 7, 8), default);

        Assert.True(table.IsComplete);
        Assert.Equal([".0.6.80.2", ".0.6.443.1", ".0.17.500.3", ".0.50.4294967295.4"], table.Rows.Select(row => row.Suffix));
        Assert.Equal([89L, 449L, -1L, -1L], table.Rows.Select(row => row[8]?.AsInteger() ?? 0));
    }

    [Theory]
    [InlineData("INTEGER: tcp(6)", 6L)]
    [InlineData("INTEGER: 1500 octets", 1500L)]
    [InlineData("Gauge32: 1000000000 bits per second", 1000000000L)]
    [InlineData("Wrong Type (should be Gauge32 or Unsigned32): INTEGER: 26", 26L)]
    [InlineData("Timeticks: (53679363) 6 days, 5:06:33.63", 53679363L)]
    [InlineData("tcp(6)", 6L)]
    [InlineData("-1", -1L)]
    public async Task Numbers_are_read_with_units_and_labels(string text, long expected) =>
        Assert.Equal(expected, (await Value(Read($".1.3.6.1.2.1.1.1.0 = {text}\n"), "1.3.6.1.2.1.1.1.0"))?.AsInteger());

    [Theory]
    [InlineData("INTEGER: many")]
    [InlineData("INTEGER: 99999999999")]
    [InlineData("Gauge32: -1")]
    [InlineData("IpAddress: 192.168.2")]
    [InlineData("IpAddress: 192.168.2.256")]
    [InlineData("OID: SNMPv2-SMI::enterprises.272")]
    [InlineData("Hex-STRING: 00 0G")]
    public async Task A_value_that_is_not_of_its_type_is_no_value_of_any_type(string text)
    {
        SnmpValue? value = await Value(Read($".1.3.6.1.2.1.1.1.0 = {text}\n"), "1.3.6.1.2.1.1.1.0");
        Assert.Equal(SnmpType.Unspecified, value?.Type);
        Assert.Null(value?.AsIpAddress());
        Assert.Null(value?.AsOid());
    }

    [Theory]
    [InlineData("BITS: 20 2 ", 0x20)]
    [InlineData("BITS: 30 udp(2) tcp(3) ", 0x30)]
    public async Task Bits_are_read_with_their_names_behind_them(string text, byte expected) =>
        Assert.Equal(expected, (await Value(Read($".1.3.6.1.2.1.123.1.4.1.4.2.7 = {text}\n"), "1.3.6.1.2.1.123.1.4.1.4.2.7"))!.Octets.Span[0]);

    [Fact]
    public async Task Addresses_are_read_in_both_forms()
    {
        RecordedWalk walk = Read(".1.3.6.1.2.1.1.1.0 = IpAddress: 192.168.2.10\n.1.3.6.1.2.1.1.2.0 = Network Address: C0:A8:02:0A\n");
        Assert.Equal([192, 168, 2, 10], (await Value(walk, "1.3.6.1.2.1.1.1.0"))?.AsIpAddress());
        Assert.Equal([192, 168, 2, 10], (await Value(walk, "1.3.6.1.2.1.1.2.0"))?.AsIpAddress());
    }

    [Fact]
    public async Task Strings_without_quotes_may_go_over_several_lines()
    {
        // With its MIBs at hand snmpwalk leaves the quotes out.
        RecordedWalk walk = Read(".1.3.6.1.2.1.1.1.0 = STRING: be.IP plus\nsecond line\n\n.1.3.6.1.2.1.1.4.0 = \n.1.3.6.1.2.1.1.5.0 =\n.1.3.6.1.2.1.1.6.0 = STRING: Celle\n");
        Assert.Equal("be.IP plus second line", (await Value(walk, "1.3.6.1.2.1.1.1.0"))?.AsText());
        Assert.Equal("", (await Value(walk, "1.3.6.1.2.1.1.4.0"))?.AsText());
        Assert.Equal("", (await Value(walk, "1.3.6.1.2.1.1.5.0"))?.AsText());
        Assert.Equal("Celle", (await Value(walk, "1.3.6.1.2.1.1.6.0"))?.AsText());
        Assert.Null(walk.Trouble);
    }

    [Fact]
    public async Task Objects_that_the_agent_did_not_have_are_absent()
    {
        RecordedWalk walk = Read("""
            .1.3.6.1.2.1.1.1.0 = No Such Object available on this agent at this OID
            .1.3.6.1.2.1.1.2.0 = No Such Instance currently exists at this OID
            .1.3.6.1.2.1.1.3.0 = NULL
            .1.3.6.1.6.3.16.1.5.2.1.6 = No more variables left in this MIB View (It is past the end of the MIB tree)
            """);
        Assert.Equal(4, walk.Count);
        Assert.Null(await Value(walk, "1.3.6.1.2.1.1.1.0"));
        Assert.Null(await Value(walk, "1.3.6.1.2.1.1.3.0"));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")] // what a redirection in Windows PowerShell 5.1 writes
    [InlineData("utf-16BE")]
    public async Task Byte_order_marks_and_windows_line_ends_do_no_harm(string encoding)
    {
        string path = Path.GetTempFileName();
        try
        {
            string text = (await File.ReadAllTextAsync(SnmpSamples.PathOf("snmpwalk-On.txt"))).Replace("\n", "\r\n", StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, text, encoding == "utf-8" ? new UTF8Encoding(true) : Encoding.GetEncoding(encoding));
            RecordedWalk walk = RecordedWalk.Load(path, default);
            RecordedWalk original = RecordedWalk.Load(SnmpSamples.PathOf("snmpwalk-On.txt"), default);

            Assert.Null(walk.Trouble);
            Assert.Equal(original.Count, walk.Count);
            Assert.Equal("be.IP plus", (await Value(walk, "1.3.6.1.2.1.1.1.0"))?.AsText());
            Assert.Equal("line1\nline \"2\"\\\n.1.3.6.1 = INTEGER: 5", Encoding.ASCII.GetString((await Value(walk, Odd + ".7.0"))!.Octets.Span));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Output_of_snmpwalk_before_the_first_object_is_skipped()
    {
        RecordedWalk walk = Read("MIB search path: /root/.snmp/mibs:/usr/share/snmp/mibs\nCannot find module (SNMPv2-MIB): At line 1 in (none)\n\n# recorded on site\n.1.3.6.1.2.1.1.1.0 = STRING: \"be.IP\"\n");
        Assert.Null(walk.Trouble);
        Assert.Equal("be.IP", (await Value(walk, "1.3.6.1.2.1.1.1.0"))?.AsText());
    }

    [Fact]
    public void The_devices_secrets_are_not_read_from_a_recording()
    {
        RecordedWalk walk = Read(".1.3.6.1.2.1.1.1.0 = STRING: \"be.IP\"\n.1.3.6.1.4.1.272.254.3.0 = STRING: \"geheim\"\n.1.3.6.1.4.1.272.4.254.1 = STRING: geheim\n");
        Assert.Equal(1, walk.Count);
        Assert.Throws<ForbiddenObjectException>(() => { _ = walk.GetAsync([ObjectIdentifier.Parse("1.3.6.1.4.1.272.254.3.0")], default); });
        Assert.Throws<ForbiddenObjectException>(() => { _ = walk.ReadTableAsync(Table("1.3.6.1.4.1.272", 4), default); });
    }

    internal static RecordedWalk Read(string text) => new RecordingReader(new StringReader(text), "walk.txt").Read(default);

    internal static async Task<SnmpValue?> Value(RecordedWalk walk, string name)
    {
        ObjectIdentifier wanted = ObjectIdentifier.Parse(name);
        return (await walk.GetAsync([wanted], default))[wanted];
    }

    internal static TableRequest Table(string entry, params uint[] columns) => new([.. columns.Select(column => ObjectIdentifier.Parse(entry).Append(column))]);
}
