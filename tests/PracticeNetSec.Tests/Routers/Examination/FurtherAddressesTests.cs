// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>A name with several addresses is as open as the most open of them, and not cleared by those that were measured alone.</summary>
public sealed class FurtherAddressesTests
{
    private const string First = "203.0.113.1";
    private const string Second = "203.0.113.2";
    private const string Version6 = "2001:db8::1";
    private const string Machine = "2001:db8:1::10";

    [Fact]
    public async Task A_port_that_is_open_at_the_second_address_is_open()
    {
        RouterExposure router = await ExamineAsync(version6: true, (Second, Measured(Second, 443, 3389)));

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Equal($"{Second}:3389", Assert.Single(router.Findings).Target);
        Assert.Equal(Second, router.HostOf(3389));
        Assert.Equal("praxis.example", router.HostOf(443));
    }

    [Fact]
    public async Task A_port_that_is_open_over_IPv6_alone_is_open()
    {
        RouterExposure router = await ExamineAsync(version6: true, (Version6, Measured(Version6, 445)));

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Equal($"[{Version6}]:445", Assert.Single(router.Findings).Target);
    }

    [Fact]
    public async Task All_addresses_that_refuse_clear_the_practice() =>
        Assert.Equal(Verdict.NotExposed, (await ExamineAsync(version6: true, (Second, Measured(Second, 443)))).Verdict);

    /// <summary>The AAAA record of a practice is that of its router: it shows that machines behind it have addresses too, and nothing of them.</summary>
    [Fact]
    public async Task An_IPv6_address_of_the_router_clears_no_machine()
    {
        RouterExposure router = await ExamineAsync(version6: true, (Version6, Measured(Version6, 443)));

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Equal(IPv6Coverage.NotExamined, router.Coverage.IPv6);
        Assert.Contains(EvidenceOf.CheckIpv6NotExamined(Version6), router.Reasons);
        Assert.Contains(new NextAction { Target = NextActionTarget.Machines, Host = First, Vantage = Vantage.Outside }, router.NextActions);
    }

    [Theory]
    [InlineData(true, true, Verdict.NotExposed, IPv6Coverage.Examined)]
    [InlineData(true, false, Verdict.Undetermined, IPv6Coverage.NotExamined)] // nothing open: it may be another's, or behind a block
    [InlineData(false, true, Verdict.Undetermined, IPv6Coverage.NotExamined)] // no IPv6 here
    public async Task Machines_measured_over_IPv6_clear_it(bool version6, bool webOpen, Verdict verdict, IPv6Coverage coverage)
    {
        RouterExposure router = await ExamineAsync(version6, [IPAddress.Parse(Machine)], (Machine, webOpen ? Measured(Machine, 443) : Measured(Machine)));

        Assert.Equal((verdict, coverage), (router.Verdict, router.Coverage.IPv6));
        Assert.Equal([Machine], router.IPv6.Machines);
        Assert.Equal(coverage == IPv6Coverage.Examined, router.Reasons.Contains(EvidenceOf.ScopeIpv6Examined(First, Machine)));
    }

    [Fact]
    public async Task Each_machine_with_an_open_share_is_named()
    {
        (string, RouterObservation)[] machines = [(Machine, Measured(Machine, 443, 445)), ("2001:db8:1::11", Measured("2001:db8:1::11", 445))];

        RouterExposure router = await ExamineAsync(version6: true, Array.ConvertAll(machines, machine => IPAddress.Parse(machine.Item1)), machines);

        Assert.Equal(["[2001:db8:1::10]:445", "[2001:db8:1::11]:445"], router.Findings.Select(finding => finding.Target).Order());
    }

