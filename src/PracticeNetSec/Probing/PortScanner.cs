// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Probing;

/// <summary>
/// Determines which TCP ports answer, by full connections (RFC 9293 §3.5) that send no data. One scanner can serve any
/// number of hosts at once: they share its window.
/// </summary>
public sealed class PortScanner : IDisposable
{
    private readonly PortScanOptions _options;
    private readonly ConnectWindow? _window;
    private readonly Func<IPEndPoint, Func<TimeSpan>, CancellationToken, Task<ConnectOutcome>> _connect;
    private readonly RoundTripEstimator _everywhere = new();
    private readonly LossEstimator _loss = new();

    /// <summary>Creates a scanner with its own window.</summary>
    public PortScanner(PortScanOptions options)
    {
        _options = options;
        _window = new ConnectWindow(options.Window);
        _connect = _window.ConnectAsync;
    }

    /// <summary>With substituted attempts instead of sockets, so that one system's behaviour can be tested on another.</summary>
    internal PortScanner(PortScanOptions options, Func<IPEndPoint, Func<TimeSpan>, CancellationToken, Task<ConnectOutcome>> connect) =>
        (_options, _connect) = (options, connect);

    /// <summary>Probes the ports of one host.</summary>
    /// <param name="computerName">The host as the caller names it; goes into the results.</param>
    /// <param name="address">Where to connect to.</param>
    /// <param name="ports">TCP ports, 1 to 65535.</param>
    /// <param name="onResult">Called, possibly from several threads at once, as each state becomes known.</param>
    /// <param name="cancellation">Stops within milliseconds.</param>
    /// <returns>
    /// All results, ascending by port. One that this machine could not measure (it had no free socket for ten seconds) says
    /// why in <see cref="PortResult.Failure"/> and does not affect the others.
    /// </returns>
    /// <exception cref="OperationCanceledException">The scan was stopped.</exception>
    public Task<PortResult[]> ScanAsync(
        string computerName, IPAddress address, IEnumerable<int> ports, Action<PortResult>? onResult, CancellationToken cancellation) =>
        ScanAsync(computerName, address, ports, _ => false, onResult, cancellation);

    /// <summary>The same, where a second measurement of some ports follows: what is silent there is asked once here, unless packets were seen to get lost.</summary>
    internal async Task<PortResult[]> ScanAsync(
        string computerName, IPAddress address, IEnumerable<int> ports, Func<int, bool> isAskedLater, Action<PortResult>? onResult, CancellationToken cancellation)
    {
        string text = address.ToString();
        RetransmissionTimeout patience = new(_everywhere, _options.Timeout);
        using SemaphoreSlim room = new(_options.PerHost);
        PortResult[] results = await Task.WhenAll(ports.Distinct().Select((port, index) => ProbeAsync(port, index))).ConfigureAwait(false);
        return results.OrderBy(result => result.Port).ToArray();

        async Task<PortResult> ProbeAsync(int port, int index)
        {
            if (_options.Spacing > TimeSpan.Zero && index > 0)
            {
                await Task.Delay(TimeSpan.FromTicks(_options.Spacing.Ticks * index), cancellation).ConfigureAwait(false);
            }

            await room.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                PortResult result = new() { ComputerName = computerName, Address = text, Port = port, Service = ServiceNames.Find(port) };
                await AskAsync(result, new IPEndPoint(address, port), patience, isAskedLater(port) ? 0 : _options.Retries, cancellation).ConfigureAwait(false);
                onResult?.Invoke(result);
                return result;
            }
            finally
            {
                room.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _window?.Dispose();

    private async Task AskAsync(PortResult result, IPEndPoint target, RetransmissionTimeout patience, int retries, CancellationToken cancellation)
    {
        result.StartedAt = _options.Time.GetLocalNow();
        int attempt = 0;
        do
        {
            int current = attempt;
            ConnectOutcome outcome = await ConnectAsync(target, () => _options.WaitFully ? _options.Timeout : patience.For(current), cancellation).ConfigureAwait(false);
            result.Attempts = ++attempt;
            if (outcome.State is PortState state)
            {
                result.State = state;
                result.Failure = outcome.Failure;
                result.Latency = outcome.Failure is null ? outcome.Elapsed : null;
                if (state != PortState.Unreachable)
                {
                    // An ICMP error may come from our own first hop: it measures no path to the host.
                    patience.Answered(outcome.Elapsed);
                    _loss.Answered(current);
                }

                break;
            }
        }
        while (attempt <= retries || (_options.Retries > 0 && attempt < _loss.Attempts));

        result.EndedAt = _options.Time.GetLocalNow();
    }

    /// <summary>An exception in an attempt affects one port: it was not measured, which is neither silence nor a refusal.</summary>
    private async Task<ConnectOutcome> ConnectAsync(IPEndPoint target, Func<TimeSpan> patience, CancellationToken cancellation)
    {
        try
        {
            return await _connect(target, patience, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            cancellation.ThrowIfCancellationRequested();
            return new ConnectOutcome(PortState.Unreachable, TimeSpan.Zero, ErrorCause.Of(failure));
        }
    }
}
