// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Tests.Upnp;

/// <summary>A web server on loopback that does to each request whatever the test wants, byte by byte. One request a connection.</summary>
internal sealed class LoopbackWeb : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly Task _serving;

    /// <param name="answer">Gets the whole request and the stream to answer on.</param>
    public LoopbackWeb(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public LoopbackWeb(Func<string, byte[]> answer)
        : this((request, stream, stop) => stream.WriteAsync(answer(request), stop).AsTask())
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>First line of every request, and its SOAPACTION.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    public static byte[] Reply(string body, int status = 200, string headers = "") => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status} Word\r\nContent-Type: text/xml\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}");

    /// <summary>Name of the action that a request asks; its path when it is a GET.</summary>
    public static string Asked(string request)
    {
        int action = request.IndexOf('#', StringComparison.Ordinal);
        return request.StartsWith("POST", StringComparison.Ordinal) && action > 0
            ? request.Substring(action + 1, request.IndexOf('"', action) - action - 1)
            : request.Split(' ')[1];
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(5));
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeOneAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over; a listener that was stopped between two connections throws InvalidOperationException.
        }
    }

    private async Task ServeOneAsync(TcpClient client)
    {
        using TcpClient _ = client;
        try
        {
            NetworkStream stream = client.GetStream();
            string request = await ReadAsync(stream);
            Seen.Enqueue(Asked(request));
            await _answer(request, stream, _stop.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client hung up, which it may.
        }
    }

    private async Task<string> ReadAsync(NetworkStream stream)
    {
        StringBuilder request = new();
        byte[] buffer = new byte[4096];
        while (true)
        {
            int count = await stream.ReadAsync(buffer, _stop.Token);
            request.Append(Encoding.UTF8.GetString(buffer, 0, count));
            string text = request.ToString();
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            bool isWhole = end > 0 && (text.StartsWith("GET", StringComparison.Ordinal) || text.StartsWith("OPTIONS", StringComparison.Ordinal) || text.StartsWith("PROPFIND", StringComparison.Ordinal) || text.EndsWith("</s:Envelope>\r\n", StringComparison.Ordinal));
            if (count == 0 || isWhole)
            {
                return text;
            }
        }
    }
}
