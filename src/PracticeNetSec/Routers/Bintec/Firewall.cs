// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.ProtectionMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>
/// The stateful firewall of a bintec device (SIF). Its rules are tried in their order and the first that matches decides
/// (bintec manuals, "Firewall"). A forward counts as denied only when a rule denies it to everyone for certain and no
/// rule before it may let anything through: whether the firewall sees a packet before or after its address is translated
/// is not documented, so both sets of ports must be denied, and to every destination.
/// </summary>
internal sealed class Firewall
{
    // The web interface gives this name to the alias that checks neither interface nor address; a user may give it to another alias.
    private const string AnyAlias = "ANY";

    private const int On = 1;
    private const int Off = 2;

    private readonly long? _status;
    private readonly FirewallRule[] _rules;
    private readonly Dictionary<long, FirewallService[]> _services;
    private readonly HashSet<long> _anywhere;
    private readonly bool _isWhole;

    /// <param name="status">ipSifAdminStatus; null when the device did not report it.</param>
    /// <param name="rules">ipSifAliasTable.</param>
    /// <param name="services">ipSifAliasServiceTable.</param>
    /// <param name="addresses">ipSifAliasAddressTable.</param>
    public Firewall(SnmpValue? status, SnmpTable rules, SnmpTable services, SnmpTable addresses)
    {
        _status = status?.AsInteger();
        _rules = rules.Rows.Select(FirewallRule.Read).Where(rule => rule.MayBeInForce).OrderBy(rule => rule.Order ?? long.MinValue).ToArray();
        _services = services.Rows.Select(FirewallService.TryRead).OfType<FirewallService>().GroupBy(service => service.Index).ToDictionary(group => group.Key, group => group.ToArray());
        _anywhere = new HashSet<long>(addresses.Rows
            .GroupBy(row => row[SifAddress.Index]?.AsInteger())
            .Where(same => same.All(IsAnywhere))
            .Select(same => same.Key)
            .OfType<long>());
        _isWhole = rules.IsComplete;
    }

    /// <summary><c>on</c>, <c>off</c> or <c>unknown</c>.</summary>
    public string State => _status switch
    {
        On => "on",
        Off => "off",
        _ => "unknown",
    };

    /// <summary>Rules in force.</summary>
    public int RuleCount => _rules.Length;

    /// <summary>What happens to the packets of a forward, and by which rule.</summary>
    public (FirewallDecision Decision, Evidence Reason) Decide(PortForward forward)
    {
        if (_status == Off)
        {
            return (FirewallDecision.LetThrough, EvidenceOf.FirewallOff());
        }

        if (_status != On || !_isWhole)
        {
            return (FirewallDecision.Undetermined, EvidenceOf.FirewallNotRead());
        }

        List<FirewallRule> perhaps = new();
        foreach (FirewallRule rule in _rules)
        {
            RuleMatch match = Match(rule, forward);
            bool decides = match == RuleMatch.Certain && (rule.Allows || rule.Denies);
            if (!decides && match != RuleMatch.None)
            {
                perhaps.Add(rule);
            }
            else if (decides)
            {
                bool undisputed = perhaps.TrueForAll(other => rule.Allows ? other.Allows : other.Denies);
                return !undisputed ? Open(perhaps)
                    : rule.Allows ? (FirewallDecision.LetThrough, EvidenceOf.FirewallAllows(rule.Order!.Value))
                    : (FirewallDecision.Denied, EvidenceOf.FirewallDenies(rule.Order!.Value));
            }
        }

        return Open(perhaps);
    }

    /// <summary>Accepted only where the row has the name and shows that it checks no address and no interface.</summary>
    private static bool IsAnywhere(SnmpRow row) =>
        string.Equals(row[SifAddress.Alias]?.AsText(), AnyAlias, StringComparison.OrdinalIgnoreCase)
        && IsZero(row[SifAddress.Address]?.AsIpAddress())
        && IsZero(row[SifAddress.Mask]?.AsIpAddress())
        && row[SifAddress.Interface]?.AsInteger() == 0;

    private static bool IsZero(byte[]? address) => address is not null && Array.TrueForAll(address, part => part == 0);

    private static (FirewallDecision Decision, Evidence Reason) Open(List<FirewallRule> perhaps) => (
        FirewallDecision.Undetermined,
        perhaps.Count == 0
            ? EvidenceOf.FirewallNoRule()
            : EvidenceOf.FirewallRulesUndetermined(string.Join(", ", perhaps.Select(rule => rule.Order))));

    private RuleMatch Match(FirewallRule rule, PortForward forward)
    {
        // An index that is not in the table is a group, or was withheld.
        if (rule.Order is null || !rule.IsInForce || rule.Service is not { } index || !_services.TryGetValue(index, out FirewallService[]? services) || services.Length != 1)
        {
            return RuleMatch.Possible;
        }

        RuleMatch outside = services[0].Match(forward.Protocol, forward.ExternalStart, forward.ExternalEnd);
        RuleMatch inside = services[0].Match(forward.Protocol, forward.InternalStart, forward.InternalEnd);
        bool anywhere = rule.Source is { } source && _anywhere.Contains(source) && rule.Destination is { } destination && _anywhere.Contains(destination);
        return outside == RuleMatch.None && inside == RuleMatch.None ? RuleMatch.None
            : outside == RuleMatch.Certain && inside == RuleMatch.Certain && anywhere ? RuleMatch.Certain
            : RuleMatch.Possible;
    }
}
