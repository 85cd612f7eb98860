// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Http;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>Answers over HTTP, and what devices are recognised by.</summary>
internal static class HttpTargets
{
    private const int Port = 80;

    private static readonly byte[][] HttpWords = Recorded.Texts(
        "\r\n", "\r\n\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.0 401 No\r\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "WWW-Authenticate: Digest ", "Server: ",
        "Location: /", "Set-Cookie: ", "Content-Type: text/html; charset=utf-7", "Content-Encoding: gzip\r\n", "0\r\n\r\n", "FFFFFFFF\r\n", "ffffffffffffffff", "4294967296", "-1");

    private static readonly byte[][] DigestWords = Recorded.Texts("Digest ", "realm=", "nonce=", "qop=", "auth", "auth-int", "algorithm=", "MD5", "SHA-256", "opaque=", "stale=true", "\"", "\\", ", ", "=");

    private static readonly byte[][] PageWords = Recorded.Texts(
        "<title>", "</title>", "&amp;", "&#x202E;", "&#10;", "FRITZ!Box", "Digitalisierungsbox", "bintec", "be.IP plus", "LANCOM", "DrayTek", "Zyxel", "Speedport", "login:", "Password:", "V.10.2.9.102", "from 2021/03/16", "Sophos", "KoCoBox");

    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("http-reply", Reply, Replies(), [])
        {
            Words = HttpWords,
            UsesThreads = true,
            Patience = TimeSpan.FromSeconds(1),

            // A body of 256 KiB is read into a buffer that doubles, then decoded.
            Allowance = 4L * 1024 * 1024,
        };
        yield return new FuzzTarget("http-digest", Digest, Challenges(), []) { Words = DigestWords };
        yield return new FuzzTarget("telnet-greeting", Greeting, Greetings(), []) { Words = PageWords };
        yield return new FuzzTarget("web-page", Page, Pages(), []) { Words = PageWords, MaxInputLength = 96 * 1024 };
        yield return new FuzzTarget("status-page", Status, StatusPages(), []) { Words = [.. PageWords, .. Recorded.Texts("<sysName>", "</sysName>", "<firmware>", "</firmware>", "<serialNumber>", "</serialNumber>", "<serial>", "</serial>")] };
        yield return new FuzzTarget("konnektor", Konnektor, [Recorded.File("konnektor/connector.sds")], [])
        {
            Words = Recorded.Texts("<PI:ProductVendorID>", "<PI:ProductName>", "</PI:ProductName>", "<![CDATA[", "]]>", "<!DOCTYPE a>", "&#x202E;", "&#10;"),
        };
    }

    /// <summary>The client and the frameworks' HTTP on a connection that is memory: bytes of a server, then its end.</summary>
    private static void Reply(byte[] answer)
    {
        using HttpFetcher fetcher = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = HttpFetcher.MaxHeadersKilobytes,
            ConnectCallback = (_, _) => new System.Threading.Tasks.ValueTask<Stream>(new AnsweringStream(answer)),
        });
        HttpReply? reply = fetcher.GetAsync(new Uri("http://192.0.2.1/"), TimeSpan.FromSeconds(5), CancellationToken.None).GetAwaiter().GetResult();
        if (reply is null)
        {
            return;
        }

        Property.Holds(reply.Bytes.Length <= HttpFetcher.MaxBodyLength, "a body longer than is read");
        Property.Holds(!reply.Truncated || reply.Bytes.Length == HttpFetcher.MaxBodyLength, "cut off too early");
        DigestChallenge.Find(reply.Challenges);
        KonnektorService.TryParse(reply);
        StatusPage.TryParse(reply.Body);
        foreach (string value in reply.Headers.Values)
        {
            Property.IsFitToShow(DeviceText.Line(value), "a header field");
        }
    }

    /// <summary>What is sent back is one header of plain ASCII, and says about the challenge what the challenge said.</summary>
    private static void Digest(byte[] header)
    {
        if (DigestChallenge.TryParse(Encoding.Latin1.GetString(header)) is not { } challenge)
        {
            return;
        }

        string answer = new DigestAuthentication(challenge, new Credential("user", "secret")).Answer("POST", "/");
        Property.Holds(answer.All(character => character is >= ' ' and <= '~'), "the answer is no header");
        DigestChallenge? echo = DigestChallenge.TryParse(answer);
        Property.Holds(
            echo is not null && echo.Realm == challenge.Realm && echo.Nonce == challenge.Nonce && echo.Opaque == challenge.Opaque,
            "the answer does not say back what the challenge said");
    }

    private static void Greeting(byte[] bytes)
    {
        string words = TelnetGreeting.Words(bytes, bytes.Length);
        Property.IsFitToShow(words, "the greeting");
        TelnetGreeting.AsksBack(words);
        Recognise(new Observation(23, SignPlace.Greeting, words));
    }

    private static void Page(byte[] body)
    {
        string text = Encoding.UTF8.GetString(body);
        string? title = PageText.Title(text);
        string line = DeviceText.Line(text);
        Property.IsFitToShow(title, "the title");
        Property.IsFitToShow(line, "a line");
        Recognise(
            new Observation(Port, SignPlace.Body, PageText.Bounded(text)),
            new Observation(Port, SignPlace.Title, title ?? ""),
            new Observation(Port, SignPlace.Server, line),
            new Observation(Port, SignPlace.Realm, line),
            new Observation(443, SignPlace.Subject, line),
            new Observation(443, SignPlace.Issuer, line));
        MurmurHash3.OfFavicon(body);
    }

    private static void Recognise(params Observation[] observations)
    {
        SignMatch[] matches = FingerprintCatalog.Shipped.Match(observations);
        Property.IsFitToShow(FingerprintJudge.Router(matches)?.Model, "the model");
        Property.IsFitToShow(FingerprintJudge.Firmware(matches, FingerprintJudge.Router(matches))?.Text, "the firmware");
        FingerprintJudge.Devices(matches);
    }

    private static void Status(byte[] body)
    {
        if (StatusPage.TryParse(Encoding.UTF8.GetString(body)) is { } page)
        {
            Property.IsFitToShow(page.Model, "the model");
            Property.IsFitToShow(page.SystemName, "the system's name");
            Property.IsFitToShow(page.SerialNumber, "the serial number");
        }
    }

    private static void Konnektor(byte[] body) => Property.IsFitToShow(KonnektorService.TryParse(Encoding.UTF8.GetString(body))?.Product, "the product");

    private static byte[][] Replies() => Recorded.Texts(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nServer: Apache\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"F!Box SOAP-Auth\", nonce=\"A1B2\", algorithm=MD5, qop=\"auth\"\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.0 302 Found\r\nLocation: https://192.0.2.1/\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 400000\r\n\r\n" + new string('a', 300_000));

    private static byte[][] Challenges() => Recorded.Texts(
        "Digest realm=\"F!Box SOAP-Auth\", nonce=\"A1B2C3D4\", algorithm=MD5, qop=\"auth\"",
        "Digest realm=\"a \\\"b\\\"\", nonce=\"x\", opaque=\"5ccc\", stale=TRUE, qop=\"auth-int, auth\"",
        "Digest realm=tr064, nonce=7, algorithm=md5");

    private static byte[][] Greetings() =>
    [
        [255, 251, 1, 255, 253, 3, .. Recorded.Text("\r\nWelcome to be.IP plus, V.10.2.9.102 from 2021/03/16 00:00:00\r\n\r\nlogin: ")],
        [255, 250, 24, 1, 255, 240, .. Recorded.Text("DrayTek login: ")],
    ];

    private static byte[][] Pages() => Recorded.Texts(
        "<html><head><title>FRITZ!Box 7590</title></head><body>FRITZ!OS 7.57</body></html>",
        "<html><head><title>Digitalisierungsbox Premium</title></head><body>bintec elmeg</body></html>",
        "<html><title>LANCOM 1781VA &amp; more</title><body>Zyxel, Sophos, Speedport, KoCoBox MED+</body></html>");

    private static byte[][] StatusPages() => Recorded.Texts(
        "<?xml version=\"1.0\"?><status><sysName>praxis</sysName><sysDescr>Digitalisierungsbox Premium</sysDescr><firmware>11.01.02.102 from 2019/11/06 00:00:00</firmware><serial>DBP123</serial></status>",
        "<status><product>Digitalisierungsbox Smart</product><sysName>a &amp; b</sysName><serialNumber>1</serialNumber></status>");
}
