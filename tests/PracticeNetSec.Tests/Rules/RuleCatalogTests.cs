// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Rules;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Rules;

/// <summary>Rules, their texts and what a later measurement shows of them.</summary>
public class RuleCatalogTests
{
    // Made by the audit itself, which alone knows what the inventory expects.
    private const string OfTheAudit = "fleet.identity-differs";

    private static IEnumerable<Rule> All => RuleCatalog.Router.Concat<Rule>(RuleCatalog.Server);

    [Fact]
    public void Each_rule_has_its_texts_and_each_text_has_its_rule() =>
        Assert.Equal(FindingRule.Catalog.Keys.Where(id => id != OfTheAudit).Order(StringComparer.Ordinal), All.Select(rule => rule.Id).Order(StringComparer.Ordinal));

    /// <summary>A text or measure of one language with a name that the rule does not give would fall back to English or vanish.</summary>
    [Fact]
    public void Each_text_and_measure_of_a_rule_names_only_values_of_the_rule() => Assert.All(FindingRule.Catalog.Values, rule =>
    {
        Measure[] measures = MeasureCatalog.Shipped.Of(rule.Id);
        IEnumerable<string> texts = new[] { rule.Title, rule.Meaning, rule.Remediation }.SelectMany(text => text.Values).Concat(measures.SelectMany(measure => new[] { measure.De, measure.En }));
        IEnumerable<string> used = texts.SelectMany(text => new EvidenceText(text).Names)
            .Concat(measures.SelectMany(measure => (measure.Range ?? []).Append(measure.Port).Append(measure.Version).OfType<string>()));

        Assert.Equal(rule.ValueNames.Distinct(), rule.ValueNames);
        Assert.All(used, name => Assert.Contains(name, rule.ValueNames));
    });

    /// <summary>Earlier versions gave fewer values to some rules.</summary>
    [Fact]
    public void A_value_is_found_by_its_name_and_one_that_was_not_saved_is_missing()
    {
        Finding saved = new() { RuleId = "router.widened-forward", Values = ["440", "449"] };

        Assert.Equal(("440", "449", null), (saved.Value("start"), saved.Value("end"), saved.Value("intended")));
        Assert.Null(new Finding { RuleId = "later.rule", Values = ["440"] }.Value("start"));
    }

    [Fact]
    public void A_rule_that_makes_a_router_exposed_is_at_least_high() =>
        Assert.All(All.Where(rule => rule.Exposes), rule => Assert.True(rule.Severity >= Severity.Medium, rule.Id));

    /// <summary>Nothing was measured: whatever is gone, it is not shown to be fixed.</summary>
    [Fact]
    public void Without_a_measurement_no_rule_was_observed_again()
    {
        Recheck nothing = new(null, Array.Empty<ShareReachability>(), new HashSet<int>());

        Assert.All(All, rule => Assert.False(RuleCatalog.WasRechecked(new Finding { RuleId = rule.Id, Target = "203.0.113.1:445", Values = new[] { "440", "449", "443" } }, nothing), rule.Id));
    }

    /// <summary>An error of the measuring machine shows nothing of what rests on its sources.</summary>
    [Fact]
    public void A_router_with_failed_sources_rechecks_no_setting()
    {
        RouterExposure router = new() { ComputerName = "203.0.113.1", Vantage = Vantage.Outside, Sources = new[] { new SourceReport { Source = "SNMP", Failed = true }, new SourceReport { Source = "ports", Complete = true } } };
        Recheck now = new(router, Array.Empty<ShareReachability>(), new HashSet<int> { 445 });

        Assert.All(new[] { "router.management-open", "router.self-opening", "router.konnektor-reachable", "router.nas-reachable", "router.snmp-reachable" },
            id => Assert.False(RuleCatalog.WasRechecked(new Finding { RuleId = id, Target = "203.0.113.1" }, now), id));
    }

    [Theory]
    [InlineData(PortState.Open, false, false, false)]
    [InlineData(PortState.Closed, true, true, true)]
    [InlineData(PortState.Closed, false, true, false)]
    [InlineData(PortState.Closed, true, false, false)]
    [InlineData(PortState.Filtered, true, true, false)]
    [InlineData(PortState.Unreachable, true, true, false)]
    public void A_port_is_observed_again_where_the_host_itself_answered_for_it(PortState state, bool hostAnswered, bool proven, bool expected)
    {
        PortResult port = new() { Port = 445, State = state, HostAnsweredAt = hostAnswered ? DateTimeOffset.UnixEpoch : null };
        RouterExposure router = new() { ComputerName = "203.0.113.1", Vantage = Vantage.Outside, Ports = new[] { port, new PortResult { Port = 443, State = PortState.Open } }, ProvenPorts = proven ? new[] { 445 } : Array.Empty<int>() };

        Assert.Equal(expected, RuleCatalog.WasRechecked(new Finding { RuleId = "router.dangerous-port-open", Target = "203.0.113.1:445" }, new Recheck(router, Array.Empty<ShareReachability>(), new HashSet<int>())));
    }

