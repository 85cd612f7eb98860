// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Snmp;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Bintec;

/// <summary>The router's firewall clears a forward only when it denies it to everyone beyond doubt.</summary>
public sealed class FirewallTests
{
    private const int Any = 1;
    private const int Somewhere = 2;
    private const int Smb = 10;
    private const int Everything = 11;
    private const int Web = 12;
    private const int Access = 1;
    private const int Deny = 2;
    private const int Reject = 3;

    private static readonly PortForward Widened = Forward(440, 449);

    [Fact]
    public void A_firewall_that_is_off_allows_everything() =>
        Assert.Equal((FirewallDecision.LetThrough, EvidenceOf.FirewallOff()), Decide(Widened, status: 2, Rule(1, Deny, Everything)));

    [Fact]
    public void A_firewall_that_was_not_read_decides_nothing()
    {
        Assert.Equal(FirewallDecision.Undetermined, Decide(Widened, status: null, Rule(1, Deny, Everything)).Decision);
        Firewall firewall = new(SnmpValue.Integer(1), Table([Rule(1, Deny, Everything)], EvidenceOf.SnmpNoObject()), Services(), Addresses());
        Assert.Equal(FirewallDecision.Undetermined, firewall.Decide(Widened).Decision);
    }

    [Theory]
    [InlineData(Deny)]
    [InlineData(Reject)]
    public void A_rule_that_denies_everything_to_everyone_denies_the_forward(int action) =>
        Assert.Equal((FirewallDecision.Denied, EvidenceOf.FirewallDenies(1)), Decide(Widened, 1, Rule(1, action, Everything)));

    [Fact]
    public void The_first_rule_that_matches_decides_whatever_order_the_rows_come_in()
    {
        Assert.Equal(FirewallDecision.Denied, Decide(Widened, 1, Rule(2, Access, Everything), Rule(1, Deny, Everything)).Decision);
        Assert.Equal((FirewallDecision.LetThrough, EvidenceOf.FirewallAllows(1)), Decide(Widened, 1, Rule(2, Deny, Everything), Rule(1, Access, Everything)));
    }

    [Fact]
    public void The_range_of_a_service_is_a_number_of_ports_and_not_the_last_one()
    {
        // 440 with 10 ports is 440 to 449; with 9 the last one stays open.
        Assert.Equal(FirewallDecision.Denied, Decide(Widened, 1, Rule(1, Deny, Web)).Decision);
        Assert.Equal(FirewallDecision.Undetermined, Decide(Forward(440, 450), 1, Rule(1, Deny, Web)).Decision);
        Assert.Equal(FirewallDecision.Denied, Decide(Forward(445, 445), 1, Rule(1, Deny, Smb)).Decision);
        Assert.Equal(FirewallDecision.Undetermined, Decide(Forward(445, 446), 1, Rule(1, Deny, Smb)).Decision);
    }

    [Fact]
    public void A_rule_about_other_ports_or_another_protocol_does_not_apply()
    {
        Assert.Equal(FirewallDecision.Denied, Decide(Forward(3389, 3389), 1, Rule(1, Access, Smb), Rule(2, Deny, Everything)).Decision);
        PortForward udp = Forward(445, 445);
        udp.Protocol = "udp";
        Assert.Equal(FirewallDecision.Denied, Decide(udp, 1, Rule(1, Access, Smb), Rule(2, Deny, Everything)).Decision);
    }

    [Fact]
    public void A_denial_for_some_clients_is_none_for_everyone() =>
        Assert.Equal(FirewallDecision.Undetermined, Decide(Widened, 1, Rule(1, Deny, Everything, source: Somewhere)).Decision);

    [Fact]
    public void A_rule_before_the_denial_that_may_allow_somebody_leaves_it_undetermined()
    {
        (FirewallDecision decision, Evidence reason) = Decide(Widened, 1, Rule(1, Access, Everything, source: Somewhere), Rule(2, Deny, Everything));
        Assert.Equal(FirewallDecision.Undetermined, decision);
        Assert.Equal(EvidenceOf.FirewallRulesUndetermined("1"), reason);
    }

    [Fact]
    public void A_denial_of_the_ports_outside_alone_is_not_enough_when_the_ports_inside_differ()
    {
        PortForward moved = Forward(445, 445);
        (moved.InternalStart, moved.InternalEnd) = (4450, 4450);
        Assert.Equal(FirewallDecision.Undetermined, Decide(moved, 1, Rule(1, Deny, Smb)).Decision);
    }

    [Fact]
    public void A_group_of_services_is_not_resolved_and_denies_nothing() =>
        Assert.Equal(FirewallDecision.Undetermined, Decide(Widened, 1, Rule(1, Deny, 4711)).Decision);

    [Fact]
    public void A_rule_that_is_switched_off_is_no_rule() =>
        Assert.Equal(FirewallDecision.Undetermined, Decide(Widened, 1, Rule(1, Deny, Everything, status: 2)).Decision);

    [Fact]
    public void Without_a_matching_rule_the_trusted_interfaces_decide_and_those_are_not_known()
    {
        (FirewallDecision decision, Evidence reason) = Decide(Widened, 1);
        Assert.Equal(FirewallDecision.Undetermined, decision);
        Assert.Equal(EvidenceOf.FirewallNoRule(), reason);
    }

