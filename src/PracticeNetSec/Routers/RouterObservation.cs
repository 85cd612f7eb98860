// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers;

/// <summary>
/// What was observed of one router, from one or several vantage points. Observations are merged while they are of this type;
/// the assessment then assesses them once. The properties are those of <see cref="RouterExposure"/>.
/// </summary>
internal sealed record RouterObservation
{
    public string PracticeId { get; init; } = "";

    public Practice? Practice { get; init; }

    public string ComputerName { get; init; } = "";

    public string? WanAddress { get; init; }

    public Vantage Vantage { get; init; }

    /// <summary>Where the tables and the identity were read, in a result that joins several views; Undetermined where that is the vantage point of the whole.</summary>
    public Vantage TableVantage { get; init; }

    /// <summary>The address at which a view from inside asked the router, where views are merged; otherwise null.</summary>
    public string? InsideAddress { get; init; }

    /// <summary>Where the tables and the identity were read.</summary>
    public Vantage ReadFrom => TableVantage == Vantage.Undetermined ? Vantage : TableVantage;

    public IReadOnlyList<string> ReportedWanAddresses { get; init; } = Array.Empty<string>();

    public IReadOnlyList<string> PrivateWanAddresses { get; init; } = Array.Empty<string>();

    public IPv6Status IPv6 { get; init; } = new();

    public IReadOnlyList<string> MeasuredAddresses { get; init; } = Array.Empty<string>();

    public IReadOnlyList<string> UnmeasuredAddresses { get; init; } = Array.Empty<string>();

    public RouterIdentity Identity { get; init; } = new();

    public RouterFirmware? Firmware { get; init; }

    public IReadOnlyList<PortForward> Forwards { get; init; } = Array.Empty<PortForward>();

    public bool ForwardsComplete { get; init; }

    public IReadOnlyList<PortResult> Ports { get; init; } = Array.Empty<PortResult>();

    public bool AcceptsAllPorts { get; init; }

    public IReadOnlyList<int> ProvenPorts { get; init; } = Array.Empty<int>();

    /// <summary>The measured ports, as far as they are conclusive for this host.</summary>
    public IReadOnlyList<PortResult> ConclusivePorts => AcceptsAllPorts ? Array.Empty<PortResult>() : Ports.Where(port => !port.IsAnsweredOnPath).ToArray();

    /// <summary>
    /// The name of a practice whose device did not say what it is although the inventory could tell: a dynamic name that is no longer
    /// updated leads to whoever has the address now. Null for an address, and where there is nothing to compare with.
    /// </summary>
    public string? UnconfirmedName => UnconfirmedNameOf(Vantage, Practice, Identity);

    /// <summary>The same of what an observation consists of.</summary>
    internal static string? UnconfirmedNameOf(Vantage vantage, Practice? practice, RouterIdentity identity) =>
        vantage == Vantage.Outside && practice is { WanAddress: string name } && !IPAddress.TryParse(name, out _) && IsUnconfirmed(practice, identity) ? name : null;

    /// <summary>True where the inventory names a model or a serial number and the device reported neither.</summary>
    internal static bool IsUnconfirmed(Practice practice, RouterIdentity identity) => (!string.IsNullOrEmpty(practice.RouterModel) || !string.IsNullOrEmpty(practice.RouterSerialNumber))
        && identity.SerialNumber is null && (identity.Model is null || identity.Confidence < Confidence.Medium);

    public IReadOnlyList<NatSession> Sessions { get; init; } = Array.Empty<NatSession>();

    public IReadOnlyList<NatInterface> NatInterfaces { get; init; } = Array.Empty<NatInterface>();

    public IReadOnlyList<Evidence> DynamicPortMapping { get; init; } = Array.Empty<Evidence>();

    public IReadOnlyList<ManagementService> Management { get; init; } = Array.Empty<ManagementService>();

    public bool IsKonnektor { get; init; }

    public IReadOnlyList<string> KonnektorAddresses { get; init; } = Array.Empty<string>();

    public IReadOnlyList<DeviceFingerprint> Devices { get; init; } = Array.Empty<DeviceFingerprint>();

    public IReadOnlyList<SourceReport> Sources { get; init; } = Array.Empty<SourceReport>();

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset EndedAt { get; init; }

    /// <summary>The observation behind a public object, also for objects that were saved or come from another machine.</summary>
    public static RouterObservation Of(RouterExposure exposure) => new()
    {
        PracticeId = exposure.PracticeId,
        Practice = exposure.Practice,
        ComputerName = exposure.ComputerName,
        WanAddress = exposure.WanAddress,
        Vantage = exposure.Vantage,
        ReportedWanAddresses = exposure.ReportedWanAddresses,
        PrivateWanAddresses = exposure.PrivateWanAddresses().ToArray(),
        IPv6 = exposure.IPv6,
        MeasuredAddresses = exposure.MeasuredAddresses,
        UnmeasuredAddresses = exposure.UnmeasuredAddresses,
        Identity = exposure.Identity,
        Firmware = exposure.Firmware,
        Forwards = exposure.Forwards,
        ForwardsComplete = exposure.ForwardsComplete,
        Ports = exposure.Ports,
        AcceptsAllPorts = exposure.AcceptsAllPorts,
        ProvenPorts = exposure.ProvenPorts,
        Sessions = exposure.Sessions,
        NatInterfaces = exposure.NatInterfaces,
        DynamicPortMapping = exposure.DynamicPortMapping,
        Management = exposure.Management,
        IsKonnektor = exposure.IsKonnektor,
        KonnektorAddresses = exposure.KonnektorAddresses,
        Devices = exposure.Devices,
        Sources = exposure.Sources,
        StartedAt = exposure.StartedAt,
        EndedAt = exposure.EndedAt,
    };

    /// <summary>
    /// True where nothing but the device names a host: neither the caller nor the inventory did, and nothing was measured there. A device could
    /// name anyone's address, so such a host is contacted only on request, and never with a credential.
    /// </summary>
    public bool IsReportedOnly(string? host) => !string.IsNullOrEmpty(host) && ComputerName.Length > 0 && !Named().Contains(host, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<string?> Named() => new[] { ComputerName, Practice?.WanAddress, Practice?.RouterAddress }
        .Concat(Practice?.FurtherWanAddresses ?? Array.Empty<string>())
        .Concat(Practice?.Servers ?? Array.Empty<string>())
        .Concat(MeasuredAddresses)
        .Concat(Ports.Select(port => port.Address));

    /// <summary>A copy with one more source.</summary>
    public RouterObservation With(SourceReport source) => this with { Sources = Sources.Append(source).ToArray() };
}
