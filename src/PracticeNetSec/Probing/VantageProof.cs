// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace PracticeNetSec.Probing;

/// <summary>
/// TCP ports that the way from this machine to the Internet was shown to carry: a host answered on them in the protocol of the
/// port's service, or a canary with the greeting of its owner. Silence or an RST of another host on such a port is then that host's,
/// and not that of a provider, a firewall or a proxy on the way. Thread-safe; what was shown in one network or long ago is forgotten.
/// </summary>
public sealed class VantageProof
{
    /// <summary>How long it holds.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);

    private static readonly TimeSpan MaxControlAge = TimeSpan.FromMinutes(10);

    // The proof of a host itself proves nothing for it, so a second one is kept.
    private const int MaxHosts = 2;

    private readonly object _lock = new();
    private readonly Dictionary<int, List<Shown>> _shown = new();
    private readonly Dictionary<(int Port, bool IsVersion6), Shown> _answered = new();
    private readonly Dictionary<(int Port, bool IsVersion6), Shown> _silent = new();
    private readonly Dictionary<int, (bool IsAnswered, string Network, DateTimeOffset At)> _control = new();
    private readonly Dictionary<string, Shown> _own = new();
    private readonly Dictionary<string, (int[] Ports, DateTimeOffset At)> _canaries = new();
    private readonly Func<string> _network;

    /// <summary>Nothing is proven yet.</summary>
    public VantageProof()
        : this(() => OwnNetwork.Current().Name)
    {
    }

    /// <summary>With another network than this machine's.</summary>
    internal VantageProof(Func<string> network) => _network = network;

    /// <summary>Records what a canary showed.</summary>
    public void Add(Model.VantagePoint seen)
    {
        Add(seen.ProvenPorts, seen.CanaryAddress, seen.EndedAt);
        string network = _network();

        // Another version of IP may take another way, of which this canary shows nothing.
        bool isVersion6 = IsVersion6(seen.CanaryAddress);
        lock (_lock)
        {
            int[] before = _canaries.TryGetValue(seen.CanaryAddress, out (int[] Ports, DateTimeOffset At) canary) ? canary.Ports : Array.Empty<int>();
            if (seen.ProvenPorts.Length > 0)
            {
                _canaries[seen.CanaryAddress] = (seen.ProvenPorts, seen.EndedAt);
            }

            foreach (int port in seen.ProvenPorts)
            {
                _answered.Remove((port, isVersion6));
                _silent.Remove((port, isVersion6));
            }

            foreach (string own in seen.OwnAddresses)
            {
                _own[own] = new Shown(own, network, seen.EndedAt);
            }

            // The way may have changed since the canary showed them, and with it what other hosts showed before.
            foreach (int port in seen.UnprovenPorts)
            {
                if (_shown.TryGetValue(port, out List<Shown>? hosts))
                {
                    hosts.RemoveAll(shown => shown.Address == seen.CanaryAddress || (before.Contains(port) && IsVersion6(shown.Address) == isVersion6 && shown.At <= seen.EndedAt));
                }
            }

            foreach (int port in seen.AnsweredOnPathPorts)
            {
                if (_shown.TryGetValue(port, out List<Shown>? hosts))
                {
                    hosts.RemoveAll(shown => IsVersion6(shown.Address) == isVersion6);
                }

                _answered[(port, isVersion6)] = new Shown(seen.CanaryAddress, network, seen.EndedAt);
            }

            foreach (int port in seen.SilentPorts)
            {
                _silent[(port, isVersion6)] = new Shown(seen.CanaryAddress, network, seen.EndedAt);
            }
        }
    }

