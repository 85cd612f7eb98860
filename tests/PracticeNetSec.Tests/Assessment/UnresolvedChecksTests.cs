// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using FsCheck.Xunit;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>An Undetermined names the examinations that resolve it, with the real address and nothing else in them.</summary>
public sealed class UnresolvedChecksTests
{
    private const string Hostile = "x'; Remove-Item C:\\ -Recurse; '";

    [Fact]
    public void From_inside_the_WAN_address_remains_to_be_measured_from_outside()
    {
        RouterExposure router = Assess(new RouterExposure { ComputerName = "192.168.2.1", Vantage = Vantage.Inside, WanAddress = "203.0.113.7" });

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Equal(
            [new NextAction { Target = NextActionTarget.Router, Host = "192.168.2.1", Login = NextActionLogin.SnmpCommunity }, Outside("203.0.113.7")],
            router.NextActions);
    }

    [Fact]
    public void The_next_action_for_a_FRITZ_Box_uses_its_account()
    {
        RouterExposure router = Assess(new RouterExposure
        {
            ComputerName = "192.168.178.1",
            Vantage = Vantage.Inside,
            Identity = new RouterIdentity { Vendor = "AVM", Model = "FRITZ!Box 7590", Confidence = Confidence.High },
        });

        Assert.Contains(new NextAction { Target = NextActionTarget.Router, Host = "192.168.178.1", Login = NextActionLogin.Account }, router.NextActions);
        Assert.Contains(Outside(null), router.NextActions);
    }

    [Fact]
    public void From_outside_the_router_remains_to_be_queried_at_the_inventorys_address()
    {
        Practice practice = new() { RouterAddress = "192.168.2.1", WanAddress = "203.0.113.7" };
        RouterExposure router = Assess(new RouterExposure { ComputerName = "203.0.113.7", WanAddress = "203.0.113.7", Practice = practice, Vantage = Vantage.Outside });

        Assert.Contains(new NextAction { Target = NextActionTarget.Router, Host = "192.168.2.1", Login = NextActionLogin.SnmpCommunity }, router.NextActions);
        Assert.Contains(Outside("203.0.113.7"), router.NextActions);
    }

    [Fact]
    public void A_router_behind_another_requires_a_check_of_the_upstream_router()
    {
        RouterExposure inner = new() { ComputerName = "192.168.2.1", Vantage = Vantage.Inside, ForwardsComplete = true, PrivateWanAddress = "192.168.178.2" };
        Assert.Contains(EvidenceOf.CheckUpstreamRouter("192.168.178.2"), Assess(inner).Reasons);

        inner.ReportedWanAddresses = ["203.0.113.7"]; // of a tunnel, for instance
        Assert.Contains(EvidenceOf.CheckUpstreamRouter("192.168.178.2"), Assess(inner).Reasons);

        inner.WanAddress = "203.0.113.7"; // another source reported it as the one that leads out
        Assert.DoesNotContain(Assess(inner).Reasons, reason => reason.Code == EvidenceCode.CheckUpstreamRouter);
    }

    [Fact]
    public void Without_an_inventory_the_next_action_names_the_vantage_point() => Assert.Contains(
        new NextAction { Target = NextActionTarget.Router, Host = "203.0.113.7", Vantage = Vantage.Inside, Login = NextActionLogin.SnmpCommunity },
        Assess(new RouterExposure { ComputerName = "203.0.113.7", WanAddress = "203.0.113.7", Vantage = Vantage.Outside }).NextActions);

    [Fact]
    public void A_determined_verdict_needs_no_action()
    {
        RouterExposure router = Assess(new RouterExposure
        {
            ComputerName = "192.168.2.1",
            Vantage = Vantage.Inside,
            ForwardsComplete = true,
            Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
        });

        Assert.Equal(Verdict.NotExposed, router.Verdict);
        Assert.Empty(router.NextActions);
    }

    [Fact]
    public void A_WAN_address_that_differs_from_the_inventory_is_reported()
    {
        RouterExposure router = Assess(new RouterExposure
        {
            ComputerName = "192.168.2.1",
            Vantage = Vantage.Inside,
            WanAddress = "203.0.113.7",
            ReportedWanAddresses = ["198.51.100.9"],
        });

        Assert.Contains(EvidenceOf.CheckOtherWanAddress("198.51.100.9", "203.0.113.7"), router.Reasons);
        Assert.Contains(Outside("198.51.100.9"), router.NextActions);
    }

