// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace PracticeNetSec.Probing.Watch;

/// <summary>
/// Open ports of hosts of this run, which are asked again to find out whether this machine's connection still works. Those of the web are
/// kept apart, because a captive portal answers them in the place of every host. Thread-safe.
/// </summary>
internal sealed class Witnesses
{
    private const int MaxKept = 64; // of each kind
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10); // a dynamic address may be another's by then
    private static readonly int[] PortalPorts = { 80, 443 };

    private readonly TimeProvider _time;
    private readonly object _lock = new();
    private readonly List<Witness> _kept = new();

    public Witnesses(TimeProvider time) => _time = time;

    /// <summary>True in an outage: none is forgotten for its age, because their answers are what shows its end.</summary>
    public bool KeepsAll { get; set; }

    /// <summary>Records an open port. Of each host the last one of each kind counts.</summary>
    public void Add(IPEndPoint port)
    {
        Witness added = new(port, Array.IndexOf(PortalPorts, port.Port) >= 0, _time.GetTimestamp());
        lock (_lock)
        {
            _kept.RemoveAll(known => known.IsWeb == added.IsWeb && known.Port.Address.Equals(port.Address));
            _kept.Add(added);
            if (_kept.Count(known => known.IsWeb == added.IsWeb) > MaxKept)
            {
                _kept.Remove(_kept.First(known => known.IsWeb == added.IsWeb));
            }
        }
    }

    /// <summary>Forgets what was recorded since a moment: in an outage something else may have answered.</summary>
    /// <param name="since">A timestamp of the clock.</param>
    public void Forget(long since)
    {
        lock (_lock)
        {
            _kept.RemoveAll(known => known.At >= since);
        }
    }

    /// <summary>How many hosts of a kind are known.</summary>
    public int Count(bool isWeb)
    {
        lock (_lock)
        {
            return _kept.Count(known => known.IsWeb == isWeb);
        }
    }

    /// <summary>Takes hosts, those first that were not asked for the longest time.</summary>
    /// <param name="isWeb">The kind.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="min">With fewer than these in all, none: one or two hosts that stop answering show nothing about the connection.</param>
    public IPEndPoint[] Take(bool isWeb, int count, int min)
    {
        long now = _time.GetTimestamp();
        lock (_lock)
        {
            _kept.RemoveAll(known => !KeepsAll && _time.GetElapsedTime(known.At, now) > MaxAge);
            Witness[] alike = _kept.Where(known => known.IsWeb == isWeb).ToArray();
            Witness[] taken = alike.Length < min ? Array.Empty<Witness>() : alike.OrderBy(known => known.AskedAt).ThenByDescending(known => known.At).Take(count).ToArray();
            foreach (Witness witness in taken)
            {
                witness.AskedAt = now;
            }

            return Array.ConvertAll(taken, witness => witness.Port);
        }
    }

    private sealed class Witness(IPEndPoint port, bool isWeb, long at)
    {
        public IPEndPoint Port { get; } = port;

        public bool IsWeb { get; } = isWeb;

        public long At { get; } = at;

        public long AskedAt { get; set; }
    }
}
