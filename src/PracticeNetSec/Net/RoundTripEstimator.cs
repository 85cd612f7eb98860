// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Net;

/// <summary>Smoothed round trip and its variation, as in TCP (RFC 6298 §2). Thread-safe.</summary>
internal sealed class RoundTripEstimator
{
    // Alpha and beta of RFC 6298 §2.3.
    private const double SmoothedGain = 1.0 / 8;
    private const double VariationGain = 1.0 / 4;

    private readonly object _gate = new();
    private double _smoothed;
    private double _variation;
    private bool _measured;

    /// <summary>Records one measured round trip.</summary>
    public void Add(TimeSpan roundTrip)
    {
        double sample = roundTrip.TotalMilliseconds;
        lock (_gate)
        {
            if (!_measured)
            {
                (_smoothed, _variation, _measured) = (sample, sample / 2, true);
                return;
            }

            _variation += VariationGain * (Math.Abs(_smoothed - sample) - _variation);
            _smoothed += SmoothedGain * (sample - _smoothed);
        }
    }

    /// <summary>SRTT + 4·RTTVAR (RFC 6298 §2.2), or null before the first sample.</summary>
    public TimeSpan? Timeout
    {
        get
        {
            lock (_gate)
            {
                return _measured ? TimeSpan.FromMilliseconds(_smoothed + (4 * _variation)) : null;
            }
        }
    }
}
