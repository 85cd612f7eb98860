// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>A required port could not be measured by this machine: neither open nor silent, but unknown.</summary>
internal sealed class NotMeasuredException : Exception, IStatesCause
{
    /// <param name="port">The port.</param>
    /// <param name="cause">Why it was not measured, <see cref="PortResult.Failure"/>.</param>
    public NotMeasuredException(int port, Evidence cause)
        : this(EvidenceOf.CausePortNotMeasured(port, cause))
    {
    }

    private NotMeasuredException(Evidence cause)
        : base(cause.Text) => Cause = cause;

    /// <inheritdoc/>
    public Evidence Cause { get; }

    /// <summary>Throws where one of the ports could not be measured.</summary>
    /// <exception cref="NotMeasuredException">One could not.</exception>
    public static void ThrowIfAny(PortResult[] ports)
    {
        if (Array.Find(ports, port => port.Failure is not null) is { Failure: Evidence cause } unknown)
        {
            throw new NotMeasuredException(unknown.Port, cause);
        }
    }
}
