// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Fingerprints;

/// <summary>Devices on loopback, friendly and hostile: each ends within the time with what it showed.</summary>
public sealed class FingerprintSourceTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    // What loopback's own buffers take before a sender is held up, for a few connections, and what we read of it.
    private const long MaxPoured = 64L * 1024 * 1024;

    private readonly HttpFetcher _fetcher = new();
    private readonly List<ScriptedDevice> _devices = new();
    private long _poured;

    public void Dispose()
    {
        _fetcher.Dispose();
        _devices.ForEach(device => device.Dispose());
    }

    [Fact]
    public async Task A_telnet_greeting_is_read_and_nothing_is_sent()
    {
        byte[] negotiation = { 255, 251, 1, 255, 253, 3, 255, 250, 24, 1, 255, 240 };
        TaskCompletionSource<int> sent = new();
        ScriptedDevice device = Serve(async stream =>
        {
            await stream.WriteAsync(negotiation);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("\r\nWelcome to Digitalisierungsbox Premium version 10.2.01.104 from 2018/10/25 00:00:00\r\n\r\nLogin: "));
            sent.SetResult(await stream.ReadAsync(new byte[16]));
        });

        SourceResult reading = await ReadAsync(telnet: device);

        Assert.Equal(("Telekom", "Digitalisierungsbox Premium", Confidence.High), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.Confidence));
        Assert.Equal("10.2.1.104", reading.Firmware!.Version);
        Assert.Equal(0, await sent.Task);
    }

    [Fact]
    public async Task Page_header_and_title_are_read_and_one_step_of_a_redirect_is_followed()
    {
        ScriptedDevice device = Serve(Http(path => path switch
        {
            "/" => "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n",
            "/login" => Page("<title>FRITZ!Box 7590</title><script src=\"/login_sid.lua\"></script>", "Server: AR7 Webserver\r\n"),
            _ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        }));

        SourceResult reading = await ReadAsync(http: device);

        Assert.Equal(("AVM", "FRITZ!Box 7590", Confidence.High), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.Confidence));
        Assert.True(Assert.Single(reading.Reports).Complete);
    }

    [Fact]
    public async Task A_self_signed_certificate_identifies()
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 made = new CertificateRequest("CN=QNAP NAS, O=QNAP Systems Inc., C=TW", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.Now.AddDays(-1), DateTimeOffset.Now.AddDays(1));
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        ScriptedDevice device = Serve(async stream =>
        {
            using SslStream tls = new(stream);
            await tls.AuthenticateAsServerAsync(certificate);
        });

        DeviceFingerprint nas = Assert.Single((await ReadAsync(https: device)).Devices);

        Assert.Equal((DeviceRole.Nas, "QNAP"), (nas.Role, nas.Vendor));
        Assert.Equal(new[] { device.Port }, nas.Ports);
    }

    [Fact]
    public async Task A_port_that_was_not_measured_as_open_is_not_queried()
    {
        ScriptedDevice device = Serve(_ => Task.CompletedTask);
        RouterTarget target = new("test", IPAddress.Loopback, Timeout) { Ports = new[] { new PortResult { Port = device.Port, State = PortState.Filtered } } };

        SourceResult reading = await new FingerprintSource(_fetcher, Catalog(device, device, device)).ReadAsync(target, CancellationToken.None);

        Assert.Null(reading.Identity);
        Assert.Equal(0, device.Connections);
    }

    [Fact]
    public async Task An_endless_title_ends() => await EndsAsync(http: Serve(Endless("HTTP/1.1 200 OK\r\n\r\n<title>FRITZ!Box ", "x")));

    [Fact]
    public async Task Endless_headers_end() => await EndsAsync(http: Serve(Endless("HTTP/1.1 200 OK\r\n", "X-A: b\r\n")));

    [Fact]
    public async Task A_redirect_loop_ends()
    {
        ScriptedDevice device = Serve(Http(_ => "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"));
        await EndsAsync(http: device);
        Assert.InRange(device.Connections, 1, 3);
    }

    [Fact]
    public async Task A_binary_greeting_ends() => await EndsAsync(telnet: Serve(Endless("\u00ff\u00fa", "\u00ff\u0000\u00fe")));

    [Fact]
    public async Task A_greeting_of_negotiations_alone_ends() => await EndsAsync(telnet: Serve(Endless("", "\u00ff\u00fb\u0001")));

    [Theory]
    [InlineData("telnet")]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_slow_answer_ends(string kind)
    {
        ScriptedDevice device = Serve(async stream =>
        {
            foreach (char letter in "HTTP/1.1 200 OK, and so on for ever and ever and ever and ever")
            {
                await stream.WriteAsync(new[] { (byte)letter });
                await Task.Delay(150);
            }
        });
        await EndsAsync(kind == "http" ? device : null, kind == "https" ? device : null, kind == "telnet" ? device : null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_silent_or_disconnecting_server_ends(bool hangsUp)
    {
        ScriptedDevice device = Serve(_ => hangsUp ? Task.CompletedTask : Task.Delay(TimeSpan.FromMinutes(1)));
        await EndsAsync(device, device, device);
    }

    [Fact]
    public async Task A_slow_greeting_is_used_as_far_as_it_arrived_in_time()
    {
        ScriptedDevice device = Serve(async stream =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("| LANCOM 1781VA\r\n| Ver. 10.80.0345RU2 / 01.01.2024\r\n"));
            await Task.Delay(TimeSpan.FromMinutes(1));
        });

        SourceResult reading = await ReadAsync(telnet: device);

        Assert.Equal(("LANCOM", "1781VA", "10.80 RU2"), (reading.Identity!.Vendor, reading.Identity.Model, reading.Firmware!.Version));
    }

    [Fact]
    public async Task Cancellation_by_the_caller_ends_it_at_once()
    {
        ScriptedDevice device = Serve(_ => Task.Delay(TimeSpan.FromMinutes(1)));
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(200));
        Stopwatch clock = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new FingerprintSource(_fetcher, Catalog(device, device, device))
            .ReadAsync(new RouterTarget("test", IPAddress.Loopback, TimeSpan.FromSeconds(30)) { Ports = new[] { Open(device) } }, stop.Token));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    private async Task EndsAsync(ScriptedDevice? http = null, ScriptedDevice? https = null, ScriptedDevice? telnet = null)
    {
        Stopwatch clock = Stopwatch.StartNew();

        SourceResult reading = await ReadAsync(http, https, telnet);

        // Two time-outs at most, page and next page, and room for a busy machine.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"{clock.Elapsed}");
        Assert.True(Volatile.Read(ref _poured) < MaxPoured, $"{_poured} bytes were taken");
        Assert.Single(reading.Reports);
        Assert.True(reading.Identity is null || reading.Identity.Evidence.All(sign => sign.Text.Length < 1000));
    }

    private Task<SourceResult> ReadAsync(ScriptedDevice? http = null, ScriptedDevice? https = null, ScriptedDevice? telnet = null)
    {
        PortResult[] ports = new[] { http, https, telnet }.OfType<ScriptedDevice>().Distinct().Select(Open).ToArray();
        return new FingerprintSource(_fetcher, Catalog(http, https, telnet)).ReadAsync(new RouterTarget("test", IPAddress.Loopback, Timeout) { Ports = ports }, CancellationToken.None);
    }

    private ScriptedDevice Serve(Func<NetworkStream, Task> script)
    {
        ScriptedDevice device = new(script);
        _devices.Add(device);
        return device;
    }

    private static PortResult Open(ScriptedDevice device) => new() { Port = device.Port, State = PortState.Open };

    private static FingerprintCatalog Catalog(ScriptedDevice? http, ScriptedDevice? https, ScriptedDevice? telnet) => new()
    {
        Signs = FingerprintCatalog.Shipped.Signs,
        HttpPorts = Ports(http),
        HttpsPorts = Ports(https),
        TelnetPorts = Ports(telnet),
    };

    private static int[] Ports(ScriptedDevice? device) => device is null ? Array.Empty<int>() : new[] { device.Port };

    private static string Page(string body, string headers) => $"HTTP/1.1 200 OK\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    private static Func<NetworkStream, Task> Http(Func<string, string> answer) => async stream =>
    {
        byte[] buffer = new byte[4096];
        int count = await stream.ReadAsync(buffer);
        while (count > 0)
        {
            string path = Encoding.ASCII.GetString(buffer, 0, count).Split(' ')[1];
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer(path)));
            count = await stream.ReadAsync(buffer);
        }
    };

    private Func<NetworkStream, Task> Endless(string start, string more) => async stream =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(start));
        byte[] block = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(more, 1000)));
        while (true)
        {
            await stream.WriteAsync(block);
            Interlocked.Add(ref _poured, block.Length);
        }
    };
}
