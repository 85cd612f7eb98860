// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers;

/// <summary>What one router exposes, as far as it was observed, and what that means.</summary>
public sealed class RouterExposure
{
    /// <summary>The provider's id of the practice; empty when a bare address was examined.</summary>
    public string PracticeId { get; set; } = "";

    /// <summary>The practice, when it is known.</summary>
    public Practice? Practice { get; set; }

    /// <summary>The router as the caller named it.</summary>
    public string ComputerName { get; set; } = "";

    /// <summary>Public address of the connection, when it is known.</summary>
    public string? WanAddress { get; set; }

    /// <summary>The vantage point.</summary>
    public Vantage Vantage { get; set; }

    /// <summary>Public addresses that the router itself reports (UPnP, TR-064, NAT-PMP, SNMP).</summary>
    public string[] ReportedWanAddresses { get; set; } = Array.Empty<string>();

    /// <summary>The router's WAN address where it is a private one: there is another NAT upstream. Null otherwise.</summary>
    public string? PrivateWanAddress { get; set; }

    /// <summary>Further ones, of a router with several lines of which none has a public address.</summary>
    public string[] FurtherPrivateWanAddresses { get; set; } = Array.Empty<string>();

    /// <summary>Whose address the line has over IPv4: at a shared one, measured ports are attributed to nobody.</summary>
    public Line Line { get; set; } = new();

    /// <summary>What shows that the line has IPv6, and what is known of what it lets in.</summary>
    public IPv6Status IPv6 { get; set; } = new();

    /// <summary>Further addresses of the examined name, and of the practice's other Internet connections, whose ports were measured from outside beside the first.</summary>
    public string[] MeasuredAddresses { get; set; } = Array.Empty<string>();

    /// <summary>
    /// Addresses of that kind that were not measured, and names that have none now: beyond the limit, or of a version of IP that this machine does not
    /// have. As long as there are any, the practice is not cleared.
    /// </summary>
    public string[] UnmeasuredAddresses { get; set; } = Array.Empty<string>();

    /// <summary>What the device reports itself to be.</summary>
    public RouterIdentity Identity { get; set; } = new();

    /// <summary>Its firmware; null when no source reported it.</summary>
    public RouterFirmware? Firmware { get; set; }

    /// <summary>Port forwards read from the device.</summary>
    public PortForward[] Forwards { get; set; } = Array.Empty<PortForward>();

    /// <summary>True when a forward table was read to its end: only then does a forward that is not listed not exist.</summary>
    public bool ForwardsComplete { get; set; }

    /// <summary>Ports measured.</summary>
    public PortResult[] Ports { get; set; } = Array.Empty<PortResult>();

    /// <summary>True where unused ports were open too: something on the path accepts every connection, so open ports are no evidence.</summary>
    public bool AcceptsAllPorts { get; set; }

    /// <summary>TCP ports that the vantage point was shown to carry, by a canary or by another host that answered on them: only there does silence or an RST say anything.</summary>
    public int[] ProvenPorts { get; set; } = Array.Empty<int>();

    /// <summary>The measured ports, as far as they are conclusive for this host.</summary>
    internal PortResult[] ConclusivePorts => AcceptsAllPorts
        ? Array.Empty<PortResult>()
        : Ports.Where(port => !port.IsAnsweredOnPath && (!Line.AnswersMayBeAnothers || HostAddress.IsVersion6(port.Address) || Practice?.HasAlone(port.Address) == true)).ToArray();

    /// <summary>Blocks of ports that are open although only one port was intended.</summary>
    public WidenedRange[] WidenedRanges { get; set; } = Array.Empty<WidenedRange>();

    /// <summary>Live NAT sessions, where the device shows them.</summary>
    public NatSession[] Sessions { get; set; } = Array.Empty<NatSession>();

    /// <summary>The router's interfaces and which of them translate addresses, where it shows them.</summary>
    public NatInterface[] NatInterfaces { get; set; } = Array.Empty<NatInterface>();

