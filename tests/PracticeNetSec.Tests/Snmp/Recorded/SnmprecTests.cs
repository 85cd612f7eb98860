// SPDX-License-Identifier: MIT
using System;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Recorded;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Recorded;

/// <summary>Recordings of LibreNMS, as its simulator reads them.</summary>
public sealed class SnmprecTests
{
    [Fact]
    public async Task A_be_ip_plus_answers_as_it_was_recorded()
    {
        RecordedWalk walk = RecordedWalk.Load(SnmpSamples.PathOf("bintec-beip-plus.snmprec"), default);

        Assert.Null(walk.Trouble);
        Assert.Equal(28, walk.Count);
        Assert.Equal("be.IP plus", (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.1.1.0"))?.AsText());
        Assert.Equal(".1.3.6.1.4.1.272.4.201.66.69.50.48.0.0", (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.1.2.0"))?.AsOid()?.ToString());
        Assert.Equal(TimeSpan.FromSeconds(536793.63), (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.1.3.0"))?.AsDuration());
        Assert.Equal("00094FC2A12C", Convert.ToHexString((await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.2.2.1.6.1000000"))!.Octets.Span));
        Assert.Equal("Onboard Flash", (await SnmpwalkTests.Value(walk, "1.3.6.1.4.1.272.4.17.4.2.1.2.1.0"))?.AsText());
        Assert.Equal(SnmpValue.Counter32(3569741759), await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.2.2.1.10.1020000"));
        Assert.Equal(SnmpValue.Counter64(155), await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.4.31.1.1.4.2.0"));
        Assert.Equal(SnmpValue.Gauge32(1000000000), await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.2.2.1.5.1000000"));
        Assert.Equal(SnmpValue.OctetString([]), await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.2.2.1.6.0"));
    }

    [Fact]
    public async Task Addresses_are_read_in_both_forms()
    {
        RecordedWalk walk = SnmpwalkTests.Read("1.3.6.1.2.1.4.20.1.1.1|64|192.168.2.1\n1.3.6.1.2.1.4.20.1.1.2|64x|C0A80201\n1.3.6.1.2.1.4.20.1.1.3|64e|\\xc0\\xa8\\x02\\x01\n1.3.6.1.2.1.4.20.1.1.4|64e|192.168.2.1\n1.3.6.1.2.1.4.20.1.1.5|64e|router\n");
        Assert.Equal([192, 168, 2, 1], (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.4.20.1.1.1"))?.AsIpAddress());
        Assert.Equal([192, 168, 2, 1], (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.4.20.1.1.2"))?.AsIpAddress());
        Assert.Equal([192, 168, 2, 1], (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.4.20.1.1.3"))?.AsIpAddress());
        Assert.Equal([192, 168, 2, 1], (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.4.20.1.1.4"))?.AsIpAddress());
        Assert.Null((await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.4.20.1.1.5"))?.AsIpAddress());
    }

    [Fact]
    public async Task A_value_may_hold_the_separator()
    {
        RecordedWalk walk = SnmpwalkTests.Read("1.3.6.1.2.1.1.1.0|4|a|b|c\r\n");
        Assert.Equal("a|b|c", (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.1.1.0"))?.AsText());
    }

    [Theory]
    [InlineData("private", "private")]
    [InlineData(@"be.IP\x20plus", "be.IP plus")]
    [InlineData(@"Z\xc3\xbcrich", "Zürich")]
    [InlineData("Zürich", "Zürich")]
    [InlineData(@"C:\\snmp \'a\' \""b\""", "C:\\snmp 'a' \"b\"")]
    [InlineData(@"no \escape \x2", @"no \escape \x2")]
    [InlineData(@"\", @"\")]
    public async Task Escape_sequences_are_read(string written, string value)
    {
        RecordedWalk walk = SnmpwalkTests.Read("1.3.6.1.2.1.1.1.0|4e|" + written + "\n");
        Assert.Equal((value, null), ((await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.1.1.0"))?.AsText(), walk.Trouble));
    }

    [Fact]
    public async Task Escaped_octets_are_those_of_a_control_character_or_an_address()
    {
        RecordedWalk walk = SnmpwalkTests.Read("1.3.6.1.2.1.1.1.0|4e|\\x07\\n\\t\\\\\n1.3.6.1.2.1.4.20.1.1.2|64e|\\xc0\\xa8\\x02\\x01\n");
        Assert.Equal([7, 10, 9, 92], (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.1.1.0"))!.Octets.ToArray());
        Assert.Equal([192, 168, 2, 1], (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.4.20.1.1.2"))?.AsIpAddress());
    }

    [Theory]
    [InlineData("1.3.6.1.2.1.1.3.0|67:numeric|rate=100", EvidenceCode.RecordingLineComputed)]
    [InlineData("1.3.6.1.2.1.1.3.0|four|x", EvidenceCode.RecordingLineNoObject)]
    [InlineData(".1.3.6.1.2.1.1.3.0 = INTEGER: 5", EvidenceCode.RecordingLineNoObject)]
    public void A_line_without_a_value_is_reported(string line, string code)
    {
        RecordedWalk walk = SnmpwalkTests.Read("1.3.6.1.2.1.1.1.0|4|be.IP\n" + line + "\n");
        Assert.Equal((1, code, 2L), (walk.Count, walk.Trouble?.Code, walk.Trouble?.Arguments["line"]));
    }

    [Theory]
    [InlineData("2|many")]
    [InlineData("64|192.168.2")]
    [InlineData("65|-1")]
    [InlineData("4x|0")]
    [InlineData("4x|0G")]
    [InlineData("2e|5")]
    [InlineData("77|x")]
    public async Task A_value_that_is_not_of_its_type_is_no_value_of_any_type(string value)
    {
        RecordedWalk walk = SnmpwalkTests.Read("1.3.6.1.2.1.1.1.0|" + value + "\n");
        Assert.Equal(SnmpType.Unspecified, (await SnmpwalkTests.Value(walk, "1.3.6.1.2.1.1.1.0"))?.Type);
    }
}
