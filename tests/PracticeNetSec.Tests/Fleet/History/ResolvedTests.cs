// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Rules;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.History;

/// <summary>A finding is resolved by the observation of what it was based on, and by nothing else, in a ledger as in a report.</summary>
public sealed class ResolvedTests
{
    private const string Address = "203.0.113.7";

    [Theory]
    [InlineData("router.snmp-reachable", Address, "203.0.113.7")]
    [InlineData("router.status-page-reachable", Address, "203.0.113.7")]
    [InlineData("router.konnektor-reachable", Address, "203.0.113.7")]
    [InlineData("router.port-mapping-reachable", Address, "NAT-PMP")]
    [InlineData("router.ipv6-firewall-off", Address)]
    [InlineData("router.self-opening", Address)]
    [InlineData("router.management-open", Address, "telnet")]
    [InlineData("router.dangerous-port-open", Address + ":137/udp", "137/udp", "NetBIOS")]
    [InlineData("router.dangerous-port-open", Address + ":23", "23", "Telnet")]
    [InlineData("router.unintended-port", Address, "8443", "443")]
    [InlineData("service.open-to-strangers", "192.168.1.10:873", "192.168.1.10", "873", "Rsync")]
    [InlineData("share.patient-data-readable", @"\\192.168.1.10\praxis", "praxis", "192.168.1.10")]
    [InlineData("share.guest-accepted", "192.168.1.10:445", "192.168.1.10", "445")]
    public void A_complete_table_and_silence_resolve_nothing_that_no_forward_caused(string rule, string target, params string[] values)
    {
        RouterExposure after = Clear();
        after.ForwardsComplete = true;
        after.Sources = [new SourceReport { Source = "ports", Complete = true }];
        foreach (PortResult port in after.Ports.Where(port => port.Port is 23 or 8443))
        {
            port.State = PortState.Filtered;
        }

        Assert.Equal(ChangeState.Undetermined, StateOf(rule, target, values, after.Assessed()));
    }

    [Fact]
    public void Firmware_that_was_not_read_resolves_no_advisory() =>
        Assert.Equal(ChangeState.Undetermined, StateOf("router.firmware-widens", Address, ["Digitalisierungsbox Premium", "10.1", "11.1"], Clear().Assessed()));

    [Theory]
    [InlineData("router.dangerous-port-open", Address + ":445", true, "445", "SMB")]
    [InlineData("router.nas-reachable", Address + ":5000", true, "5000, 5001", "Synology")]
    [InlineData("router.nas-reachable", Address + ":5000", false, "5000, 5001", "Synology")]
    [InlineData("router.dangerous-forward", Address + ":21", true, "21, 445", "FTP, SMB", "192.168.1.10")]
    [InlineData("router.dangerous-forward", Address + ":21", false, "21, 445", "FTP, SMB", "192.168.1.10")]
    [InlineData("router.dangerous-forward", Address + ":161/udp", false, "161/udp, 445", "SNMP, SMB", "192.168.1.10", true)]
    public void All_ports_of_a_finding_have_to_be_refused(string rule, string target, bool all, string ports, string second, string third = "", bool isUdp = false)
    {
        RouterExposure after = Clear();
        after.Ports.Single(port => port.Port == (rule == "router.nas-reachable" ? 5001 : 445)).State = all || isUdp ? PortState.Closed : PortState.Filtered;

        Assert.Equal(all ? ChangeState.Resolved : ChangeState.Undetermined, StateOf(rule, target, [ports, second, third], after.Assessed(), openBefore: [21, 445, 5000, 5001]));
    }

    /// <summary>The port may be meant to be open: the list is gone where its page is one again, or the port is refused.</summary>
    [Theory]
    [InlineData(PortState.Open, "http", ChangeState.Resolved)]
    [InlineData(PortState.Open, null, ChangeState.Undetermined)]
    [InlineData(PortState.Closed, null, ChangeState.Resolved)]
    [InlineData(PortState.Filtered, null, ChangeState.Undetermined)]
    public void A_list_of_files_that_was_switched_off_is_resolved(PortState state, string? service, ChangeState expected)
    {
        RouterExposure after = Clear();
        PortResult port = after.Ports.Single(port => port.Port == 8080);
        (port.State, port.IdentifiedService) = (state, service);

        Assert.Equal(expected, StateOf("router.files-listed", Address + ":8080", ["8080"], after.Assessed(), openBefore: [8080]));
    }

    [Fact]
    public void A_forward_for_one_sender_is_resolved_by_the_table_alone()
    {
        string[] values = ["3389", "RDP", "198.51.100.7"];
        RouterExposure after = Clear();
        Assert.Equal(ChangeState.Undetermined, StateOf("router.restricted-forward", Address + ":3389", values, after.Assessed(), openBefore: [3389]));

        after.ForwardsComplete = true;
        Assert.Equal(ChangeState.Resolved, StateOf("router.restricted-forward", Address + ":3389", values, after.Assessed(), openBefore: [3389]));
    }

