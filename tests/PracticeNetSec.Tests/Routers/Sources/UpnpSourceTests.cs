// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Tests.Upnp;
using PracticeNetSec.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>The UPnP source against routers on loopback: honest ones, odd ones and hostile ones.</summary>
public class UpnpSourceTests
{
    private static readonly TimeSpan Timeout = UpnpReading.Timeout;

    [Fact]
    public async Task Mappings_and_address_are_read_and_are_never_the_complete_table()
    {
        using LoopbackWeb router = Router(index => index < 6 ? Soap.Mapping(8000 + index) : Soap.Error(713));

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Equal(Enumerable.Range(8000, 6), reading.Forwards.Select(forward => forward.ExternalStart));
        Assert.Equal("198.51.100.7", reading.WanAddress);
        Assert.Equal(("Vendor", "Router", Confidence.Medium), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.Confidence));
        Assert.True(reading.Reports.Single().Complete);
        Assert.False(reading.ForwardsComplete);
        Assert.Equal(EvidenceCode.UpnpRead, reading.Reports.Single().Detail.Code);
    }

    [Theory]
    [InlineData(713)]
    [InlineData(714)]
    [InlineData(402)]
    public async Task An_empty_list_is_no_proof_of_no_forwards(int end)
    {
        using LoopbackWeb router = Router(_ => Soap.Error(end));

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Empty(reading.Forwards);
        Assert.False(reading.ForwardsComplete);
        Assert.Contains(EvidenceOf.UpnpMappingsRead(0), reading.Reports.Single().Detail.StatedWithParts());
    }

    [Fact]
    public async Task A_refusal_is_a_list_not_read_to_its_end()
    {
        using LoopbackWeb router = Router(index => index == 0 ? Soap.Mapping(8000) : Soap.Error(606));

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Single(reading.Forwards);
        Assert.False(reading.Reports.Single().Complete);
        Assert.Contains(EvidenceOf.UpnpErrorText(606, "word"), reading.Reports.Single().Detail.StatedWithParts());
    }

    [Fact]
    public async Task Port_0_stands_for_all_ports()
    {
        using LoopbackWeb router = Router(index => index == 0 ? Soap.Mapping(0) : Soap.Error(713));

        PortForward forward = (await UpnpReading.ReadAsync(router)).Forwards.Single();

        Assert.Equal((1, 65535, 1, 65535), (forward.ExternalStart, forward.ExternalEnd, forward.InternalStart, forward.InternalEnd));
    }

    [Fact]
    public async Task An_endless_list_is_bounded()
    {
        using LoopbackWeb router = Router(Soap.Mapping);

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.InRange(reading.Forwards.Count, 1, PortMappingWalk.MaxEntries);
        Assert.False(reading.Reports.Single().Complete);
    }

    [Fact]
    public async Task A_router_that_ignores_the_index_is_detected()
    {
        using LoopbackWeb router = Router(_ => Soap.Mapping(8000));

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Single(reading.Forwards);
        Assert.Contains(EvidenceOf.UpnpEntriesRepeat(), reading.Reports.Single().Detail.StatedWithParts());
    }

    [Fact]
    public async Task A_router_that_serves_requests_sequentially_is_read()
    {
        using SemaphoreSlim one = new(1);
        using LoopbackWeb router = new(async (request, stream, stop) =>
        {
            if (LoopbackWeb.Asked(request) != "GetGenericPortMappingEntry")
            {
                await stream.WriteAsync(LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl"))), stop);
                return;
            }

            await one.WaitAsync(stop);
            try
            {
                await Task.Delay(Timeout / 3, stop);
                await stream.WriteAsync(Soap.Index(request) < 6 ? Soap.Mapping(8000 + Soap.Index(request)) : Soap.Error(713), stop);
            }
            finally
            {
                one.Release();
            }
        });

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Equal(Enumerable.Range(8000, 6), reading.Forwards.Select(forward => forward.ExternalStart));
        Assert.True(reading.Reports.Single().Complete);
    }

    [Fact]
    public async Task A_router_that_first_works_through_the_requests_given_up_is_read()
    {
        int asked = 0;
        using LoopbackWeb router = new(async (request, stream, stop) =>
        {
            if (LoopbackWeb.Asked(request) != "GetGenericPortMappingEntry")
            {
                await stream.WriteAsync(LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl"))), stop);
                return;
            }

            // One alone, four at once of which it serves the first, and one while it is busy with the other three.
            int index = Soap.Index(request);
            if (Interlocked.Increment(ref asked) is > 1 and <= 6 && index != 1)
            {
                await Task.Delay(System.Threading.Timeout.Infinite, stop);
            }

            await stream.WriteAsync(index < 6 ? Soap.Mapping(8000 + index) : Soap.Error(713), stop);
        });

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Equal(Enumerable.Range(8000, 6), reading.Forwards.Select(forward => forward.ExternalStart));
        Assert.True(reading.Reports.Single().Complete);
    }

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("100.64.3.4", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("router.example", false)]
    [InlineData("", false)]
    public async Task A_private_or_invalid_address_is_no_WAN_address(string address, bool isPrivate)
    {
        using LoopbackWeb router = Router(_ => Soap.Error(713), address);

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Null(reading.WanAddress);
        Assert.Contains(isPrivate ? EvidenceOf.WanPrivate(address) : EvidenceOf.WanNotReported(), reading.Reports.Single().Detail.StatedWithParts());
    }

    [Fact]
    public async Task A_description_that_leads_to_another_host_is_not_followed()
    {
        using LoopbackWeb victim = new(_ => Soap.Mapping(1));
        using LoopbackWeb router = new(_ => LoopbackWeb.Reply(Soap.Description((Soap.Igd, $"http://127.0.0.2:{victim.Port}/ctl"), (Soap.Igd, $"http://localhost:{victim.Port}/ctl"))));

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Empty(victim.Seen);
        Assert.Contains(EvidenceOf.UpnpForeignServices(2), reading.Reports.Single().Detail.StatedWithParts());
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        using LoopbackWeb router = new(_ => LoopbackWeb.Reply("", 302, "Location: /igddesc.xml\r\n"));

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.Single(router.Seen);
        Assert.Null(reading.Identity);
    }

    [Theory]
    [InlineData("endless body")]
    [InlineData("slow drip")]
    [InlineData("endless headers")]
    [InlineData("silence")]
    [InlineData("hang up")]
    [InlineData("noise")]
    [InlineData("entities")]
    public async Task A_hostile_router_is_bounded_in_time_and_memory(string manner)
    {
        long sent = 0;
        using LoopbackWeb router = new((_, stream, stop) => MisbehaveAsync(manner, stream, count => sent += count, stop));
        Stopwatch watch = Stopwatch.StartNew();

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, (2 * Timeout) + TimeSpan.FromSeconds(5));

        // What we did not read stays in the buffers of the two sockets.
        Assert.InRange(sent, 0, 16 << 20);
        Assert.False(reading.Reports.Single().Complete);
        Assert.Equal(EvidenceCode.UpnpNoDescription, reading.Reports.Single().Detail.Code);
    }

    [Theory]
    [InlineData("slow drip")]
    [InlineData("endless body")]
    [InlineData("noise")]
    public async Task A_router_that_is_hostile_after_its_description_is_bounded_in_time(string manner)
    {
        using LoopbackWeb router = new((request, stream, stop) => request.StartsWith("GET", StringComparison.Ordinal)
            ? stream.WriteAsync(LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl"))), stop).AsTask()
            : MisbehaveAsync(manner, stream, _ => { }, stop));
        Stopwatch watch = Stopwatch.StartNew();

        SourceResult reading = await UpnpReading.ReadAsync(router);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, (4 * Timeout) + TimeSpan.FromSeconds(5));
        Assert.False(reading.Reports.Single().Complete);
        Assert.Empty(reading.Forwards);
    }

    [Fact]
    public async Task A_search_finds_the_description_wherever_it_is()
    {
        using LoopbackWeb router = Router(_ => Soap.Error(713), path: "/rootDesc.xml");
        using UdpClient ssdp = new(new IPEndPoint(IPAddress.Loopback, 0));
        Task answering = AnswerSearchAsync(ssdp, ssdp, $"http://127.0.0.1:{router.Port}/rootDesc.xml");

        SourceResult reading = await UpnpReading.ReadAsync(UpnpReading.Closed, ((IPEndPoint)ssdp.Client.LocalEndPoint!).Port);

        await answering;
        Assert.Equal("198.51.100.7", reading.WanAddress);
    }

    [Fact]
    public async Task An_answer_from_another_address_does_not_count()
    {
        using LoopbackWeb router = Router(_ => Soap.Error(713));
        using UdpClient ssdp = new(new IPEndPoint(IPAddress.Loopback, 0));
        using UdpClient otherHost = new(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        Task answering = AnswerSearchAsync(ssdp, otherHost, $"http://127.0.0.1:{router.Port}/igddesc.xml");

        SourceResult reading = await UpnpReading.ReadAsync(UpnpReading.Closed, ((IPEndPoint)ssdp.Client.LocalEndPoint!).Port);

        await answering;
        Assert.Empty(router.Seen);
        Assert.Null(reading.Identity);
    }

    [Fact]
    public async Task A_location_on_another_host_is_never_requested()
    {
        using LoopbackWeb victim = Router(_ => Soap.Error(713));
        using UdpClient ssdp = new(new IPEndPoint(IPAddress.Loopback, 0));
        Task answering = AnswerSearchAsync(ssdp, ssdp, $"http://localhost:{victim.Port}/igddesc.xml");

        await UpnpReading.ReadAsync(UpnpReading.Closed, ((IPEndPoint)ssdp.Client.LocalEndPoint!).Port);

        await answering;
        Assert.Empty(victim.Seen);
    }

    private static LoopbackWeb Router(Func<int, byte[]> mapping, string address = "198.51.100.7", string path = "/igddesc.xml") => new(request => LoopbackWeb.Asked(request) switch
    {
        "GetExternalIPAddress" => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", address)),
        "GetGenericPortMappingEntry" => mapping(Soap.Index(request)),
        { } asked when asked == path => LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl"))),
        _ => LoopbackWeb.Reply("", 404),
    });

    private static async Task AnswerSearchAsync(UdpClient asked, UdpClient answering, string location)
    {
        UdpReceiveResult search = await asked.ReceiveAsync();
        byte[] answer = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nST: {SsdpSearch.Gateways[0]}\r\nLOCATION: {location}\r\n\r\n");
        await answering.SendAsync(new byte[] { 0xFF, 0x00 }, 2, search.RemoteEndPoint);
        await answering.SendAsync(answer, answer.Length, search.RemoteEndPoint);
    }

    private static async Task MisbehaveAsync(string manner, Stream stream, Action<int> sent, CancellationToken stop)
    {
        byte[] head = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n" + (manner == "endless headers" ? "" : "Content-Type: text/xml\r\n\r\n<root>"));
        switch (manner)
        {
            case "noise":
                await stream.WriteAsync(Enumerable.Range(0, 4096).Select(number => (byte)(number * 31)).ToArray(), stop);
                return;
            case "entities":
                await stream.WriteAsync(LoopbackWeb.Reply("<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><root><device><modelName>&a;</modelName></device></root>"), stop);
                return;
            case "hang up":
                return;
            case "silence":
                await Task.Delay(System.Threading.Timeout.Infinite, stop);
                return;
        }

        await stream.WriteAsync(head, stop);
        byte[] more = manner == "slow drip" ? new[] { (byte)'a' } : Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("X-A: b\r\n", 1000)));
        while (true)
        {
            await stream.WriteAsync(more, stop);
            sent(more.Length);
            await Task.Delay(manner == "slow drip" ? 50 : 0, stop);
        }
    }
}
