using System;
using System.Collections.Generic;

namespace PracticeNetSec.Routers.Sources;

/// <summary>What one source told about a router; anything it did not tell stays empty.</summary>
internal sealed class RouterReading
{
    public RouterReading(SourceReport report) => Report = report;

    /// <summary>How the source answered.</summary>
    public SourceReport Report { get; }

    public RouterIdentity? Identity { get; set; }

    public RouterFirmware? Firmware { get; set; }

    public IReadOnlyList<PortForward> Forwards { get; set; } = Array.Empty<PortForward>();

    /// <summary>True when the device's whole forward table was read; many sources only ever see a part.</summary>
    public bool ForwardsComplete { get; set; }

    public IReadOnlyList<NatSession> Sessions { get; set; } = Array.Empty<NatSession>();

    public bool IsKonnektor { get; set; }
}
