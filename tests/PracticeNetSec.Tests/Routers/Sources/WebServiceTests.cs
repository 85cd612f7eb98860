// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Tests.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>What a web server serves is what it shows to everyone: by its address and by the name it is asked for, at its start page and where that leads.</summary>
public sealed class WebServiceTests
{
    private const string Listing = "<title>Index of /files/</title>";
    private const string Page = "<title>Praxis</title>";

    [Theory]
    [InlineData("", 207, "http")]
    [InlineData("DAV: 1,2\r\n", 207, "webdav")]
    [InlineData("DAV: 1,2\r\n", 401, "http")] // behind a login
    [InlineData("DAV: 1\r\n", 405, "http")] // a field that its software always sends
    public async Task A_folder_is_shared_over_WebDAV_where_it_can_be_listed(string field, int listed, string expected)
    {
        using LoopbackWeb server = new(request => request.StartsWith("OPTIONS", StringComparison.Ordinal) ? LoopbackWeb.Reply("", 200, field)
            : request.StartsWith("PROPFIND / HTTP/1.1\r\n", StringComparison.Ordinal) && request.Contains("Depth: 0\r\n", StringComparison.Ordinal) ? LoopbackWeb.Reply("", listed)
            : LoopbackWeb.Reply(Page));

        Assert.Equal(expected, (await ReadAsync(server))?.Service);
    }

    [Fact]
    public async Task Without_an_answer_to_PROPFIND_it_is_not_known()
    {
        using LoopbackWeb server = new((request, stream, stop) => stream.WriteAsync(
            request.StartsWith("OPTIONS", StringComparison.Ordinal) ? LoopbackWeb.Reply("", 200, "DAV: 1\r\n") : request.StartsWith("PROPFIND", StringComparison.Ordinal) ? [] : LoopbackWeb.Reply(Page), stop).AsTask());

        Assert.Equal(new WebAnswers(null, IsPage: false, IsError: false), await ReadAsync(server));
    }

    [Theory]
    [InlineData("/files/", "directory-listing")]
    [InlineData("files/", "directory-listing")]
    [InlineData("http://127.0.0.1:{port}/files/", "directory-listing")]
    [InlineData("http://127.0.0.1:9/files/", "directory-listing")] // its port inside, where the router translates it
    [InlineData("http://192.168.2.10/files/", "directory-listing")] // and its address
    [InlineData("https://127.0.0.1/files/", "directory-listing")]
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

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        using LoopbackWeb server = new(_ => LoopbackWeb.Reply("", 302, "Location: /again\r\n"));

        Assert.Equal("http", (await ReadAsync(server))?.Service);
        Assert.InRange(server.Seen.Count, 1, 6);
    }

    /// <summary>A server of several sites shows another one by its address than by the name of the practice.</summary>
    [Theory]
    [InlineData("praxis.example", "directory-listing")]
    [InlineData("127.0.0.1", "http")]
    public async Task The_name_that_the_caller_gave_is_asked_for_too(string name, string expected)
    {
        using LoopbackWeb server = new(request => LoopbackWeb.Reply(request.Contains("Host: praxis.example", StringComparison.Ordinal) ? Listing : Page));

        Assert.Equal(expected, (await ReadAsync(server, name))?.Service);
    }

    [Fact]
    public async Task One_site_that_cannot_be_read_leaves_the_server_unknown()
    {
        using LoopbackWeb server = new(request => request.Contains("Host: praxis.example", StringComparison.Ordinal) ? LoopbackWeb.Reply("", 404, "Server: Microsoft-HTTPAPI/2.0\r\n") : LoopbackWeb.Reply(Page));

        Assert.Null((await ReadAsync(server, "praxis.example"))!.Service);
    }

    [Fact]
    public async Task Nothing_else_than_safe_methods_is_sent()
    {
        System.Collections.Concurrent.ConcurrentBag<string> methods = new();
        using LoopbackWeb server = new(request =>
        {
            methods.Add(request.Split(' ')[0]);
            return LoopbackWeb.Reply(Page, 200, "DAV: 1\r\n");
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
