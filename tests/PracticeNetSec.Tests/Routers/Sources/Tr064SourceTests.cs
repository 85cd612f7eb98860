// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Tests.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>TR-064 as FRITZ!Boxes speak it, over loopback. TLS and the whole digest are tested against the lab's endpoint.</summary>
public class Tr064SourceTests
{
    private const string Secret = "geheim-4711";
    private const string Challenge = "WWW-Authenticate: Digest realm=\"F!Box SOAP-Auth\",nonce=\"3A7F\",algorithm=MD5,qop=\"auth\"\r\n";

    private static readonly string FritzBox = Soap.Description(
            (Soap.Dsl + "DeviceInfo:1", "/deviceinfo"),
            (Soap.Dsl + "Layer3Forwarding:1", "/layer3"),
            (Soap.Dsl + "WANIPConnection:1", "/wanip"),
            (Soap.Dsl + "WANPPPConnection:1", "/wanppp"))
        .Replace("urn:schemas-upnp-org:device", "urn:dslforum-org:device", StringComparison.Ordinal)
        .Replace("<root>", "<root><systemVersion><Display>154.07.29</Display></systemVersion>", StringComparison.Ordinal)
        .Replace("Vendor", "AVM", StringComparison.Ordinal)
        .Replace("<modelName>Router", "<modelName>FRITZ!Box 7590", StringComparison.Ordinal);

    /// <summary>A device that no FRITZ!Box is: where it states that it has no TLS, it gets the login without.</summary>
    private static readonly string Description = FritzBox.Replace("AVM", "Vendor", StringComparison.Ordinal);

    [Fact]
    public async Task A_table_of_which_every_counted_entry_was_read_is_complete()
    {
        using LoopbackWeb box = Box(3, index => Soap.Mapping(8000 + index));

        SourceResult reading = await ReadAsync(box, new Credential("praxis", Secret));

        AssertWholeListThatClearsNothing(reading);
        Assert.Equal(new[] { 8000, 8001, 8002 }, reading.Forwards.Select(forward => forward.ExternalStart));
        Assert.All(reading.Forwards, forward => Assert.Equal("TR-064", forward.Source));
        Assert.Equal("198.51.100.7", reading.WanAddress);
        Assert.Equal("7.29", reading.Firmware!.Version);
    }

    [Theory]
    [InlineData("440-449", 440, "tcp 440-449 -> 192.168.3.20:440-449")] // as FRITZ!Boxes tell a range
    [InlineData("10440-10449", 440, "tcp 10440-10449 -> 192.168.3.20:440-449")]
    [InlineData("445", 0, "tcp 445 -> 192.168.3.20:445")]
    [InlineData("0", 0, "tcp 1-65535 -> 192.168.3.20:1-65535")]
    public async Task Ranges_and_unset_ports_are_forwards(string outside, int inside, string expected)
    {
        using LoopbackWeb box = Box(1, _ => Soap.Mapping(outside, inside));

        SourceResult reading = await ReadAsync(box, new Credential("praxis", Secret));

        Assert.Equal(expected, Assert.Single(reading.Forwards).ToString());
        AssertWholeListThatClearsNothing(reading);
    }

    [Fact]
    public async Task An_empty_table_with_a_count_of_zero_is_complete()
    {
        using LoopbackWeb box = Box(0, _ => Soap.Error(713));

        SourceResult reading = await ReadAsync(box, new Credential("praxis", Secret));

        AssertWholeListThatClearsNothing(reading);
        Assert.Empty(reading.Forwards);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(65535)]
    public async Task A_table_that_ends_early_is_not_complete(int count)
    {
        using LoopbackWeb box = Box(count, index => index < 3 ? Soap.Mapping(8000 + index) : Soap.Error(713));

        SourceResult reading = await ReadAsync(box, new Credential("praxis", Secret));

        Assert.False(Assert.Single(reading.Reports).Complete);
        Assert.Equal(3, reading.Forwards.Count);
        Assert.Contains(EvidenceOf.UpnpEntriesEndedEarly(), reading.Reports.Single().Detail.StatedWithParts());
    }

    [Fact]
    public async Task One_entry_that_cannot_be_read_leaves_the_table_incomplete()
    {
        using LoopbackWeb box = Box(3, index => index == 1 ? Soap.Mapping(70000) : Soap.Mapping(8000 + index));

        SourceResult reading = await ReadAsync(box, new Credential("praxis", Secret));

        Assert.False(Assert.Single(reading.Reports).Complete);
        Assert.Equal(2, reading.Forwards.Count);
        Assert.Contains(EvidenceOf.UpnpEntriesUnreadable(1), reading.Reports.Single().Detail.StatedWithParts());
    }