    [Fact]
    public async Task A_share_open_at_one_of_twenty_machines_is_found()
    {
        (string, RouterObservation)[] machines = Enumerable.Range(1, 20).Select(last => $"2001:db8:1::{last:x}").Select(address => (address, Measured(address, address.EndsWith(":14", StringComparison.Ordinal) ? 445 : 443))).ToArray();

        RouterExposure router = await ExamineAsync(version6: true, Array.ConvertAll(machines, machine => IPAddress.Parse(machine.Item1)), machines);

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Equal("[2001:db8:1::14]:445", Assert.Single(router.Findings).Target);
        Assert.Empty(router.UnmeasuredAddresses);
    }

    [Fact]
    public async Task One_address_without_proof_leaves_the_practice_undetermined()
    {
        RouterExposure router = await ExamineAsync(version6: true, (Second, Measured(Second, 443) with { ProvenPorts = [] }));

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Empty(router.UnmeasuredAddresses);
    }

    [Fact]
    public async Task An_address_with_nothing_open_may_have_blocked_this_machine_whatever_another_has_open() =>
        Assert.Equal(Verdict.Undetermined, (await ExamineAsync(version6: true, (Version6, Measured(Version6)))).Verdict);

    [Fact]
    public async Task Without_IPv6_here_an_IPv6_address_is_named_as_not_measured()
    {
        RouterExposure router = await ExamineAsync(version6: false, (Version6, Measured(Version6, 445)));

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Equal([Version6], router.UnmeasuredAddresses);
        Assert.Contains(EvidenceOf.CheckAddressesUnmeasured(Version6), router.Reasons);
        Assert.Contains(new NextAction { Target = NextActionTarget.WanAddress, Host = Version6, Vantage = Vantage.Outside }, router.NextActions);
    }

    [Fact]
    public async Task More_addresses_than_are_measured_are_named()
    {
        (string, RouterObservation)[] ten = Enumerable.Range(10, 10).Select(last => $"203.0.113.{last}").Select(address => (address, Measured(address, 443))).ToArray();

        RouterExposure router = await ExamineAsync(version6: true, ten);

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Equal(["203.0.113.18", "203.0.113.19"], router.UnmeasuredAddresses);
    }

    [Fact]
    public async Task An_address_where_everything_answers_counts_as_not_measured()
    {
        RouterExposure router = await ExamineAsync(version6: true, (Second, Measured(Second, 443) with { AcceptsAllPorts = true }));

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Equal([Second], router.UnmeasuredAddresses);
    }

    [Fact]
    public async Task An_address_that_could_not_be_measured_is_named_with_the_error()
    {
        RouterObservation seen = await FurtherAddresses.MeasureAsync(Measured("praxis.example", 443), new FurtherTargets([IPAddress.Parse(Second)], [], []), () => true, (_, _) => throw new InvalidOperationException("no socket"), default);

        Assert.Equal([Second], seen.UnmeasuredAddresses);
        Assert.Contains(seen.Sources, source => source.Failed);
    }

    [Fact]
    public async Task Another_connection_whose_name_has_no_address_now_is_named_and_holds_back()
    {
        RouterObservation seen = await FurtherAddresses.MeasureAsync(
            Measured("praxis.example", 443), new FurtherTargets([IPAddress.Parse(First)], [], ["lte.praxis.example"]), () => true, (_, _) => throw new InvalidOperationException("the first is measured already"), default);

        Assert.Equal(["lte.praxis.example"], seen.UnmeasuredAddresses);
        Assert.DoesNotContain(seen.Sources, source => source.Failed);
        Assert.Equal(Verdict.Undetermined, PracticeNetSec.Assessment.RouterAssessor.Assess(seen).Verdict);
    }

    [Fact]
    public async Task The_scope_names_each_line_that_was_measured()
    {
        RouterExposure router = await ExamineAsync(version6: true, (Second, Measured(Second, 443)));

        Assert.Equal([Second], router.MeasuredAddresses);
        Assert.Contains(EvidenceOf.ScopeIpv4($"{First}, {Second}"), router.Reasons);
    }

