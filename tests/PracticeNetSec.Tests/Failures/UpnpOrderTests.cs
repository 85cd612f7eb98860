// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Tests.Upnp;
using PracticeNetSec.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Failures;

/// <summary>One device gives one reading, whichever of its answers comes first.</summary>
public class UpnpOrderTests
{
    private const int UsualPort = 49000;
    private const int OtherPort = 5000;
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(600);

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    public async Task A_device_without_upnp_has_one_detail(int delay)
    {
        using HttpFetcher fetcher = new(new Web(delay, _ => null));
        using UdpClient silent = new(new IPEndPoint(IPAddress.Loopback, 0));

        SourceReport report = (await ReadAsync(fetcher, silent)).Reports.Single();

        Assert.Equal(EvidenceOf.UpnpNoDescription([EvidenceOf.UpnpNoAnswer(), EvidenceOf.UpnpSearchNoAnswer()]), report.Detail.Stated());
        Assert.False(report.Complete || report.Failed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    public async Task A_closed_port_and_a_silent_search_have_one_detail(int delay)
    {
        using HttpFetcher fetcher = new(new Web(0, _ => null));
        using UdpClient silent = new(new IPEndPoint(IPAddress.Loopback, 0));
        using PortScanner scanner = new(new PortScanOptions(), async (_, _, stop) =>
        {
            await Task.Delay(delay, stop);
            return new ConnectOutcome(PortState.Closed, TimeSpan.FromMilliseconds(delay));
        });

        SourceReport report = (await new UpnpSource(fetcher, UsualPort, ((IPEndPoint)silent.Client.LocalEndPoint!).Port)
            .ReadAsync(new RouterTarget("router", IPAddress.Loopback, Timeout, scanner), CancellationToken.None)).Reports.Single();

        Assert.Equal(EvidenceOf.UpnpNoDescription([EvidenceOf.SourcePortNotOpen(49000), EvidenceOf.UpnpSearchNoAnswer()]), report.Detail.Stated());
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(300, 0)]
    public async Task The_default_location_takes_precedence_over_the_location_that_the_device_reports(int web, int search)
    {
        using HttpFetcher fetcher = new(new Web(web, Gateway));
        using UdpClient ssdp = new(new IPEndPoint(IPAddress.Loopback, 0));
        _ = AnswerAsync(ssdp, search, (SsdpSearch.Gateways[0], OtherPort));

        SourceResult reading = await ReadAsync(fetcher, ssdp);

        Assert.Equal((EvidenceCode.UpnpRead, $"http://127.0.0.1:{UsualPort}/igddesc.xml"), (reading.Reports.Single().Detail.Code, reading.Reports.Single().Detail.Get<string>("address")));
    }

    [Fact]
    public async Task The_reported_location_is_read_where_the_default_location_is_another_device()
    {
        using HttpFetcher fetcher = new(new Web(0, address => address.Port == UsualPort ? Printer : Gateway(address)));
        using UdpClient ssdp = new(new IPEndPoint(IPAddress.Loopback, 0));
        _ = AnswerAsync(ssdp, 50, (SsdpSearch.Gateways[0], OtherPort));

        SourceResult reading = await ReadAsync(fetcher, ssdp);

        Evidence detail = reading.Reports.Single().Detail;
        Assert.Equal(EvidenceCode.UpnpRead, detail.Code);
        Assert.StartsWith($"http://127.0.0.1:{OtherPort}/", detail.Get<string>("address"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_gateway_versions_the_same_is_chosen_in_any_order(bool reversed)
    {
        using UdpClient ssdp = new(new IPEndPoint(IPAddress.Loopback, 0));
        (string, int)[] answers = [(SsdpSearch.Gateways[0], 1001), (SsdpSearch.Gateways[1], 1002)];
        _ = AnswerAsync(ssdp, 0, reversed ? [.. answers.Reverse()] : answers);

        Uri? place = await SsdpClient.FindGatewayAsync((IPEndPoint)ssdp.Client.LocalEndPoint!, TimeSpan.FromSeconds(2), CancellationToken.None);

        Assert.Equal(1001, place!.Port);
    }

    [Fact]
    public async Task A_gateway_of_the_second_version_alone_is_found()
    {
        using UdpClient ssdp = new(new IPEndPoint(IPAddress.Loopback, 0));
        _ = AnswerAsync(ssdp, 0, (SsdpSearch.Gateways[1], 1002));

        Uri? place = await SsdpClient.FindGatewayAsync((IPEndPoint)ssdp.Client.LocalEndPoint!, TimeSpan.FromSeconds(2), CancellationToken.None);

        Assert.Equal(1002, place!.Port);
    }

    [Fact]
    public async Task An_error_of_one_request_leaves_the_results_of_the_others()
    {
        using HttpFetcher fetcher = new(new Web(0, address => address.AbsolutePath == "/ctl" ? throw new ArgumentOutOfRangeException(FaultySource.SystemText) : Gateway(address)));
        using UdpClient silent = new(new IPEndPoint(IPAddress.Loopback, 0));

        SourceResult reading = await ReadAsync(fetcher, silent);

        Assert.Equal("Router", reading.Identity!.Model);
        SourceReport report = reading.Reports.Single();
        Assert.True(report.Failed && !report.Complete);
        Assert.Contains(EvidenceOf.SourceNotRead(EvidenceOf.CauseUnexpected("ArgumentOutOfRangeException")), report.Detail.StatedWithParts());
    }

    [Fact]
    public async Task An_error_of_the_login_leaves_the_identity_of_tr064()
    {
        using HttpFetcher fetcher = new(new Web(0, address => address.AbsolutePath == "/tr64desc.xml"
            ? LoopbackBody(Soap.Description((Soap.Dsl + "DeviceInfo:1", "/info"), (Soap.Dsl + "Layer3Forwarding:1", "/ctl"))).Replace("urn:schemas-upnp-org:device:InternetGatewayDevice:1", "urn:dslforum-org:device:InternetGatewayDevice:1", StringComparison.Ordinal)
            : address.AbsolutePath == "/info" ? Encoding.UTF8.GetString(Soap.Answer("GetSecurityPort", ("NewSecurityPort", 0))).Split("\r\n\r\n")[1]
            : throw new ArgumentOutOfRangeException(FaultySource.SystemText)));

        SourceResult reading = await new Tr064Source(fetcher, new Credential("user", "secret")).ReadAsync(new RouterTarget("router", IPAddress.Loopback, Timeout), CancellationToken.None);

        Assert.Equal("Router", reading.Identity!.Model);
        Assert.True(reading.Reports.Single().Failed);
    }

    private static string LoopbackBody(string description) => description;

    private static string Gateway(Uri address) => Soap.Description((Soap.Igd, "/ctl"));

    private static string Printer => Soap.Description(("urn:schemas-upnp-org:service:PrintBasic:1", "/print"));

    private static async Task<SourceResult> ReadAsync(HttpFetcher fetcher, UdpClient search) =>
        await new UpnpSource(fetcher, UsualPort, ((IPEndPoint)search.Client.LocalEndPoint!).Port)
            .ReadAsync(new RouterTarget("router", IPAddress.Loopback, Timeout), CancellationToken.None);

    private static async Task AnswerAsync(UdpClient socket, int delay, params (string Kind, int Port)[] answers)
    {
        UdpReceiveResult search = await socket.ReceiveAsync();
        await Task.Delay(delay);
        foreach ((string kind, int port) in answers)
        {
            byte[] answer = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nST: {kind}\r\nLOCATION: http://127.0.0.1:{port}/desc.xml\r\n\r\n");
            await socket.SendAsync(answer, answer.Length, search.RemoteEndPoint);
        }
    }

    /// <summary>A device's web server: a body for an address, at the usual port after a time, or no answer at all.</summary>
    private sealed class Web(int delay, Func<Uri, string?> body) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(request.RequestUri!.Port == UsualPort ? delay : 0, cancellationToken);
            return body(request.RequestUri!) is string text
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text) }
                : throw new HttpRequestException("no answer");
        }
    }
}
