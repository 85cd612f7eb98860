// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Audit;

/// <summary>Whose address a line has stays known when views from both sides are merged, and so does each machine behind it.</summary>
public sealed class MergedLineTests
{
    private const string Public = "203.0.113.1";
    private const string Lan = "192.168.178.1";
    private const string Machine = "2001:db8::5";
    private const string Other = "2001:db8::6";

    [Fact]
    public void A_port_that_is_open_at_two_machines_is_open_at_both_after_views_are_merged()
    {
        RouterExposure first = Outside(443), second = Outside(443);
        first.Ports = [.. first.Ports.Where(port => port.Port != 445), OverVersion6(Machine, 445)];
        second.Ports = [.. second.Ports.Where(port => port.Port != 445), OverVersion6(Other, 445)];

        RouterExposure merged = Merge(first, second);

        Assert.Equal([Machine, Other], merged.Ports.Where(port => port.Port == 445).Select(port => port.Address).Order());
        Assert.Equal(Verdict.Exposed, merged.Verdict);
    }

    /// <summary>The other customer's port at the shared address was recognised, the practice's own over IPv6 was not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Another_customers_port_does_not_take_the_place_of_the_own_one_over_IPv6(bool swapped)
    {
        RouterExposure without = Outside(443, 3389), with = Outside(443);
        without.Ports.Single(port => port.Port == 3389).IdentifiedService = "ms-wbt-server";
        with.Ports = [.. with.Ports.Where(port => port.Port != 3389), OverVersion6(Machine, 3389)];
        RouterExposure inside = Inside("100.64.7.9");

        RouterExposure merged = swapped ? Merge(with, without, inside) : Merge(without, with, inside);

        Assert.Equal(LineKind.SharedAddress, merged.Line.Kind);
        Assert.Equal(Machine, Assert.Single(merged.ConclusivePorts, port => port.Port == 3389).Address);
        Assert.Equal(Verdict.Exposed, merged.Verdict);
    }

    /// <summary>A FRITZ!Box on DS-Lite reports the address of its LAN as the one outside: only who asked it there can tell.</summary>
    [Fact]
    public void A_shared_address_that_the_inside_view_recognised_stays_one()
    {
        RouterExposure inside = Inside(Lan);
        inside.Identity.Vendor = "AVM";

        Assert.Equal(LineKind.SharedAddress, inside.Assessed().Line.Kind);

        RouterExposure merged = Merge(Outside(443, 445), inside);

        Assert.Equal(LineKind.SharedAddress, merged.Line.Kind);
        Assert.DoesNotContain(merged.ConclusivePorts, port => port.Port == 445);
        Assert.NotEqual(Verdict.Exposed, merged.Verdict);
    }

    /// <summary>Two practices behind one router: that the own one has a private address outside does not show whose port is open at that router.</summary>
    [Fact]
    public void A_private_address_outside_does_not_show_whose_port_is_open_at_the_address_of_two_practices()
    {
        RouterExposure outside = Outside(443, 445), inside = Inside("192.168.100.2");
        foreach (RouterExposure view in new[] { outside, inside })
        {
            view.Practice!.SharesAddressWith = ["B"];
            view.Practice.CommonAddresses = [Public];
        }

        RouterExposure merged = Merge(outside, inside);

        Assert.Equal(LineKind.Cascade, merged.Line.Kind);
        Assert.Equal(Verdict.Undetermined, merged.Verdict);
        Assert.Empty(merged.Findings);
        Assert.Contains(merged.Reasons, reason => reason.Code == EvidenceCode.LineSeveralPractices);
    }

    [Fact]
    public void A_machine_that_only_an_interrupted_view_measured_is_not_examined()
    {
        RouterExposure interrupted = Outside(443), whole = Outside(443);
        interrupted.IPv6 = new IPv6Status { Machines = [Machine], KnownMachines = [Machine] };
        whole.IPv6 = new IPv6Status { Machines = [Machine] };
        whole.UnmeasuredAddresses = [Machine];

        RouterExposure merged = AuditMerge.Merge(
            [("a", new PracticeAudit { Address = Public, RouterExposure = interrupted.Assessed(), Interrupted = true }), ("b", new PracticeAudit { Address = Public, RouterExposure = whole.Assessed() })]).RouterExposure!;

        Assert.Empty(merged.IPv6.KnownMachines);
        Assert.Equal([Machine], merged.UnmeasuredAddresses);
        Assert.NotEqual(Verdict.NotExposed, merged.Verdict);
    }

    private static RouterExposure Merge(params RouterExposure[] views) => AuditMerge.Merge(
        [.. views.Select((view, index) => ($"v{index}", new PracticeAudit { Address = Public, RouterExposure = view.Assessed() }))]).RouterExposure!;

    private static PortResult OverVersion6(string machine, int port) => new() { Address = machine, Port = port, State = PortState.Open, HostAnsweredAt = DateTimeOffset.UnixEpoch };

    private static RouterExposure Inside(string outsideAddress) => new()
    {
        ComputerName = Lan,
        Vantage = Vantage.Inside,
        Practice = new Practice { PracticeId = "P-1", WanAddress = Public },
        WanAddress = Public,
        ForwardsComplete = true,
        PrivateWanAddress = outsideAddress,
        Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
    };

    private static RouterExposure Outside(params int[] open) => new()
    {
        ComputerName = Public,
        WanAddress = Public,
        Vantage = Vantage.Outside,
        Practice = new Practice { PracticeId = "P-1", WanAddress = Public },
        ProvenPorts = PortList.Default.ToArray(),
        Ports = PortList.Default
            .Select(port => new PortResult { Address = Public, Port = port, State = open.Contains(port) ? PortState.Open : PortState.Filtered, IdentifiedService = port is 80 or 443 ? "http" : null, HostAnsweredAt = DateTimeOffset.UnixEpoch })
            .ToArray(),
    };
}
