// SPDX-License-Identifier: MIT
using System;
using System.Threading;

namespace PracticeNetSec.Probing;

/// <summary>How often a silent port must be asked, by how many attempts at answering ports were lost. Safe for many threads.</summary>
internal sealed class LossEstimator
{
    /// <summary>However bad the way is, no port is asked more often than this because of losses.</summary>
    public const int MaxAttempts = 4;

    // An open port may be taken for silent once in so many.
    private const double Certainty = 10_000;

    private long _answered;
    private long _lost;

    /// <summary>Takes that a port answered after so many attempts without an answer.</summary>
    public void Answered(int lost)
    {
        Interlocked.Increment(ref _answered);
        Interlocked.Add(ref _lost, lost);
    }

    /// <summary>Attempts after which silence means a silent port: with a share p of them lost, p to that power is small enough.</summary>
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
