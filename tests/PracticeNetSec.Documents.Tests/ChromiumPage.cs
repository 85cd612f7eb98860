// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Reporting.Pdf;

namespace PracticeNetSec.Documents.Tests;

/// <summary>One page in a real browser, over the DevTools protocol. Everything the page logs or asks of the network is kept.</summary>
internal sealed class ChromiumPage : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    private readonly Process _browser;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly SemaphoreSlim _loaded = new(0);
    private string? _session;
    private int _id;

    private ChromiumPage(Process browser, string profile)
    {
        _browser = browser;
        _profile = profile;
    }

    /// <summary>Console messages, exceptions and log entries such as violations of the page's policy.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Every address the page asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<ChromiumPage> OpenAsync()
    {
        string profile = Directory.CreateTempSubdirectory("chromium").FullName;
        ProcessStartInfo start = new(BrowserLocation.Find(null)) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in new[]
        {
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
        })
        {
            start.ArgumentList.Add(argument);
        }

        Process browser = Process.Start(start)!;
        browser.BeginErrorReadLine();
        browser.BeginOutputReadLine();
        ChromiumPage page = new(browser, profile);
        string[] port = await page.PortAsync();
        await page._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port[0]}{port[1]}"), CancellationToken.None);
        _ = page.ReceiveAsync();
        JsonNode target = await page.SendAsync("Target.createTarget", new { url = "about:blank" });
        page._session = (string?)(await page.SendAsync("Target.attachToTarget", new { targetId = (string?)target["targetId"], flatten = true }))["sessionId"];
        foreach (string domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await page.SendAsync(domain + ".enable");
        }

        return page;
    }

    public async Task GoAsync(string file)
    {
        await SendAsync("Page.navigate", new { url = new Uri(file).AbsoluteUri });
        if (!await _loaded.WaitAsync(Timeout))
        {
            throw new TimeoutException("The page did not load.");
        }
    }

    public Task ShowAsAsync(string media, string scheme) => SendAsync("Emulation.setEmulatedMedia", new { media, features = new[] { new { name = "prefers-color-scheme", value = scheme } } });

    public Task ResizeAsync(int width, int height) => SendAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = false });

    public async Task PressTabAsync()
    {
        await SendAsync("Input.dispatchKeyEvent", new { type = "keyDown", key = "Tab", code = "Tab", windowsVirtualKeyCode = 9 });
        await SendAsync("Input.dispatchKeyEvent", new { type = "keyUp", key = "Tab", code = "Tab", windowsVirtualKeyCode = 9 });
    }

    /// <summary>Runs a script of ours in the page, whatever the page's own policy forbids, and gives what it returns.</summary>
    public async Task<JsonNode?> EvaluateAsync(string script)
    {
        JsonNode answer = await SendAsync("Runtime.evaluate", new { expression = script, returnByValue = true });
        return answer["exceptionDetails"] is JsonNode wrong ? throw new InvalidOperationException(wrong.ToJsonString()) : answer["result"]!["value"];
    }

    public async Task ShootAsync(string file)
    {
        JsonNode shot = await SendAsync("Page.captureScreenshot", new { format = "png", captureBeyondViewport = true });
        await File.WriteAllBytesAsync(file, Convert.FromBase64String((string)shot["data"]!));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Dispose();
        _browser.Kill(entireProcessTree: true);
        await _browser.WaitForExitAsync();
        _browser.Dispose();
        for (int attempt = 0; Directory.Exists(_profile) && attempt < 50; attempt++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
            }
            catch (IOException)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<string[]> PortAsync()
    {
        string file = Path.Combine(_profile, "DevToolsActivePort");
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < Timeout)
        {
            if (File.Exists(file) && await File.ReadAllLinesAsync(file) is { Length: >= 2 } lines)
            {
                return lines;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The browser did not open its debugging port.");
    }

    private async Task<JsonNode> SendAsync(string method, object? parameters = null)
    {
        int id = Interlocked.Increment(ref _id);
        TaskCompletionSource<JsonNode> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        Dictionary<string, object?> message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters ?? new { } };
        if (_session is not null)
        {
            message["sessionId"] = _session;
        }

        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        return await answer.Task.WaitAsync(Timeout);
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using MemoryStream message = new();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                Handle(JsonNode.Parse(Encoding.UTF8.GetString(message.ToArray()))!);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The page was closed.
        }
    }

    private void Handle(JsonNode message)
    {
        if (message["id"] is JsonNode id && _waiting.TryRemove((int)id, out TaskCompletionSource<JsonNode>? waiting))
        {
            if (message["error"] is JsonNode error)
            {
                waiting.SetException(new InvalidOperationException(error.ToJsonString()));
            }
            else
            {
                waiting.SetResult(message["result"]!);
            }

            return;
        }

        switch ((string?)message["method"])
        {
            case "Page.loadEventFired":
                _loaded.Release();
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded":
                Complaints.Enqueue(message["params"]!.ToJsonString());
                break;
            case "Network.requestWillBeSent":
                Requests.Enqueue((string)message["params"]!["request"]!["url"]!);
                break;
        }
    }
}
