// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers;

/// <summary>One port forward (destination NAT rule) as listed in the router's own table.</summary>
public sealed class PortForward
{
    /// <summary><c>tcp</c>, <c>udp</c>, <c>any</c> or another IP protocol's name.</summary>
    public string Protocol { get; set; } = "";

    /// <summary>First external port, 1 to 65535 (1 when all ports are forwarded).</summary>
    public int ExternalStart { get; set; }

    /// <summary>Last external port, inclusive.</summary>
    public int ExternalEnd { get; set; }

    /// <summary>Internal address; null when the router does not translate.</summary>
    public string? InternalAddress { get; set; }

    /// <summary>First internal port.</summary>
    public int InternalStart { get; set; }

    /// <summary>Last internal port, inclusive.</summary>
    public int InternalEnd { get; set; }

    /// <summary>Who may use it, as address/prefix; null means anyone.</summary>
    public string? RemoteAddress { get; set; }

    /// <summary>Index of the interface the rule belongs to; 0 for every interface that translates, null when the source does not report it.</summary>
    public int? InterfaceIndex { get; set; }

    /// <summary>Where the rule was read from: <c>ipNatPresetTable</c>, <c>UPnP</c>, …</summary>
    public string Source { get; set; } = "";

    /// <summary>False when the router lists the rule but does not apply it.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Text the administrator gave the rule.</summary>
    public string? Description { get; set; }

    /// <summary>Seconds until the rule expires; 0 means never; null when the source does not report it.</summary>
    public long? LeaseSeconds { get; set; }

    /// <summary>What the router's own firewall does with it.</summary>
    public FirewallDecision Firewall { get; set; }

    /// <summary>What the firewall's decision is based on; null when no firewall was read.</summary>
    public Evidence? FirewallReason { get; set; }

    /// <summary>True unless the router is known not to apply the forward, or its firewall is known to deny it.</summary>
    internal bool IsInForce => Enabled && Firewall != FirewallDecision.Denied;

    /// <inheritdoc/>
    public override string ToString()
    {
        string inside = Range(InternalStart, InternalEnd);
        string machine = InternalAddress?.IndexOf(':') >= 0 ? $"[{InternalAddress}]" : InternalAddress ?? "(no translation)"; // RFC 3986 §3.2.2
        return $"{Outside} -> {machine}:{inside}";
    }

    /// <summary>Equal for two observations of one forward: TR-064 and UPnP show the same table twice, and so do two views.</summary>
    internal (string Ports, string? RemoteAddress, bool Enabled) Key => (ToString(), RemoteAddress, Enabled);

    /// <summary>Each forward once, in the order of the sources: of two observations, the one that allows it counts, for they may be of different days.</summary>
    internal static IEnumerable<PortForward> Distinct(IEnumerable<PortForward> observed) => observed.GroupBy(forward => forward.Key).Select(same => same.OrderBy(ByFirewall).First());

    /// <summary>A source that read no firewall yields to one that did.</summary>
    private static int ByFirewall(PortForward forward) => forward.Firewall switch
    {
        FirewallDecision.LetThrough => 0,
        FirewallDecision.Denied => 2,
        _ => forward.FirewallReason is null ? 3 : 1,
    };

    /// <summary>The forward as evidence of the table that it was read from.</summary>
    internal Evidence Seen => InternalAddress is null
        ? EvidenceOf.ForwardSeenUntranslated(Source, Outside, Range(InternalStart, InternalEnd))
        : EvidenceOf.ForwardSeen(Source, ToString());

    private string Outside => $"{Protocol} {Range(ExternalStart, ExternalEnd)}";

    /// <summary>True for a rule in force that forwards TCP for any source.</summary>
    internal bool AllowsEveryone => IsInForce && IsForEveryone && CarriesTcp;

    /// <summary>True when no source is named, or a range too wide to restrict anything (<see cref="SourceRanges"/>).</summary>
    internal bool IsForEveryone => SourceRanges.IsEveryone(RemoteAddress);

    /// <summary>True when TCP is among what the rule forwards.</summary>
    internal bool CarriesTcp => Carries("tcp");

    /// <summary>True when that protocol is among what the rule forwards.</summary>
    internal bool Carries(string protocol) => Protocol == protocol || Protocol is "any" or "ip";

    /// <summary>The external port that leads to an internal one (<c>new = old - ExtPort + IntPort</c>); null when none does.</summary>
    internal int? OutsideOf(int inside)
    {
        int outside = inside - InternalStart + ExternalStart;
        return outside >= ExternalStart && outside <= ExternalEnd ? outside : null;
    }

    private static string Range(int start, int end) => start == end
        ? start.ToString(CultureInfo.InvariantCulture)
        : string.Format(CultureInfo.InvariantCulture, "{0}-{1}", start, end);
}