    [Fact]
    public async Task Without_a_login_only_the_identity_is_read()
    {
        using LoopbackWeb box = Box(3, Soap.Mapping, request => LoopbackWeb.Asked(request) == "/tr64desc.xml" ? LoopbackWeb.Reply(FritzBox) : null);

        SourceResult reading = await ReadAsync(box, null);

        Assert.Equal(new[] { "/tr64desc.xml" }, box.Seen);
        Assert.Equal(("AVM", "FRITZ!Box 7590", Confidence.High), (reading.Identity!.Vendor, reading.Identity.Model, reading.Identity.Confidence));
        Assert.False(Assert.Single(reading.Reports).Complete);
        Assert.Equal(EvidenceCode.Tr064LoginRequired, reading.Reports.Single().Detail.Code);
    }

    [Fact]
    public async Task A_login_that_is_not_accepted_is_tried_once_and_not_printed()
    {
        int logins = 0;
        using LoopbackWeb box = new(request =>
        {
            logins += request.Contains("Authorization:", StringComparison.Ordinal) ? 1 : 0;
            return LoopbackWeb.Asked(request) switch
            {
                "/tr64desc.xml" => LoopbackWeb.Reply(Description),
                "GetSecurityPort" => WithoutTls,
                _ => LoopbackWeb.Reply("", 401, Challenge),
            };
        });

        SourceResult reading = await ReadAsync(box, new Credential("praxis", Secret));

        Assert.Equal(1, logins);
        Assert.Contains(EvidenceOf.UpnpLoginNotAccepted(), reading.Reports.Single().Detail.StatedWithParts());
        Assert.DoesNotContain(Secret, Newtonsoft.Json.JsonConvert.SerializeObject(reading));
        Assert.DoesNotContain("praxis", Newtonsoft.Json.JsonConvert.SerializeObject(reading));
    }

    [Fact]
    public async Task A_login_that_one_box_refused_is_sent_to_no_other_box_of_the_run()
    {
        int logins = 0;
        byte[] Refusing(string request)
        {
            Interlocked.Add(ref logins, request.Contains("Authorization:", StringComparison.Ordinal) ? 1 : 0);
            return LoopbackWeb.Asked(request) switch
            {
                "/tr64desc.xml" => LoopbackWeb.Reply(Description),
                "GetSecurityPort" => WithoutTls,
                _ => LoopbackWeb.Reply("", 401, Challenge),
            };
        }

        LoopbackWeb[] boxes = [.. Enumerable.Range(0, 5).Select(_ => new LoopbackWeb(Refusing))];
        Credential credential = new("praxis", Secret);
        SourceResult[] readings = await Task.WhenAll(boxes.Select(box => ReadAsync(box, credential)));
        Array.ForEach(boxes, box => box.Dispose());

        Assert.Equal(1, logins);
        Assert.Equal(4, readings.Count(reading => reading.Reports.Single().Detail.StatedWithParts().Any(part => part.Code == "upnp.login-not-tried")));
    }

    /// <summary>Who blocks TLS, or answers in place of the box, must not get the login in clear text.</summary>
    [Theory]
    [InlineData("closed port", "tr064.no-tls")]
    [InlineData("no answer", "tr064.tls-undetermined")]
    [InlineData("login before", "tr064.tls-undetermined")]
    public async Task A_login_does_not_fall_back_from_TLS_to_clear_text(string security, string code)
    {
        int logins = 0;
        using LoopbackWeb box = Box(1, Soap.Mapping, request =>
        {
            logins += request.Contains("Authorization:", StringComparison.Ordinal) ? 1 : 0;
            return LoopbackWeb.Asked(request) != "GetSecurityPort" ? LoopbackWeb.Asked(request) == "/tr64desc.xml" ? null : LoopbackWeb.Reply("", 401, Challenge)
                : security == "closed port" ? Soap.Answer("GetSecurityPort", ("NewSecurityPort", 9))
                : security == "login before" ? LoopbackWeb.Reply("", 401, Challenge)
                : LoopbackWeb.Reply("", 503);
        });

        SourceResult reading = await ReadAsync(box, new Credential("praxis", Secret));

        Assert.Equal(0, logins);
        Assert.Empty(reading.Forwards);
        Assert.Contains(reading.Reports.Single().Detail.StatedWithParts(), part => part.Code == code);
    }

