// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
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
        HostNames = NamesOf(computerName);
        Address = address;
        Timeout = timeout;
    }

    public string ComputerName { get; }

    /// <summary>Names under which web servers of the device are asked besides the address, in the form of DNS (RFC 5890); of the caller, never of a device.</summary>
    public IReadOnlyList<string> HostNames { get; init; }

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

    /// <summary>The name as web servers know it; none for an address or what is no name of DNS.</summary>
    public static IReadOnlyList<string> NamesOf(string computerName) =>
        Uri.CheckHostName(computerName) == UriHostNameType.Dns && Uri.TryCreate($"http://{computerName}/", UriKind.Absolute, out Uri? named)
            ? new[] { named.IdnHost.TrimEnd('.') }
            : Array.Empty<string>();

    private async Task<bool> MeasureAsync(PortScanner scanner, int port, CancellationToken cancellation)
    {
        PortResult[] result = await scanner.ScanAsync(ComputerName, Address, new[] { port }, null, cancellation).ConfigureAwait(false);
        NotMeasuredException.ThrowIfAny(result);
        return result[0].IsReachable;
    }
}
