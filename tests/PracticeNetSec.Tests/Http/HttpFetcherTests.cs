// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using Xunit;

namespace PracticeNetSec.Tests.Http;

public sealed class HttpFetcherTests
{
    /// <summary>Small web servers close a connection without having said so (RFC 9112 §9.6): a page must not be asked over one that is about to end.</summary>
    [Fact]
    public async Task A_device_that_closes_its_connections_unannounced_answers_each_request()
    {
        using TcpListener device = new(IPAddress.Loopback, 0);
        device.Start(64);
        Task serving = ServeAsync(device);
        Uri page = new($"http://127.0.0.1:{((IPEndPoint)device.LocalEndpoint).Port}/");
        using HttpFetcher fetcher = new();

        HttpReply?[] first = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => fetcher.GetAsync(page, TimeSpan.FromSeconds(5), CancellationToken.None)));
        HttpReply? then = await fetcher.GetAsync(page, TimeSpan.FromSeconds(5), CancellationToken.None);

        Assert.All(first.Append(then), reply => Assert.Equal(404, reply?.Status));
        device.Stop();
        await serving;
    }

    /// <summary>Answers one request a connection, and resets it when another one comes.</summary>
    private static async Task ServeAsync(TcpListener device)
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await device.AcceptTcpClientAsync());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            byte[] request = new byte[4096];
            _ = await client.GetStream().ReadAsync(request);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
            _ = await client.GetStream().ReadAsync(request);
            client.LingerState = new LingerOption(true, 0);
        }
    }
}
