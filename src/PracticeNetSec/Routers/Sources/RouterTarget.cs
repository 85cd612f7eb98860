// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Sources;

/// <summary>What a source is told about the device it shall ask.</summary>
internal sealed class RouterTarget
{
    private readonly PortScanner? _scanner;
    private readonly ConcurrentDictionary<int, Lazy<Task<bool>>> _measured = new();

    /// <param name="computerName">The device as the caller names it.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="timeout">Bound on one question and its answer.</param>
    /// <param name="scanner">Measures a port before it is asked; without one every port is asked.</param>
    public RouterTarget(string computerName, IPAddress address, TimeSpan timeout, PortScanner? scanner = null)
    {
        _scanner = scanner;
        ComputerName = computerName;
        Address = address;
        Timeout = timeout;
    }

    public string ComputerName { get; }

    public IPAddress Address { get; }

    /// <summary>Bound on one question and its answer.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>What was measured before; HTTP sources ask only ports that answered.</summary>
    public PortResult[] Ports { get; set; } = Array.Empty<PortResult>();

    /// <summary>
    /// True when a TCP port is open, measured once for all who ask. A question over HTTP to a port that is silent costs
    /// twenty times what the measurement costs.
    /// </summary>
    /// <param name="port">1 to 65535.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <exception cref="NotMeasuredException">This machine could not measure it.</exception>
    public Task<bool> IsOpenAsync(int port, CancellationToken cancellation) =>
        _scanner is null ? Task.FromResult(true) : _measured.GetOrAdd(port, _ => new Lazy<Task<bool>>(() => MeasureAsync(_scanner, port, cancellation))).Value;

    private async Task<bool> MeasureAsync(PortScanner scanner, int port, CancellationToken cancellation)
    {
        PortResult[] result = await scanner.ScanAsync(ComputerName, Address, new[] { port }, null, cancellation).ConfigureAwait(false);
        NotMeasuredException.ThrowIfAny(result);
        return result[0].IsReachable;
    }
}