    [Theory]
    [InlineData("router.konnektor-reachable", PortState.Closed, "http", true)]
    [InlineData("router.konnektor-reachable", PortState.Closed, null, false)] // nobody knows what answers at 80
    [InlineData("router.konnektor-reachable", PortState.Filtered, "http", false)]
    [InlineData("router.status-page-reachable", PortState.Closed, "http", true)]
    [InlineData("router.status-page-reachable", PortState.Filtered, "http", false)]
    [InlineData("router.snmp-reachable", PortState.Closed, "http", false)]
    public void A_page_is_gone_where_its_ports_refuse_or_say_what_they_are(string rule, PortState state, string? service, bool expected)
    {
        PortResult[] ports = [.. new[] { 443, 4443, 8443 }.Select(port => new PortResult { Port = port, State = state, HostAnsweredAt = DateTimeOffset.UnixEpoch }), new PortResult { Port = 80, State = PortState.Open, IdentifiedService = service }];
        RouterExposure router = new() { ComputerName = "203.0.113.1", Vantage = Vantage.Outside, Ports = ports, ProvenPorts = [443, 4443, 8443] };

        Assert.Equal(expected, RuleCatalog.WasRechecked(new Finding { RuleId = rule, Target = "203.0.113.1" }, new Recheck(router, [], [])));
    }

    [Theory]
    [InlineData(PortState.Open, "http", false, "203.0.113.1:443", true)]
    [InlineData(PortState.Open, "http", true, "203.0.113.1:443", false)] // a scan that shows no page
    [InlineData(PortState.Open, null, false, "203.0.113.1:443", false)]
    [InlineData(PortState.Closed, null, false, "203.0.113.1:443", true)]
    [InlineData(PortState.Filtered, null, false, "203.0.113.1:443", false)]
    [InlineData(PortState.Open, "http", false, "[2001:db8::5]:443", false)] // a machine that was not measured
    public void A_list_of_files_is_gone_where_its_port_refuses_or_shows_a_page(PortState state, string? service, bool isUnread, string target, bool expected)
    {
        PortResult[] ports = [new PortResult { Port = 443, State = state, IdentifiedService = service, IsPageUnread = isUnread, HostAnsweredAt = DateTimeOffset.UnixEpoch }, new PortResult { Port = 80, State = PortState.Open }];
        RouterExposure router = new() { ComputerName = "203.0.113.1", Vantage = Vantage.Outside, Ports = ports, ProvenPorts = [443] };

        Assert.Equal(expected, RuleCatalog.WasRechecked(new Finding { RuleId = "router.files-listed", Target = target }, new Recheck(router, [], [])));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void SNMP_is_gone_where_the_device_lists_who_may_use_it(bool everyone, bool expected)
    {
        RouterExposure router = new() { ComputerName = "203.0.113.1", Vantage = Vantage.Inside, Management = [new ManagementService { Name = "snmp", AllowedToEveryone = everyone }] };

        Assert.Equal(expected, RuleCatalog.WasRechecked(new Finding { RuleId = "router.snmp-reachable", Target = "203.0.113.1" }, new Recheck(router, [], [])));
    }

    [Fact]
    public void A_host_that_refuses_everything_resolves_nothing()
    {
        PortResult port = new() { Port = 445, State = PortState.Closed, HostAnsweredAt = DateTimeOffset.UnixEpoch };
        RouterExposure router = new() { ComputerName = "203.0.113.1", Vantage = Vantage.Outside, Ports = new[] { port }, ProvenPorts = new[] { 445 } };

        Assert.False(RuleCatalog.WasRechecked(new Finding { RuleId = "router.dangerous-port-open", Target = "203.0.113.1:445" }, new Recheck(router, Array.Empty<ShareReachability>(), new HashSet<int>())));
    }

    [Theory]
    [InlineData("router.unintended-port")] // its ports are among values that an old ledger may lack
    [InlineData("router.dangerous-port-open")]
    [InlineData("router.nas-reachable")]
    [InlineData("router.files-listed")]
    public void A_finding_that_names_no_port_is_not_rechecked_by_ports(string rule)
    {
        RouterExposure router = new() { ComputerName = "203.0.113.1", Vantage = Vantage.Outside, Ports = [new PortResult { Port = 443, State = PortState.Open }] };

        Assert.False(RuleCatalog.WasRechecked(new Finding { RuleId = rule, Target = "203.0.113.1" }, new Recheck(router, [], [])));
    }

    [Fact]
    public void A_finding_of_an_unknown_rule_is_not_rechecked() =>
        Assert.False(RuleCatalog.WasRechecked(new Finding { RuleId = "router.later" }, new Recheck(new RouterExposure { ForwardsComplete = true }, Array.Empty<ShareReachability>(), new HashSet<int>())));
}