    /// <summary>Over HTTP anybody on the way can state that there is no TLS, and no certificate shows who does.</summary>
    [Theory]
    [InlineData("0", true, "tr064.forwards-read")]
    [InlineData("0", false, "tr064.tls-required", "AVM")]
    [InlineData("0", false, "tr064.tls-required", "Vendor", "203.0.113.7")]
    [InlineData("0", false, "tr064.tls-required", "Vendor", "100.64.7.9")]
    [InlineData("0", false, "tr064.tls-required", "Vendor", "192.168.2.1", "a certificate")]
    [InlineData("", false, "tr064.tls-undetermined")]
    [InlineData("none", false, "tr064.tls-undetermined")]
    [InlineData("70000", false, "tr064.tls-undetermined")]
    [InlineData("not described", false, "tr064.tls-undetermined")]
    [InlineData("refused", false, "tr064.tls-undetermined")]
    public async Task A_login_goes_without_TLS_only_to_a_device_inside_that_states_to_have_none(
        string port, bool isSent, string code, string manufacturer = "Vendor", string address = "192.168.2.1", string? certificate = null)
    {
        Device device = new(request => LoopbackWeb.Asked(request) switch
        {
            "/tr64desc.xml" => LoopbackWeb.Reply(FritzBox.Replace("AVM", manufacturer, StringComparison.Ordinal).Replace("DeviceInfo", port == "not described" ? "Other" : "DeviceInfo", StringComparison.Ordinal)),
            "GetSecurityPort" when port == "refused" => Soap.Error(401),
            "GetSecurityPort" => Soap.Answer("GetSecurityPort", ("NewSecurityPort", port)),
            _ when !request.Contains("Authorization:", StringComparison.Ordinal) => LoopbackWeb.Reply("", 401, Challenge),
            "GetDefaultConnectionService" => Soap.Answer("GetDefaultConnectionService", ("NewDefaultConnectionService", "1.WANPPPConnection.1")),
            "GetExternalIPAddress" => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", "198.51.100.7")),
            _ => Soap.Answer("GetPortMappingNumberOfEntries", ("NewPortMappingNumberOfEntries", 0)),
        });
        using HttpFetcher fetcher = new(device);
        RouterTarget target = new("router", IPAddress.Parse(address), TimeSpan.FromSeconds(2)) { CertificateFingerprint = certificate };

        SourceResult reading = await new Tr064Source(fetcher, new Credential("praxis", Secret)).ReadAsync(target, CancellationToken.None);

        Assert.Equal(isSent, device.Logins > 0);
        Assert.Contains(reading.Reports.Single().Detail.StatedWithParts(), part => part.Code == code);
        Assert.Equal("FRITZ!Box 7590", reading.Identity!.Model);
    }

    [Fact]
    public async Task A_device_that_requires_a_cleartext_password_gets_none()
    {
        using LoopbackWeb box = new(request =>
        {
            Assert.DoesNotContain("Authorization:", request);
            return LoopbackWeb.Asked(request) switch
            {
                "/tr64desc.xml" => LoopbackWeb.Reply(Description),
                "GetSecurityPort" => WithoutTls,
                _ => LoopbackWeb.Reply("", 401, "WWW-Authenticate: Basic realm=\"F!Box\"\r\n"),
            };
        });

        SourceResult reading = await ReadAsync(box, new Credential("praxis", Secret));

        Assert.Contains(EvidenceOf.UpnpNoDigest(), reading.Reports.Single().Detail.StatedWithParts());
    }

    [Fact]
    public async Task A_stale_nonce_is_renewed()
    {
        // This box takes every nonce for one request only.
        using LoopbackWeb box = Box(4, index => Soap.Mapping(8000 + index), request =>
            LoopbackWeb.Asked(request) is "/tr64desc.xml" or "GetSecurityPort" || request.Contains("nc=00000001", StringComparison.Ordinal)
                ? null
                : LoopbackWeb.Reply("", 401, Challenge.Replace("qop", "stale=true,qop", StringComparison.Ordinal)));

        SourceResult reading = await ReadAsync(box, new Credential("praxis", Secret));

        AssertWholeListThatClearsNothing(reading);
        Assert.Equal(4, reading.Forwards.Count);
    }

    [Fact]
    public async Task A_login_that_is_refused_later_is_not_tried_again_unless_its_nonce_was_stale()
    {
        int logins = 0;
        Credential credential = new("praxis", Secret);
        using LoopbackWeb box = Box(4, index => Soap.Mapping(8000 + index), request =>
        {
            logins += request.Contains("Authorization:", StringComparison.Ordinal) ? 1 : 0;
            return LoopbackWeb.Asked(request) is "/tr64desc.xml" or "GetSecurityPort" || request.Contains("nc=00000001", StringComparison.Ordinal)
                ? null
                : LoopbackWeb.Reply("", 401, Challenge);
        });

        SourceResult reading = await ReadAsync(box, credential);

        Assert.Equal(2, logins); // the one that was accepted, and the next request with it
        Assert.Equal("127.0.0.1", credential.Use.RefusedBy);
        Assert.Contains(EvidenceOf.UpnpLoginNotAccepted(), reading.Reports.Single().Detail.StatedWithParts());
    }

