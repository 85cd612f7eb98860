// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Model;

/// <summary>One deciding port and its state.</summary>
public sealed class PortCoverage
{
    /// <summary>TCP port, 1 to 65535.</summary>
    public int Port { get; set; }

    /// <summary>Its state.</summary>
    public PortCoverageState State { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Port} {State}";
}
