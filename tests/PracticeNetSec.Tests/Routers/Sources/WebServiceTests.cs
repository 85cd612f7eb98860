// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Tests.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>What a web server serves is what it shows to everyone: by its address and by the names it is asked for, at its start page and where that leads.</summary>
public sealed class WebServiceTests
{
    private const string Listing = "<title>Index of /files/</title>";
    private const string Page = "<title>Praxis</title>";
    private const string Folder = "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>";

    [Theory]
    [InlineData(207, Folder, "", "webdav")]
    [InlineData(207, Folder, "DAV: 1, 3, addressbook\r\n", null)] // address books and calendars answer as well
    [InlineData(207, Folder, "DAV: 1, calendar-access\r\n", null)]
    [InlineData(207, "<D:multistatus xmlns:D=\"DAV:\"/>", "", null)]
    [InlineData(401, "", "DAV: 1,2\r\n", "http")] // behind a login
    [InlineData(405, "", "", "http")]
    [InlineData(501, "", "", "http")]
    [InlineData(200, "", "", "http")] // it answers any method with its page
    [InlineData(503, "", "", null)]
    [InlineData(429, "", "", null)]
    public async Task A_folder_is_shared_over_WebDAV_where_it_can_be_listed(int status, string body, string headers, string? expected)
    {
        using LoopbackWeb server = new(request => request.StartsWith("PROPFIND / HTTP/1.1\r\n", StringComparison.Ordinal) && request.Contains("Depth: 0\r\n", StringComparison.Ordinal)
            ? LoopbackWeb.Reply(body, status, headers)
            : LoopbackWeb.Reply(Page));

        Assert.Equal(expected, (await ReadAsync(server))?.Service);
    }

    /// <summary>Firewalls end a connection at a method they do not know: that lets nobody list, unless WebDAV is offered.</summary>
    [Theory]
    [InlineData("", "http")]
    [InlineData("DAV: 1\r\n", null)]
    public async Task Without_an_answer_to_PROPFIND_what_is_offered_decides(string offered, string? expected)
    {
        using LoopbackWeb server = new((request, stream, stop) => stream.WriteAsync(
            request.StartsWith("OPTIONS", StringComparison.Ordinal) ? LoopbackWeb.Reply("", 200, offered) : request.StartsWith("PROPFIND", StringComparison.Ordinal) ? [] : LoopbackWeb.Reply(Page), stop).AsTask());

        Assert.Equal(expected, (await ReadAsync(server))?.Service);
    }