    /// <summary>The canaries that proved ports of this vantage point, and those ports.</summary>
    internal (IPAddress Address, int[] Ports)[] Canaries(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _canaries.Where(canary => now - canary.Value.At < MaxAge).Select(canary => (IPAddress.Parse(canary.Key), canary.Value.Ports)).ToArray();
        }
    }

    /// <summary>Forgets what hosts and control addresses showed since a moment: in an outage something else may have answered in their place.</summary>
    internal void Forget(DateTimeOffset since)
    {
        lock (_lock)
        {
            foreach (List<Shown> hosts in _shown.Values)
            {
                hosts.RemoveAll(shown => shown.At >= since);
            }

            foreach (int port in _control.Where(asked => asked.Value.At >= since).Select(asked => asked.Key).ToArray())
            {
                _control.Remove(port);
            }
        }
    }

    /// <summary>True for an address that a canary saw this machine come from: whatever has it is seen from inside.</summary>
    public bool IsOwnAddress(string address, DateTimeOffset now)
    {
        string network = _network();
        lock (_lock)
        {
            return _own.TryGetValue(address, out Shown? own) && own.Network == network && now - own.At < MaxAge;
        }
    }

    /// <summary>The ports on which something on the way accepts connections in place of every host.</summary>
    /// <param name="address">The examined host: another version of IP may take another way.</param>
    /// <param name="now">The time of the examination.</param>
    public int[] AnsweredOnPath(string address, DateTimeOffset now) => PortsOf(_answered, address, now);

    /// <summary>The ports on which something on the way may accept connections in place of every host: the canary's were accepted and sent no greeting.</summary>
    /// <param name="address">The examined host: another version of IP may take another way.</param>
    /// <param name="now">The time of the examination.</param>
    internal int[] MayBeAnsweredOnPath(string address, DateTimeOffset now) => PortsOf(_silent, address, now);

    /// <summary>
    /// Whether something on the way accepted a connection to a port of an address that nobody has; null where that was not asked lately, or
    /// in this network.
    /// </summary>
    internal bool? ControlOf(int port, DateTimeOffset now)
    {
        string network = _network();
        lock (_lock)
        {
            return _control.TryGetValue(port, out (bool IsAnswered, string Network, DateTimeOffset At) asked) && asked.Network == network && now - asked.At < MaxControlAge ? asked.IsAnswered : null;
        }
    }

    /// <summary>Records the outcome of that question.</summary>
    internal void SetControl(int port, bool isAnswered, DateTimeOffset at)
    {
        string network = _network();
        lock (_lock)
        {
            _control[port] = (isAnswered, network, at);
        }
    }

    /// <summary>True where this machine has an address that begins so.</summary>
    internal bool IsOwnNetwork(string start) => (" " + _network()).Contains(" " + start);

    /// <summary>Records that a host answered on a port.</summary>
    /// <param name="port">TCP port.</param>
    /// <param name="address">The host's address.</param>
    /// <param name="at">When.</param>
    public void Add(int port, string address, DateTimeOffset at) => Add(new[] { port }, address, at);

    /// <summary>The same of several ports.</summary>
    public void Add(IEnumerable<int> ports, string address, DateTimeOffset at)
    {
        string network = _network();
        lock (_lock)
        {
            foreach (int port in ports)
            {
                if (!_shown.TryGetValue(port, out List<Shown>? hosts))
                {
                    _shown[port] = hosts = new List<Shown>();
                }

                hosts.RemoveAll(shown => shown.Address == address || shown.Network != network);
                hosts.Add(new Shown(address, network, at));

                // A host over IPv4 must not displace what proves the way over IPv6.
                Shown[] alike = hosts.Where(shown => IsVersion6(shown.Address) == IsVersion6(address)).ToArray();
                if (alike.Length > MaxHosts)
                {
                    hosts.Remove(alike[0]);
                }
            }
        }
    }

    /// <summary>The ports, ascending, that are proven for an examination of a host.</summary>
    /// <param name="address">The examined host, whose own answers prove nothing here.</param>
    /// <param name="now">The time of the examination.</param>
    public int[] PortsFor(string address, DateTimeOffset now)
    {
        string network = _network();
        lock (_lock)
        {
            return _shown.Where(row => row.Value.Any(shown => shown.Address != address && IsVersion6(shown.Address) == IsVersion6(address) && shown.Network == network && now - shown.At < MaxAge))
                .Select(row => row.Key).OrderBy(port => port).ToArray();
        }
    }

    private int[] PortsOf(Dictionary<(int Port, bool IsVersion6), Shown> rows, string address, DateTimeOffset now)
    {
        string network = _network();
        lock (_lock)
        {
            return rows.Where(row => row.Key.IsVersion6 == IsVersion6(address) && row.Value.Network == network && now - row.Value.At < MaxAge).Select(row => row.Key.Port).OrderBy(port => port).ToArray();
        }
    }

    private static bool IsVersion6(string address) => address.IndexOf(':') >= 0;

    private sealed record Shown(string Address, string Network, DateTimeOffset At);
}
