// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;

namespace PracticeNetSec.Rules;

/// <summary>What the rules may build on: only what proves something about the outside.</summary>
internal sealed class RouterEvidence
{
    private readonly SourceRanges _sources;
    private readonly ILookup<int, PortResult> _measured;

    public RouterEvidence(RouterObservation all, AdvisoryCatalog catalog)
    {
        Line = LineFinder.Find(all);
        AnswersAreAnothers = Line.MayBeOfSeveral || (Line.AnswersMayBeAnothers && !HostAddress.IsVersion6(all.WanAddress ?? all.ComputerName));
        RouterObservation observed = Observed = AnswersAreAnothers && all.ReadFrom == Vantage.Outside ? OfNobody(all) : all;
        Catalog = catalog;
        IsAnotherDevice = all.Practice is Practice practice && RouterIdentityCheck.IsSame(practice, all.Identity) == false;
        bool provesOutside = !IsAnotherDevice && observed.Vantage is Vantage.Outside or Vantage.Recorded;
        PortsFromOutside = provesOutside ? observed.ConclusivePorts.Where(IsAttributable).ToArray() : System.Array.Empty<PortResult>();
        _measured = PortsFromOutside.ToLookup(port => port.Port);
        HasNothingOpen = RouterExposure.HasNothingOpen(PortsFromOutside, observed.Identity);
        ForwardsInForce = observed.Forwards.Where(forward => forward.IsInForce).ToArray();
        _sources = new SourceRanges(ForwardsInForce);
        TcpForwards = ForwardsInForce.Where(forward => forward.CarriesTcp).ToArray();
        WidenedRanges = WidenedRangeFinder.Find(observed.Forwards, PortsFromOutside);
        Advisories = catalog.Match(observed.Identity, observed.Firmware);
    }

    public RouterObservation Observed { get; }

    /// <summary>Whose address the line has.</summary>
    public Line Line { get; }

    /// <summary>True where what answers at the address outside may be another's: an IPv4 address of the provider, or one that the inventory has for several practices.</summary>
    public bool AnswersAreAnothers { get; }

    /// <summary>True where the device reports to be another one than the inventory names: nothing of it is the practice's.</summary>
    public bool IsAnotherDevice { get; }

    /// <summary>What the firmware is compared with.</summary>
    public AdvisoryCatalog Catalog { get; }

    /// <summary>The advisories of that catalog for this device.</summary>
    public IReadOnlyList<AdvisoryMatch> Advisories { get; }

    /// <summary>Blocks of ports that are open although one was meant.</summary>
    public IReadOnlyList<WidenedRange> WidenedRanges { get; }

    /// <summary>Measured ports; empty from inside, where hairpin NAT invalidates every answer, and where every port answers.</summary>
    public IReadOnlyList<PortResult> PortsFromOutside { get; }

    /// <summary>Forwards in force, of every protocol.</summary>
    public IReadOnlyList<PortForward> ForwardsInForce { get; }

    /// <summary>Forwards in force that carry TCP.</summary>
    public IReadOnlyList<PortForward> TcpForwards { get; }

    /// <summary>
    /// True when anything proves that the device is at the measured address: a port that accepted or refused, or a
    /// source that answered there. A recording identifies the device, but does not prove that the right address was measured.
    /// </summary>
    public bool SomethingAnswered => (Observed.Vantage == Vantage.Outside && Observed.Identity.Confidence > Confidence.None)
        || PortsFromOutside.Any(port => port.State is PortState.Open or PortState.OpenReset or PortState.Closed);

    /// <summary>True when no port is open and nothing else answered at the address.</summary>
    public bool HasNothingOpen { get; }

    /// <summary>
    /// True when every port was measured over IPv6. Forwards exist for IPv4 only, so a silent IPv6 address says nothing
    /// about them.
    /// </summary>
    public bool MeasuredOverIPv6Alone => PortsFromOutside.Count > 0
        && PortsFromOutside.All(port => IPAddress.TryParse(port.Address, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6);

    /// <summary>What a finding names as its target: the address outside, or the name given for the router.</summary>
    public string Host => Observed.WanAddress ?? Observed.ComputerName;

    /// <summary>The target of a finding about a measured port: at the address where it was measured, in brackets for IPv6 (RFC 3986 §3.2.2).</summary>
    public string TargetOf(PortResult port)
    {
        bool isFurther = port.Address.Length > 0 && port.Address != Observed.WanAddress && port.ComputerName != Observed.ComputerName;
        string host = isFurther ? port.Address : Host;
        return isFurther && host.IndexOf(':') >= 0 ? $"[{host}]:{Text(port.Port)}" : $"{host}:{Text(port.Port)}";
    }

    /// <summary>A measured port as evidence.</summary>
    public Evidence Measured(PortResult port) => EvidenceOf.PortMeasured(Observed.Vantage, port.Port, port.State, port.EndedAt, SourceNames.Ports, port.EndedAt);

    /// <summary>A number as a value of a finding.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is known of a deciding port.</summary>
    public PortCoverageState StateOf(int port) => _measured.Contains(port) ? _measured[port].Max(StateOf) : PortCoverageState.NotMeasured;

    /// <summary>Without what the device at the address reported: it is the provider's or another customer's.</summary>
    private static RouterObservation OfNobody(RouterObservation all) => all with
    {
        Identity = new RouterIdentity(),
        Firmware = null,
        Forwards = System.Array.Empty<PortForward>(),
        ForwardsComplete = false,
        Sessions = System.Array.Empty<NatSession>(),
        IPv6 = all.IPv6.Measured,
        NatInterfaces = System.Array.Empty<NatInterface>(),
        DynamicPortMapping = System.Array.Empty<Evidence>(),
        Management = System.Array.Empty<ManagementService>(),
    };

    /// <summary>Over IPv6, and at another connection that the inventory names, the address is the line's own.</summary>
    private bool IsAttributable(PortResult port) => !Line.AnswersMayBeAnothers || (HostAddress.IsVersion6(port.Address) && !Line.MayBeOfSeveral)
        || Observed.Practice?.HasAlone(port.Address) == true;

    private PortCoverageState StateOf(PortResult port) => PortEvidence.StateOf(port, Observed.ProvenPorts) is var state && HasNothingOpen && state > PortCoverageState.Unconfirmed
        ? PortCoverageState.Unconfirmed
        : state;

    /// <summary>True when everybody may use the forwards of a port outside.</summary>
    public bool IsForEveryone(string protocol, int outside) => _sources.LetEveryoneTo(protocol, outside);

    /// <summary>The same of one forward, at its first port.</summary>
    public bool IsForEveryone(PortForward forward) => forward.IsForEveryone
        || IsForEveryone(forward.Carries(ServiceNames.Tcp) ? ServiceNames.Tcp : forward.Protocol, forward.ExternalStart);

    public PortResult? OpenPort(int port) => PortsFromOutside.FirstOrDefault(result => result.Port == port && result.IsReachable);
}
