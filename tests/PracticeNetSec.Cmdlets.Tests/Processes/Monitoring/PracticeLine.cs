// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace PracticeNetSec.Cmdlets.Tests.Processes.Monitoring;

/// <summary>
/// The Internet connection of a practice without a finding, on a loopback address: every port refuses, and one web page that the inventory names as
/// intended answers, so that the address is seen to be in use.
/// </summary>
internal sealed class PracticeLine : IDisposable
{
    private const string Page = "<html><head><title>Praxis</title></head><body>Willkommen</body></html>";
    private readonly TcpListener _listener;

    public PracticeLine(string address, int port)
    {
        _listener = new TcpListener(IPAddress.Parse(address), port);
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception ended) when (ended is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                byte[] request = new byte[4096];
                int read = await client.GetStream().ReadAsync(request);
                bool asksForPage = Encoding.ASCII.GetString(request, 0, read).StartsWith("GET ", StringComparison.Ordinal);
                string answer = asksForPage
                    ? $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {Page.Length}\r\nConnection: close\r\n\r\n{Page}"
                    : "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
            catch (Exception gone) when (gone is System.IO.IOException or SocketException)
            {
                // A port measurement closes at once.
            }
        }
    }
}
