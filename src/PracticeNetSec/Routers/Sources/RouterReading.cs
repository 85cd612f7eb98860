using System;
using System.Collections.Generic;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Routers.Fingerprints;

namespace PracticeNetSec.Routers.Sources;

/// <summary>What one source told about a router; anything it did not tell stays empty.</summary>
internal sealed class RouterReading
{
    public RouterReading(params SourceReport[] reports) => Reports = reports;

    /// <summary>How the source answered, part by part.</summary>
    public IReadOnlyList<SourceReport> Reports { get; }

    public RouterIdentity? Identity { get; set; }

    public RouterFirmware? Firmware { get; set; }

    public IReadOnlyList<PortForward> Forwards { get; set; } = Array.Empty<PortForward>();

    /// <summary>True when the device's whole forward table was read; many sources only ever see a part.</summary>
    public bool ForwardsComplete { get; set; }

    public IReadOnlyList<NatSession> Sessions { get; set; } = Array.Empty<NatSession>();

    /// <summary>The public address that the router says it has; null when it told none, or a private one.</summary>
    public string? WanAddress { get; set; }

    public bool IsKonnektor { get; set; }

    /// <summary>Devices behind the router that showed themselves on its open ports.</summary>
    public IReadOnlyList<DeviceFingerprint> Devices { get; set; } = Array.Empty<DeviceFingerprint>();

    /// <summary>What SNMP or a recording of it told. A device that told nothing about itself names nothing.</summary>
    public static RouterReading From(BintecReading reading) => new(reading.Sources)
    {
        Identity = reading.Identity,
        Firmware = reading.Firmware,
        Forwards = reading.Forwards,
        ForwardsComplete = reading.ForwardsComplete,
        Sessions = reading.Sessions,
    };
}
