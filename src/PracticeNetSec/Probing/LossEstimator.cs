// SPDX-License-Identifier: MIT
using System;
using System.Threading;

namespace PracticeNetSec.Probing;

/// <summary>How often a silent port must be probed, from the share of lost attempts at answering ports. Thread-safe.</summary>
internal sealed class LossEstimator
{
    /// <summary>However lossy the path is, no port is probed more often than this because of losses.</summary>
    public const int MaxAttempts = 4;

    // Accepted rate of open ports misread as silent: one in this many.
    private const double Certainty = 10_000;

    private long _answered;
    private long _lost;

    /// <summary>Records that a port answered after this many attempts without a response.</summary>
    public void Answered(int lost)
    {
        Interlocked.Increment(ref _answered);
        Interlocked.Add(ref _lost, lost);
    }

    /// <summary>Attempts after which a port counts as silent: with a share p of them lost, p to that power is small enough.</summary>
    public int Attempts
    {
        get
        {
            long lost = Interlocked.Read(ref _lost);
            double share = lost / (double)Math.Max(1, lost + Interlocked.Read(ref _answered));
            return lost == 0 ? 1 : (int)Math.Min(MaxAttempts, Math.Ceiling(Math.Log(Certainty) / -Math.Log(share)));
        }
    }
}