    [Fact]
    public async Task One_lost_answer_is_asked_for_again()
    {
        int requests = 0;
        using LoopbackWeb server = new((_, stream, stop) => stream.WriteAsync(Interlocked.Increment(ref requests) == 1 ? [] : LoopbackWeb.Reply(Page, 200), stop).AsTask());

        Assert.Equal("http", (await ReadAsync(server))?.Service);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_error_of_the_moment_shows_no_page(int status)
    {
        using LoopbackWeb server = new(request => LoopbackWeb.Reply("", request.StartsWith("GET", StringComparison.Ordinal) ? status : 405));

        Assert.Equal(new WebAnswers(null, "http", status), (await ReadAsync(server))! with { Names = new WebAnswers(null, "", 0).Names });
    }

    /// <summary>HTTP.sys without a site answers 404; the remote management of Windows is at /wsman.</summary>
    [Theory]
    [InlineData(404, "http")]
    [InlineData(405, "wsman")]
    [InlineData(401, "wsman")]
    [InlineData(503, null)]
    public async Task The_remote_management_of_Windows_is_asked_for(int status, string? expected)
    {
        using LoopbackWeb server = new(request => LoopbackWeb.Reply("", request.StartsWith("GET /wsman ", StringComparison.Ordinal) ? status : 404, "Server: Microsoft-HTTPAPI/2.0\r\n"));

        Assert.Equal(expected, (await ReadAsync(server))?.Service);
    }

    [Theory]
    [InlineData("/files/", "directory-listing")]
    [InlineData("files/", "directory-listing")]
    [InlineData("http://127.0.0.1:{port}/files/", "directory-listing")]
    [InlineData("http://127.0.0.1:9/files/", "directory-listing")] // its port inside, where the router translates it
    [InlineData("http://192.168.2.10/files/", "directory-listing")] // and its address
    [InlineData("https://127.0.0.1/files/", "directory-listing")] // 443 is not open
    [InlineData("https://127.0.0.1/", "http")]
    [InlineData("http://203.0.113.9:{port}/files/", "http")] // another server, which is never contacted
    [InlineData("http://www.example.org/files/", "http")]
    [InlineData("file:///files/", "http")]
    [InlineData("::", "http")]
    public async Task A_redirect_on_the_same_server_is_followed(string location, string expected)
    {
        int port = 0;
        using LoopbackWeb server = new(request => request.StartsWith("GET /files/ ", StringComparison.Ordinal) ? LoopbackWeb.Reply(Listing)
            : LoopbackWeb.Reply("", 302, $"Location: {location.Replace("{port}", $"{port}", StringComparison.Ordinal)}\r\n"));
        port = server.Port;

        Assert.Equal(expected, (await ReadAsync(server))?.Service);
    }

    /// <summary>A start page that leads on does not show what the root offers over WebDAV.</summary>
    [Fact]
    public async Task WebDAV_is_asked_for_at_the_root_behind_a_redirect()
    {
        using LoopbackWeb server = new(request => request.StartsWith("PROPFIND / ", StringComparison.Ordinal) ? LoopbackWeb.Reply(Folder, 207)
            : request.StartsWith("GET / ", StringComparison.Ordinal) ? LoopbackWeb.Reply("", 302, "Location: /ui/\r\n")
            : LoopbackWeb.Reply(Page, request.StartsWith("GET", StringComparison.Ordinal) ? 200 : 405));

        Assert.Equal("webdav", (await ReadAsync(server))?.Service);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        using LoopbackWeb server = new(request => LoopbackWeb.Reply("", 302, $"Location: /again{request.Length}\r\n"));

        Assert.Equal("http", (await ReadAsync(server))?.Service);
        Assert.InRange(server.Seen.Count, 1, 6);
    }

    /// <summary>Where redirects go on and on, the page at their end is not seen.</summary>
    [Fact]
    public async Task Redirects_without_an_end_show_no_page()
    {
        int requests = 0;
        using LoopbackWeb server = new(_ => LoopbackWeb.Reply("", 302, $"Location: /step{Interlocked.Increment(ref requests)}\r\n"));

        Assert.Null((await ReadAsync(server))!.Service);
        Assert.InRange(server.Seen.Count, 1, 8);
    }

    /// <summary>More sites than are asked for, each redirecting to the next.</summary>
    [Fact]
    public async Task A_site_that_was_not_asked_for_leaves_its_server_unknown()
    {
        int sites = 0;
        using LoopbackWeb server = new(request => LoopbackWeb.Reply("", request.StartsWith("GET", StringComparison.Ordinal) ? 302 : 405, $"Location: http://site{Interlocked.Increment(ref sites)}.example/\r\n"));
        using HttpFetcher fetcher = new();
        RouterTarget target = new("127.0.0.1", IPAddress.Loopback, TimeSpan.FromSeconds(2)) { Ports = [new PortResult { Address = "127.0.0.1", Port = server.Port, State = PortState.Open }] };

        Assert.Empty((await new ServiceSource(fetcher).ReadAsync(target, CancellationToken.None)).Services);
    }

    /// <summary>A server of several sites shows another one by its address than by the name of the practice.</summary>
    [Theory]
    [InlineData("praxis.example", "directory-listing")]
    [InlineData("praxis.example.", "directory-listing")]
    [InlineData("127.0.0.1", "http")]
    public async Task The_name_that_the_caller_gave_is_asked_for_too(string name, string expected)
    {
        using LoopbackWeb server = new(request => LoopbackWeb.Reply(request.Contains("Host: praxis.example", StringComparison.Ordinal) ? Listing : Page, request.StartsWith("GET", StringComparison.Ordinal) ? 200 : 405));

        Assert.Equal(expected, (await ReadAsync(server, name))?.Service);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_site_that_does_not_answer_leaves_the_server_unknown(bool isTheNamed)
    {
        using LoopbackWeb server = new((request, stream, stop) => stream.WriteAsync(
            request.Contains("Host: praxis.example", StringComparison.Ordinal) == isTheNamed ? [] : LoopbackWeb.Reply(Page, request.StartsWith("GET", StringComparison.Ordinal) ? 200 : 405), stop).AsTask());

        Assert.Null((await ReadAsync(server, "praxis.example"))!.Service);
    }

    /// <summary>The name to which a port leads is asked for on all of them, always at the measured address.</summary>
    [Fact]
    public async Task A_site_that_a_redirect_names_is_asked_for_on_every_port()
    {
        using LoopbackWeb first = new(request => LoopbackWeb.Reply("", request.StartsWith("GET", StringComparison.Ordinal) ? 301 : 405, "Location: https://ablage.praxis.example/\r\n"));
        using LoopbackWeb second = new(request => LoopbackWeb.Reply(request.Contains("Host: ablage.praxis.example", StringComparison.Ordinal) ? Listing : Page, request.StartsWith("GET", StringComparison.Ordinal) ? 200 : 405));
        using HttpFetcher fetcher = new();
        RouterTarget target = new("127.0.0.1", IPAddress.Loopback, TimeSpan.FromSeconds(2)) { Ports = [.. new[] { first.Port, second.Port }.Select(port => new PortResult { Address = "127.0.0.1", Port = port, State = PortState.Open })] };

        SourceResult reading = await new ServiceSource(fetcher).ReadAsync(target, CancellationToken.None);

        Assert.Equal(("http", "directory-listing"), (reading.Services[first.Port], reading.Services[second.Port]));
    }

    [Fact]
    public async Task Nothing_else_than_safe_methods_is_sent()
    {
        ConcurrentBag<string> methods = new();
        using LoopbackWeb server = new((request, stream, stop) =>
        {
            methods.Add(request.Split(' ')[0]);
            return stream.WriteAsync(request.StartsWith("PROPFIND", StringComparison.Ordinal) ? [] : LoopbackWeb.Reply(Page), stop).AsTask();
        });

        await ReadAsync(server, "praxis.example");

        Assert.Equal(["GET", "OPTIONS", "PROPFIND"], methods.Distinct().Order());
    }

    private static async Task<WebAnswers?> ReadAsync(LoopbackWeb server, string name = "router:1")
    {
        using HttpFetcher fetcher = new();
        return await new WebService(fetcher, new RouterTarget(name, IPAddress.Loopback, TimeSpan.FromSeconds(2)), "http", server.Port).ReadAsync(CancellationToken.None);
    }
}