    [Theory]
    [InlineData(Second, "203.0.113.2")]
    [InlineData("no.such.name.invalid", null)]
    [InlineData("", null)]
    public async Task The_inventorys_other_connections_are_targets(string further, string? expected)
    {
        Practice practice = new() { PracticeId = "A", WanAddress = First, FurtherWanAddresses = further.Length == 0 ? [] : [further], Servers = ["server1", "192.168.2.10", Machine, Machine] };

        FurtherTargets found = await FurtherTargets.FindAsync([IPAddress.Parse(Version6)], practice, [], default);

        Assert.Equal(expected is null ? [Version6] : [Version6, expected], found.Lines.Select(line => line.ToString()));
        Assert.Equal([Machine], found.Machines.Select(machine => machine.ToString()));
        Assert.Equal(further.EndsWith("invalid", StringComparison.Ordinal) ? [further] : [], found.Unresolved);
    }

    /// <summary>Seen: a server whose name only the practice's own name service knows was no machine at all.</summary>
    [Theory]
    [InlineData(SocketError.HostNotFound, false)]
    [InlineData(SocketError.NoData, false)]
    [InlineData(SocketError.TryAgain, true)]
    public async Task A_server_whose_name_is_not_known_here_is_named(SocketError error, bool isUnresolved)
    {
        Practice practice = new() { PracticeId = "A", WanAddress = First, Servers = ["srv1.praxis.example", "srv2.praxis.example"] };

        FurtherTargets found = await FurtherTargets.FindAsync([], practice, ["srv2.praxis.example"], (_, _) => throw new InputException(HostAddress.NameNotResolved, "", new SocketException((int)error)), default);

        Assert.Equal(isUnresolved ? [] : ["srv1.praxis.example"], found.Unknown);
        // What the caller names is to be measured, and holds the result back either way.
        Assert.Equal(isUnresolved ? ["srv2.praxis.example", "srv1.praxis.example"] : ["srv2.praxis.example"], found.Unresolved);
    }

    /// <summary>Where the line has IPv6, another machine that was measured does not clear it; where nothing shows IPv6, the name alone does not show it.</summary>
    [Theory]
    [InlineData(true, Verdict.Undetermined, IPv6Coverage.NotExamined)]
    [InlineData(false, Verdict.NotExposed, IPv6Coverage.NothingSeen)]
    public async Task A_server_that_is_not_known_here_is_not_examined(bool hasVersion6, Verdict expected, IPv6Coverage coverage)
    {
        IPAddress[] machines = hasVersion6 ? [IPAddress.Parse(Machine)] : [];

        RouterObservation seen = await FurtherAddresses.MeasureAsync(
            Measured("praxis.example", 443), new FurtherTargets([], machines, []) { Unknown = ["srv1.praxis.example"] }, () => true, (address, _) => Task.FromResult(Measured(address.ToString(), 443)), default);
        RouterAssessment assessed = PracticeNetSec.Assessment.RouterAssessor.Assess(seen);

        Assert.Equal((expected, coverage), (assessed.Verdict, assessed.Coverage.IPv6));
        Assert.Contains(seen.Sources.SelectMany(source => source.Parts), part => part.Code == EvidenceCode.SourceMachinesUnknown);
        Assert.Equal(hasVersion6, assessed.Reasons.Contains(EvidenceOf.CheckMachinesUnknown("srv1.praxis.example")));
    }

    /// <summary>A walk is of one router, and another connection may have one of its own.</summary>
    [Theory]
    [InlineData(false, new[] { "198.51.100.7" })]
    [InlineData(true, new string[0])]
    public void Beside_a_walk_a_connection_that_was_not_measured_stays_named(bool isMeasured, string[] expected)
    {
        RouterExposure known = new() { ComputerName = First, WanAddress = First, Practice = new Practice { WanAddress = First, FurtherWanAddresses = [First, "198.51.100.7"] }, MeasuredAddresses = isMeasured ? ["198.51.100.7"] : [] };

        Assert.Equal(expected, FurtherTargets.NotMeasured(known, isOfLongAgo: false));
        Assert.Equal(["198.51.100.7"], FurtherTargets.NotMeasured(known, isOfLongAgo: true));
    }

