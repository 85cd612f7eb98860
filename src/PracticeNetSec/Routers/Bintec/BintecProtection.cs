// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.ProtectionMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>
/// What protects a device of the bintec family and its forwards: the firewall, what internal programs opened through UPnP,
/// and who may use the management services.
/// </summary>
internal sealed class BintecProtection
{
    // Dozens in practice; the predefined services alone are about a hundred.
    private const int MaxRows = 2048;

    private const int UpnpEnabled = 10;
    private const int UpnpRestricted = 20;
    private const int UpnpDisabled = 30;

    private BintecProtection(Firewall firewall, PortForward[] upnpForwards, ManagementService[] management, SourceReport[] reports) =>
        (Firewall, UpnpForwards, Management, Reports) = (firewall, upnpForwards, management, reports);

    public Firewall Firewall { get; }

    /// <summary>Forwards that internal programs requested.</summary>
    public PortForward[] UpnpForwards { get; }

    /// <summary>
    /// True when what internal programs opened could be missing from <see cref="UpnpForwards"/>: UPnP is not known to be off,
    /// and its table was not read to its end.
    /// </summary>
    public bool MayLackForwards { get; private init; }

    /// <summary>How internal programs can open ports; empty when they cannot, or nothing was reported.</summary>
    public Evidence[] DynamicPortMapping { get; private init; } = Array.Empty<Evidence>();

    /// <summary>Management services; empty when the list was not read to its end.</summary>
    public ManagementService[] Management { get; }

    public SourceReport[] Reports { get; }

    /// <summary>Reads everything. A device that reports nothing leaves everything undetermined.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<BintecProtection> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        Task<SnmpObjects> statesTask = source.GetAsync(new[] { SifAdminStatus, UpnpStatus, UpnpTcpPort }, cancellation);
        Task<SnmpTable> rules = Table(source, SifRuleEntry, cancellation, SifRule.Order, SifRule.Source, SifRule.Destination, SifRule.Service, SifRule.Action, SifRule.Status);
        Task<SnmpTable> services = Table(source, SifServiceEntry, cancellation, SifService.Index, SifService.Protocol, SifService.Port, SifService.Range, SifService.SourcePort);
        Task<SnmpTable> addresses = Table(source, SifAddressEntry, cancellation, SifAddress.Index, SifAddress.Alias, SifAddress.Address, SifAddress.Mask, SifAddress.Interface);
        Task<SnmpTable> allow = Table(source, LocalTcpAllowEntry, cancellation, LocalTcpAllow.AddrMode, LocalTcpAllow.Addr, LocalTcpAllow.Mask, LocalTcpAllow.IfMode, LocalTcpAllow.IfIndex, LocalTcpAllow.Service);
        Task<SnmpTable> upnp = Table(source, NatUpnpEntry, cancellation, NatUpnp.IfIndex, NatUpnp.Protocol, NatUpnp.RemoteAddr, NatUpnp.ExtPort, NatUpnp.IntAddr, NatUpnp.IntPort, NatUpnp.Lease, NatUpnp.Status, NatUpnp.Description);
        await Task.WhenAll(statesTask, rules, services, addresses, allow, upnp).ConfigureAwait(false);

        SnmpObjects states = statesTask.Result;
        Firewall firewall = new(states[SifAdminStatus], rules.Result, services.Result, addresses.Result);
        PortForward[] forwards = upnp.Result.Rows.Select(UpnpForwardRow.TryRead).OfType<PortForward>().ToArray();
        ManagementService[] management = ManagementAccess.Read(allow.Result, isShown: states.Values.Count > 0 || allow.Result.Rows.Count > 0);
        string upnpState = UpnpState(states[UpnpStatus]);
        bool upnpIsOn = upnpState is "enabled" or "restricted";
        bool upnpIsWhole = upnp.Result.IsComplete && forwards.Length == upnp.Result.Rows.Count;
        long? upnpPort = upnpIsOn ? states[UpnpTcpPort]?.AsInteger() : null;
        return new BintecProtection(firewall, forwards, management, new[]
        {
            Report(source, rules.Result, firewall.State != "unknown", EvidenceOf.SourceFirewall(FirewallRule.Table, firewall.State, firewall.RuleCount, source.Kind)),
            Report(source, upnp.Result, states[UpnpStatus] is not null && upnpIsWhole, upnpPort is { } port
                ? EvidenceOf.SourceUpnpOnPort(UpnpForwardRow.Table, upnpState, port, forwards.Length, source.Kind)
                : EvidenceOf.SourceUpnp(UpnpForwardRow.Table, upnpState, forwards.Length, source.Kind)),
            Report(source, allow.Result, management.Length > 0, management.Length > 0
                ? EvidenceOf.SourceManagement(ManagementAccess.Table, management.Select(Line), source.Kind)
                : EvidenceOf.SourceTableNotShown(ManagementAccess.Table, source.Kind)),
        })
        {
            MayLackForwards = upnpState != "disabled" && !upnpIsWhole,
            DynamicPortMapping = upnpIsOn ? new[] { UpnpIsOn(source.Kind, upnpState, upnpPort) } : Array.Empty<Evidence>(),
        };
    }

    /// <summary>The forwards with the firewall's decision, followed by those of UPnP.</summary>
    public IReadOnlyList<PortForward> Decide(IEnumerable<PortForward> forwards)
    {
        PortForward[] all = forwards.Concat(UpnpForwards).ToArray();
        foreach (PortForward forward in all)
        {
            (forward.Firewall, forward.FirewallReason) = Firewall.Decide(forward);
        }

        return all;
    }

    private static Task<SnmpTable> Table(ISnmpSource source, ObjectIdentifier entry, CancellationToken cancellation, params uint[] columns) =>
        source.ReadTableAsync(new TableRequest(columns.Select(column => entry.Append(column)).ToArray()) { MaxRows = MaxRows }, cancellation);

    private static SourceReport Report(ISnmpSource source, SnmpTable table, bool understood, Evidence detail) => new()
    {
        Source = source.Kind,
        Complete = table.IsComplete && understood,
        Detail = table.Reason is Evidence reason ? SourceReport.Join(source.Kind, new[] { detail, EvidenceOf.SourceNotReadToEnd(reason, source.Kind) }) : detail,
    };

    private static Evidence UpnpIsOn(string kind, string state, long? port) => port is { } number
        ? EvidenceOf.PortMappingUpnpOnPort(kind, state, number, kind)
        : EvidenceOf.PortMappingUpnp(kind, state, kind);

    private static Evidence Line(ManagementService service) =>
        EvidenceOf.SourceManagementService(service.Name, service.Clients);

    private static string UpnpState(SnmpValue? status) => status?.AsInteger() switch
    {
        UpnpEnabled => "enabled",
        UpnpRestricted => "restricted",
        UpnpDisabled => "disabled",

        // A recording made with the vendor's MIB and without types holds the enumeration name itself.
        null when status?.AsText() is "enabled" or "restricted" or "disabled" => status.AsText()!,
        _ => "unknown",
    };
}
