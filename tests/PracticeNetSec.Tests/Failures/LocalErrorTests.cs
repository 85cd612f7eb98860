// SPDX-License-Identifier: MIT
using System;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.FileServices;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Smb.Client;
using Xunit;

namespace PracticeNetSec.Tests.Failures;

/// <summary>An error of the measuring machine is never the device's silence.</summary>
public class LocalErrorTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("win32")]
    [InlineData("cryptographic")]
    [InlineData("authentication")]
    [InlineData("http")]
    [InlineData("not supported")]
    [InlineData("invalid operation")]
    [InlineData("type initialization")]
    [InlineData("canceled by a library")]
    public async Task A_page_that_this_machine_cannot_request_is_a_failed_source(string kind)
    {
        using HttpFetcher fetcher = new(new Throwing(() => FaultySource.Of(kind)));
        using PortScanner scanner = new(new PortScanOptions());
        RouterTarget target = new("router", IPAddress.Loopback, Timeout, scanner) { Ports = [new PortResult { Port = 443, State = PortState.Open }] };

        SourceResult[] readings = await Task.WhenAll(
            new IRouterSource[] { new StatusPageSource(fetcher), new FingerprintSource(fetcher) }.Select(source => SourceGuard.ReadAsync(source, target, CancellationToken.None)));

        Assert.All(readings, reading => Assert.True(Assert.Single(reading.Reports).Failed));
    }

    [Fact]
    public void An_error_that_the_peer_cannot_have_caused_is_local()
    {
        Exception[] local =
        [
            new AuthenticationException("", new CryptographicException()), // OpenSSL: no protocols available
            new HttpRequestException("", new AuthenticationException("", new Win32Exception(unchecked((int)0x80090331)))),
            // A platform without the function, a missing file of this machine: no peer can cause them.
            new PlatformNotSupportedException(), new FileNotFoundException(), new IOException("", new FileLoadException()), new InvalidOperationException(),
            new SocketException((int)SocketError.AccessDenied), new HttpRequestException("", new SocketException((int)SocketError.AddressNotAvailable)),
            new WebException("", WebExceptionStatus.SecureChannelFailure),
        ];
        Exception[] peer =
        [
            new AuthenticationException("", new CryptographicException { HResult = (20 << 23) + 1040 }), // alert handshake_failure, OpenSSL 3
            new AuthenticationException("", new CryptographicException { HResult = 0x14094410 }), // the same of OpenSSL 1.1
            new AuthenticationException("", new Win32Exception(unchecked((int)0x80090326))), // an alert, SChannel
            new AuthenticationException(), new HttpRequestException("", new IOException()), new IOException("", new SocketException((int)SocketError.ConnectionReset)),
            new HttpRequestException("", new WebException("", WebExceptionStatus.ReceiveFailure)), new ObjectDisposedException(""),
        ];

        Assert.All(local, failure => Assert.False(PeerFailures.IsThePeers(failure, isTimeOver: false), failure.ToString()));
        Assert.All(peer, failure => Assert.True(PeerFailures.IsThePeers(failure, isTimeOver: false), failure.ToString()));
    }

    [Theory]
    [InlineData("")] // ends the connection
    [InlineData("0102030405060708090A0B0C")] // no TLS
    [InlineData("485454502F312E3120343030204261640D0A0D0A")] // HTTP without TLS
    [InlineData("15030300020228")] // alert handshake_failure
    [InlineData("15030100020246")] // alert protocol_version
    public async Task What_a_peer_answers_instead_of_tls_is_its_answer(string answer)
    {
        using TcpListener device = new(IPAddress.Loopback, 0);
        device.Start();
        IPEndPoint place = (IPEndPoint)device.LocalEndpoint;
        Task serving = ServeAsync(device, Convert.FromHexString(answer), 2);
        using HttpFetcher fetcher = new();

        Assert.Null(await fetcher.GetAsync(new Uri($"https://127.0.0.1:{place.Port}/"), Timeout, CancellationToken.None));
        Assert.Null((await DeviceConnection.HandshakeAsync(place, Timeout, CancellationToken.None)).Subject);
        await serving;
    }

    [Fact]
    public async Task Silent_ports_are_not_evidence_of_safety_when_the_router_could_not_be_examined()
    {
        // No list of sources: its use throws, as any defect of the examiner would.
        using PortScanner scanner = new(new PortScanOptions());
        AuditOptions options = new() { Force = true, Shares = false, Router = new RouterExaminationOptions { Vantage = Vantage.Outside, Timeout = Timeout } };
        using PracticeAuditor auditor = new(options, made => new RouterExaminer(made.Router, new RouterSources { Management = null! }, scanner));

        PracticeAudit audit = await auditor.AuditAsync(new Practice { PracticeId = "A", WanAddress = "127.83.19.7", AuthorizedBy = "X" }, CancellationToken.None);

        Assert.Equal(EvidenceCode.AuditRouterFailed, audit.Reasons[0].Code);
        Assert.NotEmpty(audit.RouterExposure!.Ports);
        Assert.True(Assert.Single(audit.RouterExposure.Sources, source => source.Source == "router sources").Failed);
        Assert.Equal(Verdict.Undetermined, audit.RouterExposure.Verdict);
        Assert.Equal(Verdict.Undetermined, audit.Verdict);
    }

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets, true)]
    [InlineData(SocketError.NoBufferSpaceAvailable, true)]
    [InlineData(SocketError.AddressNotAvailable, true)]
    [InlineData(SocketError.AccessDenied, true)]
    [InlineData(SocketError.ConnectionRefused, false)]
    [InlineData(SocketError.TimedOut, false)]
    public void A_file_service_that_this_machine_could_not_query_has_failed(SocketError error, bool failed)
    {
        FileServiceResult result = new() { Service = FileService.Rsync, Port = 873 };

        FileServiceExaminer.Take(result, new ServiceConnectionException(ServiceConnection.StateOf(error, isOpen: false), ErrorCause.Of(error), new SocketException((int)error)));

        Assert.Equal(failed, result.Failed);
        Assert.Equal(failed, result.State == PortState.Unreachable);
        Assert.Equal(failed ? [EvidenceOf.ServiceNotQueriedToTheEnd(ErrorCause.Of(error))] : [], result.Details);
    }

    [Theory]
    [InlineData(SocketError.NotConnected, "Reset")]
    [InlineData(SocketError.ConnectionAborted, "Reset")]
    [InlineData(SocketError.Shutdown, "Reset")]
    [InlineData(SocketError.ConnectionReset, "Reset")]
    [InlineData(SocketError.HostUnreachable, "Unreachable")]
    [InlineData(SocketError.NoBufferSpaceAvailable, "Local")]
    [InlineData(SocketError.AccessDenied, "Local")]
    [InlineData(SocketError.AddressNotAvailable, "Local")]
    [InlineData(SocketError.OperationAborted, "TimedOut")]
    [InlineData(SocketError.TimedOut, "TimedOut")]
    public void Only_closing_by_this_machine_is_silence_after_the_time_limit(SocketError error, string failure) =>
        Assert.Equal(failure, SmbTransport.Classify(error, isTimeOver: true).ToString());

    [Theory]
    [InlineData(SocketError.AccessDenied)]
    [InlineData(SocketError.AddressFamilyNotSupported)]
    public void A_connection_that_this_machine_refuses_is_not_measured(SocketError error) =>
        Assert.NotNull(ConnectWindow.Outcome(error, TimeSpan.Zero)!.Value.Failure);

    private static async Task ServeAsync(TcpListener device, byte[] answer, int connections)
    {
        for (int i = 0; i < connections; i++)
        {
            using TcpClient client = await device.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync(answer);
        }
    }

    private sealed class Throwing(Func<Exception> failure) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw failure();
    }
}