    /// <summary>How programs inside can open ports by themselves (UPnP, NAT-PMP), as the router reported it.</summary>
    public Evidence[] DynamicPortMapping { get; set; } = Array.Empty<Evidence>();

    /// <summary>Management services of the device, where its access list was read.</summary>
    public ManagementService[] Management { get; set; } = Array.Empty<ManagementService>();

    /// <summary>Advisories compared with the device.</summary>
    public AdvisoryMatch[] Advisories { get; set; } = Array.Empty<AdvisoryMatch>();

    /// <summary>True when the host answers as a TI Konnektor (gematik); it is not the router and not vulnerable.</summary>
    public bool IsKonnektor { get; set; }

    /// <summary>Internal addresses that the caller named as TI Konnektors; a forward to one is a finding.</summary>
    public string[] KonnektorAddresses { get; set; } = Array.Empty<string>();

    /// <summary>Devices behind the router identified on its open ports: network stores, Konnektors.</summary>
    public DeviceFingerprint[] Devices { get; set; } = Array.Empty<DeviceFingerprint>();

    /// <summary>How each source answered.</summary>
    public SourceReport[] Sources { get; set; } = Array.Empty<SourceReport>();

    /// <summary>What is wrong.</summary>
    public Finding[] Findings { get; set; } = Array.Empty<Finding>();

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>What the verdict is based on.</summary>
    public Coverage Coverage { get; set; } = new();

    /// <summary>Why, and for <see cref="Verdict.Undetermined"/> what would resolve it.</summary>
    public Evidence[] Reasons { get; set; } = Array.Empty<Evidence>();

    /// <summary>The examinations that would resolve a <see cref="Verdict.Undetermined"/>; empty for any other verdict.</summary>
    public NextAction[] NextActions { get; set; } = Array.Empty<NextAction>();

    /// <summary><see cref="NextActions"/> as PowerShell lines, ready to paste; the cmdlets write them.</summary>
    public string[] NextCommands { get; set; } = Array.Empty<string>();

    /// <summary>When the examination started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <summary>Where a TCP port was measured open: the examined name, or the further address of it that has the port open.</summary>
    public string HostOf(int port) => Ports.FirstOrDefault(open => open.Port == port && open.IsReachable) is { } found && found.Address.Length > 0 && found.Address != WanAddress && found.ComputerName != ComputerName
        ? found.Address
        : ComputerName;

    /// <summary>
    /// True where nothing but the device names a host: neither the caller nor the inventory did, and nothing was measured there. A device could
    /// name anyone's address, so such a host is contacted only on request, and never with a credential.
    /// </summary>
    /// <param name="host">Address or name.</param>
    public bool IsReportedOnly(string? host) => RouterObservation.Of(this).IsReportedOnly(host);

    /// <summary>
    /// True where the device showed the strongest property of the inventory (certificate, else serial number, else model), false where it is another,
    /// null where that is not known.
    /// </summary>
    public bool? IsPracticesDevice() => Practice is null ? null : RouterIdentityCheck.IsPracticesDevice(Practice, Identity);

    /// <summary>True where the host itself refused a TCP port: it answered afterwards as before, and the vantage point carries the port.</summary>
    internal bool IsRefused(int port) => !IsInDoubt && !HasNothingOpen(ConclusivePorts, Identity) && ConclusivePorts.Any(known =>
        known.Port == port && known.State == PortState.Closed && known.Failure is null && known.HostAnsweredAt is not null && ProvenPorts.Contains(port));

    /// <summary>
    /// True where no measured port is open and nothing else answered at the address: a device with nothing open looks like that, and so
    /// does one that has blocked this machine before the first packet.
    /// </summary>
    internal static bool HasNothingOpen(IReadOnlyCollection<PortResult> ports, RouterIdentity identity) =>
        ports.Count > 0 && identity.Confidence == Confidence.None && !ports.Any(port => port.IsReachable);

