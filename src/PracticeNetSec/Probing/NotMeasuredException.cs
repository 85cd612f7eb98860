// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Probing;

/// <summary>A required port could not be measured by this machine: neither open nor silent, but unknown.</summary>
internal sealed class NotMeasuredException : Exception
{
    /// <param name="port">The measurement; its <see cref="PortResult.Failure"/> becomes the message.</param>
    public NotMeasuredException(PortResult port)
        : base($"TCP port {port.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)} could not be measured, {port.Failure}")
    {
    }

    /// <summary>Throws where one of the ports could not be measured.</summary>
    /// <exception cref="NotMeasuredException">One could not.</exception>
    public static void ThrowIfAny(PortResult[] ports)
    {
        if (Array.Find(ports, port => port.Failure is not null) is PortResult unknown)
        {
            throw new NotMeasuredException(unknown);
        }
    }
}