    [Fact]
    public void A_second_line_that_the_router_reports_is_named_and_not_cleared_by_the_ports_of_the_first()
    {
        RouterExposure router = Assess(Proven(new Practice()), reported: ["203.0.113.7", "198.51.100.9"]);

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Contains(EvidenceOf.CheckWanAddressesUnmeasured("198.51.100.9"), router.Reasons);
    }

    /// <summary>The printed line asks for a community or a password: pasted, it must not carry them to whom the device names.</summary>
    [Theory]
    [InlineData(null, null)]
    [InlineData("203.0.113.7", "203.0.113.7")]
    public void A_next_action_with_a_login_names_no_address_that_only_the_device_reported(string? named, string? expected)
    {
        RouterExposure router = new()
        {
            ComputerName = "walk",
            Vantage = Vantage.Recorded,
            WanAddress = "203.0.113.7",
            ReportedWanAddresses = ["203.0.113.7"],
            Practice = named is null ? null : new Practice { PracticeId = "A", WanAddress = named },
        };

        NextAction[] actions = [.. router.Assessed().NextActions.Where(action => action.Login != NextActionLogin.None)];

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Equal(expected, action.Host));
    }

    [Theory]
    [InlineData("praxis.dyn.example", "FRITZ!Box 7590", null, Verdict.Undetermined)]
    [InlineData("praxis.dyn.example", null, "BE2CAM019320050", Verdict.Undetermined)]
    [InlineData("praxis.dyn.example", null, null, Verdict.NotExposed)]
    [InlineData("203.0.113.7", "FRITZ!Box 7590", null, Verdict.NotExposed)]
    public void A_name_that_may_be_stale_clears_no_practice_where_the_inventory_could_tell(string wan, string? model, string? serial, Verdict verdict)
    {
        RouterExposure router = Assess(Proven(new Practice { WanAddress = wan, RouterModel = model, RouterSerialNumber = serial }));

        Assert.Equal(verdict, router.Verdict);
        Assert.Equal(verdict == Verdict.Undetermined, router.Reasons.Any(reason => reason.Code == EvidenceCode.CheckNameUnconfirmed));
    }

    [Theory]
    [InlineData(Hostile)]
    [InlineData("‘; calc ’")]
    [InlineData("-Path")]
    [InlineData("$(calc)")]
    [InlineData("a`nb")]
    [InlineData("")]
    public void A_host_name_that_could_be_code_is_not_passed_on(string name)
    {
        RouterExposure router = Assess(new RouterExposure
        {
            ComputerName = name,
            Vantage = Vantage.Inside,
            WanAddress = name,
            Practice = new Practice { RouterAddress = name, WanAddress = name },
            ReportedWanAddresses = [name],
        });

        Assert.NotEmpty(router.NextActions);
        Assert.All(router.NextActions, action => Assert.Null(action.Host));
    }

    [Property(MaxTest = 1000)]
    public bool Only_letters_digits_dots_hyphens_and_colons_are_pasted(string? host) =>
        PlainHost.Of(host) is not { } pasted || (pasted[0] != '-' && pasted.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':'));

    private static NextAction Outside(string? host) => new() { Target = NextActionTarget.WanAddress, Host = host, Vantage = Vantage.Outside };

    /// <summary>Measured from a proven vantage point: every deciding port refuses but for the web server's.</summary>
    private static RouterExposure Proven(Practice practice) => new()
    {
        ComputerName = "203.0.113.7",
        WanAddress = "203.0.113.7",
        Vantage = Vantage.Outside,
        Practice = practice,
        ProvenPorts = PortList.Default.ToArray(),
        Ports = PortList.Default.Select(port => new PortResult { Address = "203.0.113.7", Port = port, State = port == 443 ? PortState.Open : PortState.Closed, IdentifiedService = port == 443 ? "https" : null, HostAnsweredAt = DateTimeOffset.UnixEpoch }).ToArray(),
    };

    private static RouterExposure Assess(RouterExposure router, string[]? reported = null)
    {
        router.ReportedWanAddresses = reported ?? router.ReportedWanAddresses;
        return router.Assessed();
    }
}
