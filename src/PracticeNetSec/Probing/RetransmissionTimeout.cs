// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Net;

namespace PracticeNetSec.Probing;

/// <summary>How long to wait for one host's answer: short once it has answered, longer the less is known.</summary>
internal sealed class RetransmissionTimeout
{
    /// <summary>
    /// Never wait less than this: the peer's accept queue and our own scheduling add more jitter than a quiet
    /// network's round trip suggests.
    /// </summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(100);

    /// <summary>The wait before anything was measured: TCP's own initial RTO (RFC 6298 §2.1).</summary>
    public static readonly TimeSpan Initial = TimeSpan.FromSeconds(1);

    // A host that has not answered may be further away than those that have.
    private const double UnknownHostFactor = 4;
    private static readonly TimeSpan UnknownHostFloor = TimeSpan.FromMilliseconds(500);

    private readonly RoundTripEstimator _everywhere;
    private readonly RoundTripEstimator _host = new();
    private readonly TimeSpan _ceiling;

    public RetransmissionTimeout(RoundTripEstimator everywhere, TimeSpan ceiling)
    {
        _everywhere = everywhere;
        _ceiling = ceiling;
    }

    /// <summary>Records this host's response time.</summary>
    public void Answered(TimeSpan roundTrip)
    {
        _host.Add(roundTrip);
        _everywhere.Add(roundTrip);
    }

    /// <summary>The current timeout; it can shrink while an attempt is in flight.</summary>
    /// <param name="attempt">0 for the first; every repetition doubles the wait (RFC 6298 §5.5).</param>
    public TimeSpan For(int attempt)
    {
        TimeSpan wait = _host.Timeout is TimeSpan known
            ? Max(known, Floor)
            : _everywhere.Timeout is TimeSpan elsewhere
                ? Max(TimeSpan.FromMilliseconds(elsewhere.TotalMilliseconds * UnknownHostFactor), UnknownHostFloor)
                : Initial;
        TimeSpan backedOff = TimeSpan.FromMilliseconds(wait.TotalMilliseconds * (1 << Math.Min(attempt, 8)));
        return backedOff < _ceiling ? backedOff : _ceiling;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
