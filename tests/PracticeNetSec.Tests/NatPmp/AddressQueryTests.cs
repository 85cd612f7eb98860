// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using FsCheck.Xunit;
using PracticeNetSec.Model;
using PracticeNetSec.NatPmp;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Tests.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.NatPmp;

/// <summary>NAT-PMP and PCP: one question each, for the address and for the server, and never a mapping.</summary>
public class AddressQueryTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(600);

    [Fact]
    public void The_only_request_is_version_0_opcode_0() => Assert.Equal(new byte[] { 0, 0 }, AddressQuery.Encode());

    [Fact]
    public void A_real_answer_holds_the_address()
    {
        AddressAnswer answer = AddressAnswer.Decode(UpnpSample.Bytes("natpmp-address.bin"));

        Assert.Equal((false, 0, IPAddress.Parse("11.0.0.1")), (answer.IsPcp, answer.Result, answer.ExternalAddress));
    }

    [Theory]
    [InlineData("0080000300000001", false, 3)]
    [InlineData("0080000000000001" + "00000000", false, 0)]
    [InlineData("0280000100000000" + "0000000000000000", true, 1)]
    public void No_address_is_reported_where_none_is_known(string datagram, bool isPcp, int result)
    {
        AddressAnswer answer = AddressAnswer.Decode(Convert.FromHexString(datagram));

        Assert.Equal((isPcp, result, (IPAddress?)null), (answer.IsPcp, answer.Result, answer.ExternalAddress));
    }

    [Property(MaxTest = 5000)]
    public void No_datagram_makes_the_decoder_throw_anything_else(byte[] datagram)
    {
        try
        {
            AddressAnswer.Decode(datagram);
        }
        catch (NatPmpFormatException)
        {
            // Its own: allowed.
        }
    }

    [Theory]
    [InlineData("008000000000000b" + "0b000001", true, "11.0.0.1", EvidenceCode.WanPublic, "11.0.0.1")]
    [InlineData("008000000000000b" + "64400001", true, null, EvidenceCode.WanPrivate, "100.64.0.1")]
    [InlineData("0280000100000000", false, null, EvidenceCode.NatpmpPcpOnly, null)]
    [InlineData("00800002", false, null, EvidenceCode.NatpmpRefused, "2")]
    public async Task A_gateway_reports_its_address_or_the_reason_for_none(string answer, bool complete, string? wan, string code, string? value)
    {
        using UdpClient gateway = new(new IPEndPoint(IPAddress.Loopback, 0));
        Task serving = AnswerAsync(gateway, Convert.FromHexString("ffff"), Convert.FromHexString(answer));

        SourceResult reading = await ReadAsync(gateway);

        await serving;
        Assert.Equal((complete, wan), (reading.Reports.Single().Complete, reading.WanAddress));
        Evidence stated = Assert.Single(reading.Reports.Single().Detail.StatedWithParts(), part => part.Code == code);
        Assert.Equal(value, stated.Arguments.Values.SingleOrDefault()?.ToString());
    }

    [Fact]
    public async Task Silence_and_malformed_answers_end_with_the_timeout()
    {
        using UdpClient gateway = new(new IPEndPoint(IPAddress.Loopback, 0));
        Task serving = AnswerAsync(gateway, Convert.FromHexString("80"), new byte[1400]);
        Stopwatch watch = Stopwatch.StartNew();

        SourceResult reading = await ReadAsync(gateway);

        await serving;
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Timeout + TimeSpan.FromSeconds(3));
        Assert.False(reading.Reports.Single().Complete);
    }

    /// <summary>Linux refuses to send to a broadcast address without SO_BROADCAST: nothing was asked, so nothing is known.</summary>
    [Fact]
    [Trait("System", "Linux")]
    public async Task An_error_of_this_machine_is_no_silence() => Assert.Equal(
        SocketError.AccessDenied,
        (await Assert.ThrowsAsync<SocketException>(() => AddressClient.AskAsync(new IPEndPoint(IPAddress.Parse("127.255.255.255"), 9), Timeout, CancellationToken.None))).SocketErrorCode);

    [Fact]
    public async Task A_closed_port_is_no_answer() => Assert.Equal(
        EvidenceOf.NatpmpNoAnswer(), (await new NatPmpSource(9).ReadAsync(new RouterTarget("x", IPAddress.Loopback, Timeout), CancellationToken.None)).Reports.Single().Detail.Stated());

    /// <summary>Seen: a gateway that answered NAT-PMP was not asked whether it opens ports for IPv6, which PCP alone does.</summary>
    [Theory]
    [InlineData("0280000000000000" + "00000001" + "000000000000000000000000", true)]
    [InlineData("0280000c00000000" + "00000001" + "000000000000000000000000", true)] // ADDRESS_MISMATCH, RFC 6887 §7.4: a PCP server all the same
    [InlineData("0080000100000001", false)] // unsupported version, RFC 6886 §3.5
    [InlineData(null, false)]
    public async Task A_gateway_that_answers_NAT_PMP_is_asked_for_PCP_too(string? answer, bool expected)
    {
        using UdpClient gateway = new(new IPEndPoint(IPAddress.Loopback, 0));
        Task<byte[]> serving = AnswerBothAsync(gateway, Convert.FromHexString("008000000000000b" + "0b000001"), answer);

        SourceResult reading = await ReadAsync(gateway);

        // Version 2, opcode 0 (ANNOUNCE), lifetime 0, and the client's address as RFC 6887 §5 writes one of IPv4.
        Assert.Equal("020000000000000000000000000000000000FFFF7F000001", Convert.ToHexString(await serving.WaitAsync(TimeSpan.FromSeconds(5))));
        Assert.Equal(expected, reading.Reports.Single().Detail.StatedWithParts().Contains(EvidenceOf.NatpmpPcpToo()));
        Assert.Equal(expected ? [EvidenceCode.NatpmpAnswered, EvidenceCode.NatpmpPcpAnswered] : [EvidenceCode.NatpmpAnswered], reading.DynamicPortMapping.Select(known => known.Code));
        Assert.True(reading.Reports.Single().Complete);
    }

    [Property(MaxTest = 5000)]
    public bool Only_an_answer_of_version_2_is_one_of_PCP(byte[] datagram) => !AnnounceQuery.IsAnswer(datagram) || (datagram.Length >= 4 && datagram[0] == 2 && datagram[1] == 0x80);

    private static async Task<byte[]> AnswerBothAsync(UdpClient gateway, byte[] address, string? announce)
    {
        UdpReceiveResult question = await gateway.ReceiveAsync();
        await gateway.SendAsync(address, address.Length, question.RemoteEndPoint);
        question = await gateway.ReceiveAsync();
        if (announce is not null)
        {
            await gateway.SendAsync(Convert.FromHexString(announce), announce.Length / 2, question.RemoteEndPoint);
        }

        return question.Buffer;
    }

    private static Task<SourceResult> ReadAsync(UdpClient gateway) => new NatPmpSource(((IPEndPoint)gateway.Client.LocalEndPoint!).Port)
        .ReadAsync(new RouterTarget("x", IPAddress.Loopback, Timeout), CancellationToken.None);

    private static async Task AnswerAsync(UdpClient gateway, params byte[][] answers)
    {
        UdpReceiveResult question = await gateway.ReceiveAsync();
        Assert.Equal(AddressQuery.Encode(), question.Buffer);
        foreach (byte[] answer in answers)
        {
            await gateway.SendAsync(answer, answer.Length, question.RemoteEndPoint);
        }
    }
}
