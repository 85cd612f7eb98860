// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing.Watch;

/// <summary>The canaries that this run began with: their greeting shows that the connection works, whatever the practices do.</summary>
internal sealed class CanaryWatch
{
    private const int Asked = 3; // ports; their greetings must be the same
    private static readonly int[] PortalPorts = { 80, 443 };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.4); // the system repeats a lost SYN after a second (RFC 6298 §2.1)

    private readonly VantageProof _proof;
    private readonly TimeProvider _time;
    private readonly Func<IPAddress, IReadOnlyList<int>, CancellationToken, Task<VantagePoint>> _ask;
    private (IPAddress Address, int[] Ports)[]? _canaries;

    /// <param name="proof">What the session has proven, with the canaries that did.</param>
    /// <param name="time">The clock.</param>
    public CanaryWatch(VantageProof proof, TimeProvider time)
        : this(proof, time, (address, ports, cancellation) => CanaryCheck.RunAsync(address.ToString(), address, ports, Patience, time, cancellation))
    {
    }

    /// <summary>With a canary of a test's own.</summary>
    internal CanaryWatch(VantageProof proof, TimeProvider time, Func<IPAddress, IReadOnlyList<int>, CancellationToken, Task<VantagePoint>> ask) =>
        (_proof, _time, _ask) = (proof, time, ask);

    /// <summary>Whether a canary still greets on ports that it greeted on before; null without a canary that did so when the run began.</summary>
    public async Task<bool?> GreetsAsync(CancellationToken cancellation)
    {
        bool isFirst = _canaries is null;
        _canaries ??= _proof.Canaries(_time.GetUtcNow()).Where(canary => canary.Ports.Length >= Asked).ToArray();
        bool[] greets = await Task.WhenAll(_canaries.Select(canary => GreetsAsync(canary.Address, canary.Ports, cancellation))).ConfigureAwait(false);
        if (isFirst)
        {
            // One that was proven earlier in the session and is gone since shows nothing about this run.
            _canaries = _canaries.Where((_, index) => greets[index]).ToArray();
        }

        return _canaries.Length == 0 ? null : isFirst || greets.Any(greets => greets);
    }

    /// <summary>Asks the canaries for all their ports, after an outage: the connection may be another one now.</summary>
    public async Task ProveAgainAsync(CancellationToken cancellation)
    {
        foreach ((IPAddress address, int[] ports) in _canaries ?? Array.Empty<(IPAddress, int[])>())
        {
            _proof.Add(await _ask(address, ports, cancellation).ConfigureAwait(false));
        }
    }

    private async Task<bool> GreetsAsync(IPAddress address, int[] ports, CancellationToken cancellation)
    {
        // What a captive portal answers itself would not do.
        int[] asked = ports.Except(PortalPorts).Take(Asked - 1).Concat(ports.Intersect(PortalPorts)).Concat(ports).Distinct().Take(Asked).ToArray();
        return (await _ask(address, asked, cancellation).ConfigureAwait(false)).ProvenPorts.Length == asked.Length;
    }
}
