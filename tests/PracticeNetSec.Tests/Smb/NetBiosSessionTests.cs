// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Smb;

public class NetBiosSessionTests
{
    [Fact]
    public void The_session_request_calls_any_server_by_its_first_level_name()
    {
        // RFC 1001 §14.1: each half-byte as a letter from A; "*SMBSERVER      " is the name every server takes.
        byte[] packet = NetBiosSession.SessionRequest();

        Assert.Equal(new byte[] { 0x81, 0, 0, 68 }, packet.Take(4));
        Assert.Equal(32, packet[4]);
        Assert.Equal("CKFDENECFDEFFCFGEFFCCACACACACACA", Encoding.ASCII.GetString(packet, 5, 32));
        Assert.Equal(0, packet[37]);
        Assert.Equal(4 + 68, packet.Length);
    }

    [Fact]
    public void A_message_carries_its_length_in_network_order() =>
        Assert.Equal(new byte[] { 0, 0x01, 0x02, 0x03 }, NetBiosSession.Frame(new byte[0x010203]).Take(4));

    [Theory]
    [InlineData("00010203", (int)SessionPacket.Message, 0x010203)]
    [InlineData("82000000", (int)SessionPacket.PositiveResponse, 0)]
    [InlineData("83000001", (int)SessionPacket.NegativeResponse, 1)]
    [InlineData("85000000", (int)SessionPacket.KeepAlive, 0)]
    public void Packet_headers_are_read(string header, int type, int length) =>
        Assert.Equal(((SessionPacket)type, length), NetBiosSession.DecodeHeader(Convert.FromHexString(header)));

    [Theory]
    [InlineData("48545450")] // HTTP
    [InlineData("15030100")] // a TLS alert
    [InlineData("000102")]
    public void An_invalid_packet_is_a_format_error(string header) =>
        Assert.Throws<SmbFormatException>(() => NetBiosSession.DecodeHeader(Convert.FromHexString(header)));
}