    [Fact]
    public void A_rule_without_its_action_may_be_anything() =>
        Assert.Equal(FirewallDecision.Undetermined, Decide(Widened, 1, Without(Rule(1, Deny, Everything), 5), Rule(2, Deny, Everything)).Decision);

    [Fact]
    public void A_service_that_also_names_a_source_port_denies_nothing_for_certain()
    {
        SnmpTable services = Table([new() { [1] = I(Everything), [3] = I(254), [4] = I(-1), [5] = I(1), [8] = I(1024) }]);
        Firewall firewall = new(SnmpValue.Integer(1), Table([Rule(1, Deny, Everything)]), services, Addresses());
        Assert.Equal(FirewallDecision.Undetermined, firewall.Decide(Widened).Decision);
    }

    [Theory]
    [InlineData("192.168.2.0", "255.255.255.0", 0)]
    [InlineData("0.0.0.0", "255.255.255.0", 0)]
    [InlineData("0.0.0.0", "0.0.0.0", 1000)]
    [InlineData("0.0.0.0", "0.0.0.0", null)]
    [InlineData("0.0.0.0", null, 0)]
    [InlineData(null, null, null)]
    public void An_alias_that_is_only_called_ANY_denies_nothing_for_certain(string? address, string? mask, int? ifIndex)
    {
        SnmpTable addresses = Table([AddressAlias(Any, "ANY", address, mask, ifIndex)]);
        Firewall firewall = new(SnmpValue.Integer(1), Table([Rule(1, Deny, Everything)]), Services(), addresses);
        Assert.Equal(FirewallDecision.Undetermined, firewall.Decide(Widened).Decision);
    }

    [Fact]
    public void A_rule_without_its_state_denies_nothing_for_certain() =>
        Assert.Equal(FirewallDecision.Undetermined, Decide(Widened, 1, Without(Rule(1, Deny, Everything), 6)).Decision);

    [Fact]
    public void An_alias_whose_index_is_also_an_address_is_not_everywhere()
    {
        SnmpTable addresses = Table([AddressAlias(Any, "ANY", "0.0.0.0", "0.0.0.0", 0), AddressAlias(Any, "Labor", "198.51.100.0", "255.255.255.0", 0)]);
        Firewall firewall = new(SnmpValue.Integer(1), Table([Rule(1, Deny, Everything)]), Services(), addresses);
        Assert.Equal(FirewallDecision.Undetermined, firewall.Decide(Widened).Decision);
    }

    [Fact]
    public void A_forward_that_the_firewall_denies_is_not_in_force_and_every_other_is()
    {
        Assert.False(new PortForward { Firewall = FirewallDecision.Denied }.IsInForce);
        Assert.True(new PortForward { Firewall = FirewallDecision.Undetermined }.IsInForce);
        Assert.True(new PortForward { Firewall = FirewallDecision.LetThrough }.IsInForce);
    }

    private static (FirewallDecision Decision, Evidence Reason) Decide(PortForward forward, int? status, params Dictionary<uint, SnmpValue>[] rules) =>
        new Firewall(status is null ? null : SnmpValue.Integer(status.Value), Table(rules), Services(), Addresses()).Decide(forward);

    private static PortForward Forward(int start, int end) => new()
    {
        Protocol = "tcp",
        ExternalStart = start,
        ExternalEnd = end,
        InternalStart = start,
        InternalEnd = end,
        InternalAddress = "192.168.2.10",
    };

    private static Dictionary<uint, SnmpValue> Rule(int order, int action, int service, int source = Any, int status = 1) => new()
    {
        [1] = I(order),
        [2] = I(source),
        [3] = I(Any),
        [4] = I(service),
        [5] = I(action),
        [6] = I(status),
    };

    private static Dictionary<uint, SnmpValue> Without(Dictionary<uint, SnmpValue> cells, uint column)
    {
        cells.Remove(column);
        return cells;
    }

    private static SnmpTable Services() => Table(
    [
        new() { [1] = I(Smb), [3] = I(6), [4] = I(445), [5] = I(1) },
        new() { [1] = I(Everything), [3] = I(254), [4] = I(-1), [5] = I(1) },
        new() { [1] = I(Web), [3] = I(6), [4] = I(440), [5] = I(10) },
    ]);

    private static SnmpTable Addresses() => Table(
    [
        AddressAlias(Any, "ANY", "0.0.0.0", "0.0.0.0", 0),
        AddressAlias(Somewhere, "Labor", "198.51.100.0", "255.255.255.0", 0),
    ]);

    private static Dictionary<uint, SnmpValue> AddressAlias(int index, string name, string? address, string? mask, int? ifIndex)
    {
        Dictionary<uint, SnmpValue> cells = new() { [1] = I(index), [2] = SnmpValue.OctetString(Encoding.ASCII.GetBytes(name)) };
        if (address is not null)
        {
            cells[3] = ProtectionRows.Address(address);
        }

        if (mask is not null)
        {
            cells[4] = ProtectionRows.Address(mask);
        }

        if (ifIndex is { } number)
        {
            cells[5] = I(number);
        }

        return cells;
    }

    private static SnmpValue I(int value) => SnmpValue.Integer(value);

    private static SnmpTable Table(IReadOnlyList<Dictionary<uint, SnmpValue>> rows, Evidence? trouble = null) =>
        new([.. rows.Select(ProtectionRows.Row)], trouble is null ? SnmpOutcome.Answered : SnmpOutcome.Capped, trouble, 1, false);
}
