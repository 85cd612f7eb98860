// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Snmp;
using Xunit;

namespace PracticeNetSec.Tests.Snmp;

/// <summary>What agents in the field write although the standards say otherwise, and where the tolerance ends.</summary>
public sealed class TolerantDecodingTests
{
    private static readonly CommunitySecurity Community = new(SnmpVersion.V2C, "public");

    [Theory]
    [InlineData("0204 00000001", 1L)] // fixed width
    [InlineData("0208 FFFFFFFFFFFFFFFF", -1L)]
    [InlineData("020C 000000000000000000000007", 7L)]
    [InlineData("028101 05", 5L)] // length in the long form
    [InlineData("0284 00000001 05", 5L)]
    [InlineData("4104 FFFFFFFF", 4294967295L)] // unsigned without its leading zero
    [InlineData("4105 00FFFFFFFF", 4294967295L)]
    [InlineData("4201 FF", 4294967295L)] // the same, shortened as if it were signed
    [InlineData("4304 80000000", 2147483648L)]
    [InlineData("4608 7FFFFFFFFFFFFFFF", 9223372036854775807L)]
    public void A_number_may_be_written_longer_than_needed(string value, long expected) => Assert.Equal(expected, Value(value).AsInteger());

    [Fact]
    public void An_object_identifier_without_octets_is_0_0() => Assert.Equal(".0.0", Value("0600").AsOid()?.ToString());

    [Fact]
    public void An_address_of_other_than_four_octets_is_decoded_and_is_no_address()
    {
        Assert.Null(Value("4010 20010DB8000000000000000000000001").AsIpAddress());
        Assert.Equal(SnmpType.IpAddress, Value("4000").Type);
    }

    [Fact]
    public void Octets_after_the_message_are_ignored()
    {
        byte[] message = Message("020105");
        Assert.Equal(5, Community.Decode(message.Concat(new byte[] { 0, 0, 0 }).ToArray()).Pdu.Bindings[0].Value.AsInteger());
    }

    [Theory]
    [InlineData("0200")] // a number without octets
    [InlineData("0205 0100000000")] // larger than 32 bits
    [InlineData("4105 0100000000")]
    [InlineData("4609 010000000000000000")] // larger than 64 bits
    [InlineData("0601 80")] // ends within a sub-identifier
    [InlineData("0606 2B9080808000")] // a sub-identifier larger than 32 bits
    [InlineData("0480 41 0000")] // indefinite length on a primitive
    [InlineData("2403 040141")] // a constructed string
    [InlineData("3003 020105")] // a sequence as a value
    [InlineData("4701 05")] // UInteger32 of the abandoned SNMPv2p
    [InlineData("5F2A 01 05")] // a tag of two octets
    [InlineData("0484 FFFFFFFF 41")] // 4 GiB
    [InlineData("0488 7FFFFFFFFFFFFFFF 41")]
    [InlineData("")]
    public void Invalid_encodings_are_format_errors(string value) => Assert.Throws<SnmpFormatException>(() => Value(value));

    [Fact]
    public void Deep_nesting_is_a_format_error_and_no_stack_overflow()
    {
        byte[] nested = Enumerable.Repeat(new byte[] { 0x30, 0x80 }, 30000).SelectMany(pair => pair).ToArray();
        Assert.Throws<SnmpFormatException>(() => Community.Decode(nested));
    }

    [Theory]
    [InlineData("be.IP plus", "62652E495020706C7573")]
    [InlineData("Düsseldorf", "44C3BC7373656C646F7266")] // UTF-8
    [InlineData("Düsseldorf", "44FC7373656C646F7266")] // Latin-1
    [InlineData("Onboard Flash", "4F6E626F61726420466C61736800")] // with the terminator of C
    [InlineData("a b [31m", "610A621B5B33316D")] // a terminal's control sequence
    public void Text_is_decoded_in_the_devices_encoding_without_control_characters(string expected, string octets) =>
        Assert.Equal(expected, SnmpValue.OctetString(Convert.FromHexString(octets)).AsText());

    [Fact]
    public void Bidirectional_control_characters_are_removed() =>
        Assert.Equal("exe fdp", SnmpValue.OctetString("exe\u202Efdp"u8.ToArray()).AsText());

    [Fact]
    public void Text_is_bounded() => Assert.Equal(255, SnmpValue.OctetString(new byte[60000].Select(_ => (byte)'x').ToArray()).AsText()?.Length);

    [Fact]
    public void A_value_is_not_converted_to_another_type()
    {
        Assert.Null(SnmpValue.OctetString("443"u8.ToArray()).AsInteger());
        Assert.Null(SnmpValue.Integer(443).AsText());
        Assert.Null(SnmpValue.OctetString([192, 168, 2, 10]).AsIpAddress());
        Assert.Null(SnmpValue.Integer(1).AsDuration());
        Assert.Null(SnmpValue.Null.AsInteger());
    }

    private static SnmpValue Value(string hexadecimal) => Community.Decode(Message(hexadecimal)).Pdu.Bindings[0].Value;

    private static byte[] Message(string hexadecimal)
    {
        byte[] value = Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));
        byte[] binding = Sequence(0x30, [0x06, 0x03, 0x2B, 0x06, 0x01, .. value]);
        byte[] pdu = Sequence(0xA2, [0x02, 0x01, 0x01, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00, .. Sequence(0x30, binding)]);
        return Sequence(0x30, [0x02, 0x01, 0x01, 0x04, 0x06, .. "public"u8, .. pdu]);
    }

    private static byte[] Sequence(byte tag, byte[] contents) => [tag, (byte)contents.Length, .. contents];
}
