// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Routers.NatMib;

namespace PracticeNetSec.Routers.Sources;

/// <summary>What one source reported about a router; anything it did not report stays empty.</summary>
internal sealed class SourceResult
{
    public SourceResult(params SourceReport[] reports) => Reports = reports;

    /// <summary>How the source answered, part by part.</summary>
    public IReadOnlyList<SourceReport> Reports { get; private set; }

    /// <summary>True where nothing at all was received over UDP: a lost packet, or a machine that was too busy, looks the same.</summary>
    public bool IsSilent { get; set; }

    public RouterIdentity? Identity { get; set; }

    public RouterFirmware? Firmware { get; set; }

    public IReadOnlyList<PortForward> Forwards { get; set; } = Array.Empty<PortForward>();

    /// <summary>True when the device's whole forward table was read; many sources only ever see a part.</summary>
    public bool ForwardsComplete { get; set; }

    /// <summary>True when rows of a forward table were seen, whether they could be read or not.</summary>
    public bool ShowsForwards { get; set; }

    public IReadOnlyList<NatSession> Sessions { get; set; } = Array.Empty<NatSession>();

    /// <summary>The device's interfaces, and which of them translate.</summary>
    public IReadOnlyList<NatInterface> Interfaces { get; set; } = Array.Empty<NatInterface>();

    /// <summary>How internal programs can open ports.</summary>
    public IReadOnlyList<Evidence> DynamicPortMapping { get; set; } = Array.Empty<Evidence>();

    /// <summary>The public address that the router reports; null when it reported none, or a private one.</summary>
    public string? WanAddress { get; set; }

    /// <summary>The router's external addresses where none that leads out is public.</summary>
    public IReadOnlyList<string> PrivateWanAddresses { get; set; } = Array.Empty<string>();

    /// <summary>Management services of the device, where its access list was read.</summary>
    public IReadOnlyList<ManagementService> Management { get; set; } = Array.Empty<ManagementService>();

    /// <summary>Public addresses of the device's own interfaces.</summary>
    public IReadOnlyList<string> WanAddresses { get; set; } = Array.Empty<string>();

    /// <summary>What the device reports about IPv6; null where it reports nothing.</summary>
    public IPv6Status? IPv6 { get; set; }

    public bool IsKonnektor { get; set; }

    /// <summary>Services recognised by their answers, by TCP port, in the names of IANA's registry.</summary>
    public IReadOnlyDictionary<int, string> Services { get; set; } = new Dictionary<int, string>();

    /// <summary>TCP ports on which a service answered in its own protocol: the way carries them.</summary>
    public IReadOnlyList<int> SpokenPorts { get; set; } = Array.Empty<int>();

    /// <summary>Devices behind the router identified on its open ports.</summary>
    public IReadOnlyList<DeviceFingerprint> Devices { get; set; } = Array.Empty<DeviceFingerprint>();

    /// <summary>A copy with one more report.</summary>
    public SourceResult With(SourceReport report)
    {
        Reports = Reports.Append(report).ToArray();
        return this;
    }

    /// <summary>The same, with reports that do not count as read to their end.</summary>
    public SourceResult Incomplete()
    {
        Reports = Reports.Select(report => new SourceReport { Source = report.Source, Failed = report.Failed, Vantage = report.Vantage, Detail = report.Detail }).ToArray();
        return this;
    }

    /// <summary>What SNMP or a recording of it reported. A device that reported nothing about itself is not identified.</summary>
    public static SourceResult From(BintecReading reading) => new(reading.Sources)
    {
        Identity = reading.Identity,
        Firmware = reading.Firmware,
        Forwards = reading.Forwards,
        ForwardsComplete = reading.ForwardsComplete,
        Sessions = reading.Sessions,
    };

    /// <summary>The same, with what protects the device and its forwards.</summary>
    public static SourceResult From(BintecReading reading, BintecProtection protection) => new(reading.Sources.Concat(protection.Reports).ToArray())
    {
        Identity = reading.Identity,
        Firmware = reading.Firmware,
        Forwards = protection.Decide(reading.Forwards),
        ForwardsComplete = reading.ForwardsComplete && !protection.MayLackForwards,
        ShowsForwards = reading.Forwards.Length > 0 || reading.UnreadableRows.Length > 0 || protection.UpnpForwards.Length > 0,
        Sessions = reading.Sessions,
        Interfaces = reading.Interfaces,
        DynamicPortMapping = protection.DynamicPortMapping,
        Management = protection.Management,
    };

    /// <summary>The same for a device of another vendor, with the forwards its NAT-MIB shows.</summary>
    public static SourceResult From(BintecReading reading, NatMibReading nat) => new(reading.Sources.Concat(nat.Reports).ToArray())
    {
        Identity = reading.Identity,
        Firmware = reading.Firmware,
        Forwards = reading.Forwards.Concat(nat.Forwards).ToArray(),
        ForwardsComplete = reading.ForwardsComplete || nat.ForwardsComplete,
        ShowsForwards = nat.Reports.Length > 0,
        Interfaces = nat.Interfaces,
        Sessions = reading.Sessions,
    };
}