    /// <summary>The line refuses 445; the machine behind it, or its second address, was not asked.</summary>
    [Theory]
    [InlineData("[2001:db8:1::10]:445")]
    [InlineData("203.0.113.8:445")]
    public void A_refusal_of_the_line_resolves_nothing_at_another_address(string target)
    {
        RouterExposure after = Clear().Assessed();

        Assert.Equal(ChangeState.Undetermined, StateOf("router.dangerous-port-open", target, ["445", "SMB"], after, openBefore: [445]));
        Assert.False(target[0] == '[' && RuleCatalog.WasRechecked(new Finding { RuleId = "router.dangerous-port-open", Target = target }, new Recheck(after, [], [])));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_refusal_at_an_address_in_doubt_resolves_nothing(bool unmeasured, bool unconfirmed)
    {
        RouterExposure after = Clear();
        after.UnmeasuredAddresses = unmeasured ? ["203.0.113.8"] : [];
        after.Practice = unconfirmed ? new Practice { PracticeId = "A", WanAddress = "praxis.example", RouterModel = "be.IP plus" } : null;
        after = after.Assessed();

        Assert.Equal(ChangeState.Undetermined, StateOf("router.dangerous-port-open", Address + ":445", ["445", "SMB"], after));
        Assert.False(after.ProvesUnreachable(445));
    }

    [Theory]
    [InlineData(SmbSessionResult.Refused, SmbSessionResult.Refused, ChangeState.Resolved)]
    [InlineData(SmbSessionResult.Refused, SmbSessionResult.Undetermined, ChangeState.Undetermined)]
    [InlineData(SmbSessionResult.Undetermined, SmbSessionResult.Refused, ChangeState.Undetermined)]
    public void A_share_is_resolved_where_both_sessions_were_answered(SmbSessionResult anonymous, SmbSessionResult guest, ChangeState expected)
    {
        ShareReachability server = new()
        {
            PracticeId = "A",
            ComputerName = "192.168.1.10",
            Port = 445,
            State = PortState.Open,
            Vantage = Vantage.Inside,
            Dialects = ["3.1.1"],
            AnonymousSession = anonymous,
            GuestSession = guest,
            Shares = [new SmbShare { Name = "praxis", Type = "Disk", AnonymousAccess = ShareAccess.None, GuestAccess = ShareAccess.None }],
        };

        Assert.Equal(expected, StateOf("share.readable", @"\\192.168.1.10\praxis", ["praxis", "192.168.1.10"], null, server));
        Assert.Equal(ChangeState.Undetermined, StateOf("share.readable", @"\\192.168.1.11\praxis", ["praxis", "192.168.1.11"], null, server));
        Assert.Equal(guest == SmbSessionResult.Refused ? ChangeState.Resolved : ChangeState.Undetermined, StateOf("share.guest-accepted", "192.168.1.10:445", ["192.168.1.10", "445"], null, server));
    }

    [Fact]
    public void A_share_at_the_lines_own_address_is_resolved_by_the_refusal_of_its_port_and_one_inside_is_not()
    {
        Assert.Equal(ChangeState.Resolved, StateOf("share.readable", $@"\\{Address}\praxis", ["praxis", Address], Clear().Assessed()));
        Assert.Equal(ChangeState.Undetermined, StateOf("share.readable", @"\\192.168.1.10\praxis", ["praxis", "192.168.1.10"], Clear().Assessed()));
    }

    private static ChangeState StateOf(string rule, string target, string[] values, RouterExposure? router, ShareReachability? server = null, int[]? openBefore = null)
    {
        Finding finding = new() { RuleId = rule, Target = target, Title = rule, Values = values };
        ExposureSnapshot before = SnapshotSamples.Of("A", 0, Verdict.Exposed);
        before.Findings = [SnapshotFinding.From(finding, [Address])];
        before.OpenPorts = openBefore ?? [];
        ExposureSnapshot after = ExposureSnapshot.From(router, server is null ? [] : [server]);
        after.PracticeId = "A";
        return SnapshotComparison.Compare([before], [after]).Single(change => change.RuleId == rule).State;
    }

    /// <summary>A line at which every deciding port is refused but 443, proven.</summary>
    private static RouterExposure Clear() => new()
    {
        PracticeId = "A",
        ComputerName = Address,
        WanAddress = Address,
        Vantage = Vantage.Outside,
        ProvenPorts = PortList.Default.ToArray(),
        Ports = PortList.Default.Select(port => new PortResult { Address = Address, Port = port, State = port == 443 ? PortState.Open : PortState.Closed, HostAnsweredAt = DateTimeOffset.UnixEpoch }).ToArray(),
    };
}