    /// <summary>A device may count a failed login however it answers.</summary>
    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task A_login_without_a_usable_answer_ends_its_use(int status)
    {
        int logins = 0;
        Credential credential = new("praxis", Secret);
        using LoopbackWeb box = Box(1, Soap.Mapping, request =>
        {
            bool isLogin = request.Contains("Authorization:", StringComparison.Ordinal);
            logins += isLogin ? 1 : 0;
            return LoopbackWeb.Asked(request) is "/tr64desc.xml" or "GetSecurityPort" ? null
                : !isLogin ? LoopbackWeb.Reply("", 401, Challenge)
                : status == 0 ? [] : LoopbackWeb.Reply("", status);
        });

        await ReadAsync(box, credential);

        Assert.Equal((1, "127.0.0.1"), (logins, credential.Use.RefusedBy));
    }

    [Theory]
    [InlineData("1.WANPPPConnection.1", "/wanppp")]
    [InlineData("1.WANIPConnection.1", "/wanip")]
    [InlineData("uuid:1:WANConnectionDevice:1,urn:upnp-org:serviceId:WANIPConn1", "/wanip")]
    public async Task The_connection_in_use_is_queried(string name, string path)
    {
        using LoopbackWeb box = Box(0, _ => Soap.Error(713), request => LoopbackWeb.Asked(request) switch
        {
            "GetDefaultConnectionService" => Soap.Answer("GetDefaultConnectionService", ("NewDefaultConnectionService", name)),
            "GetPortMappingNumberOfEntries" when !request.StartsWith($"POST {path} ", StringComparison.Ordinal) => Soap.Error(401),
            _ => null,
        });

        AssertWholeListThatClearsNothing(await ReadAsync(box, new Credential("praxis", Secret)));
    }

    [Fact]
    public async Task An_IGD_without_TR_064_is_distinguished()
    {
        using LoopbackWeb router = new(_ => LoopbackWeb.Reply(Soap.Description((Soap.Igd, "/ctl"))));

        SourceResult reading = await ReadAsync(router, new Credential("praxis", Secret));

        Assert.Null(reading.Identity);
        Assert.Equal(EvidenceCode.Tr064OtherDescription, reading.Reports.Single().Detail.Code);
    }

    private static byte[] WithoutTls => Soap.Answer("GetSecurityPort", ("NewSecurityPort", 0));

    private static LoopbackWeb Box(int count, Func<int, byte[]> mapping, Func<string, byte[]?>? first = null) => new(request => first?.Invoke(request) ?? LoopbackWeb.Asked(request) switch
    {
        "/tr64desc.xml" => LoopbackWeb.Reply(Description),
        "GetSecurityPort" => WithoutTls,
        "GetDefaultConnectionService" => Soap.Answer("GetDefaultConnectionService", ("NewDefaultConnectionService", "1.WANPPPConnection.1")),
        "GetExternalIPAddress" => Soap.Answer("GetExternalIPAddress", ("NewExternalIPAddress", "198.51.100.7")),
        "GetPortMappingNumberOfEntries" => Soap.Answer("GetPortMappingNumberOfEntries", ("NewPortMappingNumberOfEntries", count)),
        "GetGenericPortMappingEntry" => mapping(Soap.Index(request)),
        _ => LoopbackWeb.Reply("", 404),
    });

    private static async Task<SourceResult> ReadAsync(LoopbackWeb box, Credential? credential)
    {
        using HttpFetcher fetcher = new();
        RouterTarget target = new("router", IPAddress.Loopback, TimeSpan.FromSeconds(2));
        return await new Tr064Source(fetcher, credential, box.Port).ReadAsync(target, CancellationToken.None);
    }

    private static void AssertWholeListThatClearsNothing(SourceResult reading)
    {
        Assert.True(Assert.Single(reading.Reports).Complete);
        Assert.False(reading.ForwardsComplete);
    }

    /// <summary>A device at any address: no packet is sent.</summary>
    private sealed class Device(Func<string, byte[]> answer) : HttpMessageHandler
    {
        public int Logins { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Logins += request.Headers.Contains("Authorization") ? 1 : 0;
            string reply = Encoding.UTF8.GetString(answer($"{request.Method} {request.RequestUri!.PathAndQuery} HTTP/1.1\r\n{request.Headers}\r\n"));
            string[] parts = reply.Split("\r\n\r\n", 2);
            HttpResponseMessage response = new((HttpStatusCode)int.Parse(reply.Split(' ')[1], CultureInfo.InvariantCulture)) { Content = new StringContent(parts[1]) };
            foreach (string challenge in parts[0].Split("\r\n").Where(line => line.StartsWith("WWW-Authenticate: ", StringComparison.Ordinal)))
            {
                response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge.Split(": ", 2)[1]);
            }

            return Task.FromResult(response);
        }
    }
}
