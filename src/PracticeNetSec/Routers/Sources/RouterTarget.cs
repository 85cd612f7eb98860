// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Sources;

/// <summary>What a source needs to know about the device it queries.</summary>
internal sealed class RouterTarget
{
    private readonly PortScanner? _scanner;
    private readonly ConcurrentDictionary<int, Lazy<Task<bool>>> _measured = new();

    /// <param name="computerName">The device as the caller names it.</param>
    /// <param name="address">Its address.</param>
    /// <param name="timeout">Timeout of one request and its response.</param>
    /// <param name="scanner">Measures a port before it is queried; without one every port is queried.</param>
    public RouterTarget(string computerName, IPAddress address, TimeSpan timeout, PortScanner? scanner = null)
    {
        _scanner = scanner;
        ComputerName = computerName;
        Address = address;
        Timeout = timeout;
    }

    public string ComputerName { get; }

    public IPAddress Address { get; }

    /// <summary>Timeout of one request and its response.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>SHA-256 fingerprint of its certificate as in the inventory; null where that gives none.</summary>
    public string? CertificateFingerprint { get; init; }

    /// <summary>What was measured before; HTTP sources query only ports that answered.</summary>
    public PortResult[] Ports { get; set; } = Array.Empty<PortResult>();

    /// <summary>
    /// True when a TCP port is open, measured once for all sources. An HTTP request to a silent port takes
    /// twenty times as long as the measurement.
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