    /// <summary>True where what refused may be another's, or another address of the line may have open what this one refuses.</summary>
    internal bool IsInDoubt => UnmeasuredAddresses.Length > 0 || IsUnconfirmed;

    /// <summary>True where the name may lead to another customer's router by now: nothing of this one is the practice's.</summary>
    internal bool IsUnconfirmed => RouterObservation.UnconfirmedNameOf(Vantage, Practice, Identity) is not null;

    /// <summary>True where this examination proved that the Internet does not reach a TCP port: the host itself refused or filtered it, or the complete table has no forward of it.</summary>
    public bool ProvesUnreachable(int port) =>
        (!IsInDoubt && Coverage.Ports.Any(known => known.Port == port && known.State is PortCoverageState.Refused or PortCoverageState.Filtered))
        || (TableDecides && !ConclusivePorts.Any(open => open.Port == port && open.IsReachable)
            && !Forwards.Any(forward => forward.Enabled && forward.CarriesTcp && forward.ExternalStart <= port && port <= forward.ExternalEnd));

    /// <summary>True where a recording of long ago is among what it was read from: what it does not show is not gone.</summary>
    internal bool RestsOnOldRecording => Sources.Any(source => source.States(EvidenceCode.SourceRecordingOld) || source.States(EvidenceCode.SourceRecordingUndated));

    /// <summary>True where the complete table shows what the Internet reaches: behind another router, or beside one at the same address, it is only one of two.</summary>
    internal bool TableDecides => ForwardsComplete && Line.Kind != LineKind.Cascade && !Line.IsContested && !IsUnconfirmed;

    /// <summary>Both properties: every address outside that is a private one.</summary>
    internal IEnumerable<string> PrivateWanAddresses() => FurtherPrivateWanAddresses.Prepend(PrivateWanAddress).OfType<string>();

    /// <summary>The public object of an observation and what it means.</summary>
    internal static RouterExposure Of(RouterObservation observed, RouterAssessment assessed) => new()
    {
        PracticeId = observed.PracticeId,
        Practice = observed.Practice,
        ComputerName = observed.ComputerName,
        WanAddress = observed.WanAddress,
        Vantage = observed.Vantage,
        ReportedWanAddresses = observed.ReportedWanAddresses.ToArray(),
        PrivateWanAddress = observed.PrivateWanAddresses.Count > 0 ? observed.PrivateWanAddresses[0] : null,
        FurtherPrivateWanAddresses = observed.PrivateWanAddresses.Skip(1).ToArray(),
        IPv6 = observed.IPv6,
        MeasuredAddresses = observed.MeasuredAddresses.ToArray(),
        UnmeasuredAddresses = observed.UnmeasuredAddresses.ToArray(),
        Identity = observed.Identity,
        Firmware = observed.Firmware,
        Forwards = observed.Forwards.ToArray(),
        ForwardsComplete = observed.ForwardsComplete,
        Ports = observed.Ports.ToArray(),
        AcceptsAllPorts = observed.AcceptsAllPorts,
        ProvenPorts = observed.ProvenPorts.ToArray(),
        Sessions = observed.Sessions.ToArray(),
        NatInterfaces = observed.NatInterfaces.ToArray(),
        DynamicPortMapping = observed.DynamicPortMapping.ToArray(),
        Management = observed.Management.ToArray(),
        IsKonnektor = observed.IsKonnektor,
        KonnektorAddresses = observed.KonnektorAddresses.ToArray(),
        Devices = observed.Devices.ToArray(),
        Sources = observed.Sources.ToArray(),
        StartedAt = observed.StartedAt,
        EndedAt = observed.EndedAt,
        Line = assessed.Line,
        WidenedRanges = assessed.WidenedRanges.ToArray(),
        Advisories = assessed.Advisories.ToArray(),
        Findings = assessed.Findings.ToArray(),
        Verdict = assessed.Verdict,
        Coverage = assessed.Coverage,
        Reasons = assessed.Reasons.ToArray(),
        NextActions = assessed.NextActions.ToArray(),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{ComputerName}: {Verdict}";
}