    [Fact]
    public async Task Another_connection_that_another_practice_has_as_well_is_named_and_not_measured()
    {
        Practice practice = new() { PracticeId = "A", WanAddress = First, FurtherWanAddresses = [Second], CommonAddresses = [Second] };

        FurtherTargets found = await FurtherTargets.FindAsync([], practice, [], default);

        Assert.Empty(found.Lines);
        Assert.Equal([Second], found.Unresolved);
    }

    [Fact]
    public async Task Beside_a_complete_table_another_connection_of_which_nothing_is_known_holds_back()
    {
        RouterObservation seen = await FurtherAddresses.MeasureAsync(
            Measured("praxis.example", 443) with { ForwardsComplete = true }, new FurtherTargets([IPAddress.Parse(Second)], [], []), () => true,
            (_, _) => Task.FromResult(Measured(Second) with { ProvenPorts = [] }), default);

        Assert.Equal([Second], seen.MeasuredAddresses);
        Assert.Equal(Verdict.Undetermined, PracticeNetSec.Assessment.RouterAssessor.Assess(seen).Verdict);
    }

    [Theory]
    [InlineData("nas.praxis.example", true)]
    [InlineData("2001:db8::10", true)]
    [InlineData("server1", false)]
    [InlineData("server1.", false)]
    [InlineData("diskstation.fritz.box", false)]
    [InlineData("server.praxis.LOCAL", false)]
    [InlineData("nas.home.arpa.", false)]
    [InlineData("nas.intern", false)]
    public void A_name_of_a_private_network_means_another_machine_here(string name, bool expected) => Assert.Equal(expected, FurtherTargets.IsOfTheInternet(name));

    [Fact]
    public async Task From_inside_a_further_public_address_is_named_and_not_measured()
    {
        RouterObservation seen = await FurtherAddresses.MeasureAsync(
            Measured("praxis.example", 443) with { Vantage = Vantage.Inside, ForwardsComplete = true },
            new FurtherTargets([IPAddress.Parse(Version6), IPAddress.Parse("fd00::1")], [], []), () => true, (_, _) => throw new InvalidOperationException("measured"), default);

        Assert.Equal([Version6], seen.UnmeasuredAddresses);
        Assert.Equal(Verdict.Undetermined, PracticeNetSec.Assessment.RouterAssessor.Assess(seen).Verdict);
    }

    private static Task<RouterExposure> ExamineAsync(bool version6, params (string Address, RouterObservation Seen)[] others) => ExamineAsync(version6, [], others);

    private static async Task<RouterExposure> ExamineAsync(bool version6, IPAddress[] machines, params (string Address, RouterObservation Seen)[] others)
    {
        RouterObservation joined = await FurtherAddresses.MeasureAsync(
            Measured("praxis.example", 443), new FurtherTargets(others.Select(other => IPAddress.Parse(other.Address)).Except(machines).ToArray(), machines, []), () => version6,
            (address, _) => Task.FromResult(others.Single(other => other.Address == address.ToString()).Seen), default);
        return RouterExposure.Of(joined, PracticeNetSec.Assessment.RouterAssessor.Assess(joined));
    }

    /// <summary>All deciding ports refused but for the open ones, everything proven.</summary>
    private static RouterObservation Measured(string name, params int[] open) => new()
    {
        ComputerName = name,
        WanAddress = name == "praxis.example" ? First : name,
        Vantage = Vantage.Outside,
        ProvenPorts = PortList.Default.ToArray(),
        Ports = PortList.Default.Select(port => new PortResult
        {
            ComputerName = name,
            Address = name == "praxis.example" ? First : name,
            Port = port,
            State = open.Contains(port) ? PortState.Open : PortState.Closed,
            IdentifiedService = port is 80 or 443 ? "http" : null,
            HostAnsweredAt = DateTimeOffset.UnixEpoch,
        }).ToArray(),
    };
}
