// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>The rules of the 2019 incident: evidence first, firmware second, and missing data never clears anything.</summary>
public class RouterAssessorTests
{
    private const string Affected = "10.2.1.104";
    private const string BetweenKnownAndFixed = "11.1.1.900";
    private const string Fixed = "11.1.2.102";

    [Fact]
    public void The_widened_forward_of_2019_is_exposed_and_names_the_intended_port()
    {
        RouterExposure router = Assess(Box(Affected, 2018), forwards: new[] { TcpForward.Of(440, 449), TcpForward.Of(80, 89) });

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Equal(new[] { (80, 80, 89), (443, 440, 449) }, router.WidenedRanges.Select(range => (range.IntendedPort, range.Start, range.End)));
        Assert.Contains(router.Findings, finding => finding.RuleId == "router.widened-forward" && finding.Severity == Severity.Critical);
        Assert.Contains(router.Findings, finding => finding.RuleId == "router.widened-forward-web" && finding.Severity == Severity.High);
        Assert.DoesNotContain(router.Findings, finding => finding.RuleId == "router.settings-not-corrected");
    }

    [Theory]
    [InlineData(BetweenKnownAndFixed, 2019)]
    [InlineData(Fixed, 2019)]
    public void An_update_that_left_the_old_settings_has_its_own_finding(string firmware, int year)
    {
        RouterExposure router = Assess(Box(firmware, year), forwards: new[] { TcpForward.Of(440, 449) });

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Finding finding = Assert.Single(router.Findings, finding => finding.RuleId == "router.settings-not-corrected");
        Assert.Contains("440-449", finding.Values);
    }

    [Fact]
    public void Narrow_forwards_and_the_fixed_firmware_are_not_exposed()
    {
        RouterExposure router = Assess(Box(Fixed, 2019), forwards: new[] { TcpForward.Of(443, 443), TcpForward.Of(80, 80) }, ports: Measured(443, 80));

        Assert.Equal(Verdict.NotExposed, router.Verdict);
        Assert.Empty(router.Findings);
    }

    [Theory]
    [InlineData("128.0.0.0/1", Verdict.Exposed, "router.dangerous-forward")]
    [InlineData("64.0.0.0/7", Verdict.Exposed, "router.dangerous-forward")]
    [InlineData("198.51.100.7/32", Verdict.NotExposed, "router.restricted-forward")]
    public void A_sender_as_large_as_the_Internet_is_everyone(string remote, Verdict verdict, string rule)
    {
        PortForward forward = TcpForward.Of(445, 445);
        forward.RemoteAddress = remote;

        RouterExposure router = Assess(Box(Fixed, 2019), forwards: new[] { forward });

        Assert.Equal(verdict, router.Verdict);
        Assert.Contains(router.Findings, finding => finding.RuleId == rule);
    }

    [Fact]
    public void Old_firmware_without_a_widened_forward_is_at_risk()
    {
        RouterExposure router = Assess(Box(Affected, 2018), forwards: Array.Empty<PortForward>());

        Assert.Equal(Verdict.AtRisk, router.Verdict);
        Assert.Contains(router.Findings, finding => finding.RuleId == "router.firmware-widens");
    }

    [Fact]
    public void The_fixed_firmware_does_not_clear_a_hand_made_range()
    {
        RouterExposure router = Assess(Box(Fixed, 2019), forwards: new[] { TcpForward.Of(400, 500) });

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Finding finding = Assert.Single(router.Findings, finding => finding.RuleId == "router.dangerous-forward");
        Assert.Contains("SMB", finding.Values);
    }

    [Fact]
    public void A_forward_from_a_harmless_port_to_a_dangerous_one_inside_is_found()
    {
        PortForward hidden = TcpForward.Of(10445, 10445);
        hidden.InternalStart = hidden.InternalEnd = 445;

        RouterExposure router = Assess(Box(Fixed, 2019), forwards: new[] { hidden });

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Contains("10445", router.Findings.Single().Values);
    }

    [Fact]
    public void A_forward_for_one_provider_only_does_not_expose_to_everyone()
    {
        PortForward restricted = TcpForward.Of(3389, 3389);
        restricted.RemoteAddress = "198.51.100.7/32";

        RouterExposure router = Assess(Box(Fixed, 2019), forwards: new[] { restricted });

        Assert.Equal("router.restricted-forward", Assert.Single(router.Findings).RuleId);
        Assert.Equal(Verdict.NotExposed, router.Verdict);
    }

    [Fact]
    public void A_forward_that_is_switched_off_is_no_evidence()
    {
        PortForward off = TcpForward.Of(440, 449);
        off.Enabled = false;

        Assert.Equal(Verdict.NotExposed, Assess(Box(Fixed, 2019), forwards: new[] { off }).Verdict);
    }

    [Fact]
    public void Measured_from_outside_the_block_is_recognised_without_any_table()
    {
        RouterExposure router = Assess(new RouterExposure { Vantage = Vantage.Outside }, ports: Measured(Enumerable.Range(440, 10).ToArray()));

        Assert.Equal(Verdict.Exposed, router.Verdict);
        WidenedRange range = Assert.Single(router.WidenedRanges);
        Assert.Equal("measured", range.Source);
        Assert.Equal(Enumerable.Range(440, 10), range.OpenPorts);
    }

    [Fact]
    public void A_block_that_the_server_refuses_in_part_still_shows_its_edges()
    {
        PortResult[] ports = Measured(443, 445);
        foreach (PortResult refused in ports.Where(port => port.Port is >= 440 and <= 449 && port.State == PortState.Filtered))
        {
            refused.State = PortState.Closed;
        }

        Assert.Equal(440, Assert.Single(Assess(new RouterExposure { Vantage = Vantage.Outside }, ports: ports).WidenedRanges).Start);
    }

    [Fact]
    public void A_host_that_refuses_everywhere_shows_no_block()
    {
        PortResult[] ports = Measured(443);
        foreach (PortResult refused in ports.Where(port => port.State == PortState.Filtered))
        {
            refused.State = PortState.Closed;
        }

        Assert.Empty(Assess(new RouterExposure { Vantage = Vantage.Outside }, ports: ports).WidenedRanges);
    }

    [Fact]
    public void From_inside_an_open_port_proves_nothing_about_the_internet()
    {
        RouterExposure inside = Box(Fixed, 2019);
        inside.Vantage = Vantage.Inside;

        RouterExposure router = Assess(inside, ports: Measured(443, 445));

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Empty(router.Findings);
        Assert.Contains(EvidenceOf.CheckMeasuredInside(), router.Reasons);
    }

    [Theory]
    [InlineData(PortState.Unreachable)]
    [InlineData(PortState.Filtered)]
    public void An_address_where_nothing_answers_is_undetermined(PortState everywhere)
    {
        PortResult[] ports = Measured();
        foreach (PortResult port in ports)
        {
            port.State = everywhere;
        }

        RouterExposure router = Assess(new RouterExposure { Vantage = Vantage.Outside }, ports: ports);

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Contains(EvidenceOf.CheckNothingAnswered(), router.Reasons);
    }

    [Fact]
    public void A_recording_does_not_prove_that_the_right_address_was_measured()
    {
        RouterExposure recorded = Box(Fixed, 2019);
        recorded.Vantage = Vantage.Recorded;

        Assert.Equal(Verdict.Undetermined, Assess(recorded, ports: Measured()).Verdict);
    }

    [Theory]
    [InlineData("2001:db8::1", Verdict.Undetermined)]
    [InlineData("203.0.113.1", Verdict.NotExposed)]
    public void A_silent_IPv6_address_does_not_clear_IPv4_forwards(string address, Verdict verdict)
    {
        PortResult[] ports = Measured(443);
        foreach (PortResult port in ports)
        {
            port.Address = address;
        }

        RouterExposure router = Assess(new RouterExposure { Vantage = Vantage.Outside }, ports: ports);

        Assert.Equal(verdict, router.Verdict);
        Assert.Equal(verdict == Verdict.Undetermined, router.Reasons.Contains(EvidenceOf.CheckIpv6Alone()));
    }

    [Fact]
    public void A_block_for_one_sender_only_is_not_open_to_everyone()
    {
        PortForward restricted = TcpForward.Of(440, 449);
        restricted.RemoteAddress = "198.51.100.7/32";

        RouterExposure router = Assess(Box(Fixed, 2019), forwards: new[] { restricted });

        Assert.Empty(router.WidenedRanges);
        Assert.Equal("router.restricted-forward", Assert.Single(router.Findings).RuleId);
        Assert.Equal(Verdict.NotExposed, router.Verdict);
    }

    [Theory]
    [InlineData("192.168.2.1", default(Vantage), Verdict.Undetermined)]
    [InlineData("203.0.113.1", Vantage.Inside, Verdict.Undetermined)]
    [InlineData("203.0.113.1", default(Vantage), Verdict.Exposed)]
    public void A_scan_of_a_private_address_or_from_inside_is_no_view_from_outside(string address, Vantage said, Verdict verdict)
    {
        NmapHost host = new() { Address = address, Ports = Measured(443, 445) };

        Assert.Equal(verdict, RouterExaminer.AssessScan(host, null, said).Verdict);
    }

    [Fact]
    public void Without_data_the_verdict_is_undetermined_and_names_what_would_resolve_it()
    {
        RouterExposure router = Assess(new RouterExposure { Vantage = Vantage.Outside });

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Contains(EvidenceOf.CheckForwardsNotRead(), router.Reasons);
    }

    [Fact]
    public void An_unknown_firmware_on_a_listed_model_is_undetermined_even_with_narrow_forwards()
    {
        RouterExposure box = Box(Fixed, 2019);
        box.Firmware = null;

        Assert.Equal(Verdict.Undetermined, Assess(box, forwards: new[] { TcpForward.Of(443, 443) }).Verdict);
    }

    [Theory]
    [InlineData("Digitalisierungsbox Basic")]
    [InlineData("Digitalisierungsbox Premium 2")]
    public void An_unlisted_model_is_assessed_by_its_forwards_never_by_its_version(string model)
    {
        RouterExposure sister = Box(Affected, 2018);
        sister.Identity.Model = model;

        RouterExposure router = Assess(sister, forwards: new[] { TcpForward.Of(443, 443) });

        Assert.Equal(AdvisoryStatus.NotListed, Assert.Single(router.Advisories).Status);
        Assert.Equal(Verdict.NotExposed, router.Verdict);
        Assert.Contains(EvidenceOf.CheckAdvisoryNotListed(model, "DBOX-2019-PORTRANGE"), router.Reasons);
    }

    [Theory]
    [InlineData(2018, Verdict.Undetermined)]
    [InlineData(2021, Verdict.NotExposed)]
    public void A_be_IP_older_than_the_update_is_undetermined_and_a_newer_one_is_assessed_by_its_forwards(int year, Verdict verdict)
    {
        RouterExposure box = Box(Affected, year);
        box.Identity.Vendor = "bintec elmeg";
        box.Identity.Model = "be.IP plus";

        RouterExposure router = Assess(box, forwards: new[] { TcpForward.Of(443, 443) });

        Assert.Equal(verdict, router.Verdict);
        Assert.DoesNotContain(router.Findings, finding => finding.RuleId == "router.firmware-widens");
        Assert.Contains(router.Reasons, reason => reason.Code == (verdict == Verdict.Undetermined ? EvidenceCode.CheckAdvisoryConditional : EvidenceCode.CheckAdvisoryUpdated));
        Assert.Equal(verdict == Verdict.Undetermined, router.NextActions.Length > 0);
    }

    [Fact]
    public void A_konnektor_is_recognised_and_not_flagged_from_inside()
    {
        RouterExposure router = Assess(new RouterExposure { Vantage = Vantage.Inside, IsKonnektor = true });

        Assert.Empty(router.Findings);
        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Equal([new NextAction { Target = NextActionTarget.Router }], router.NextActions);
        Assert.Equal([EvidenceOf.CheckKonnektor(), EvidenceOf.RouterKonnektorParallel()], router.Reasons);
    }

    [Fact]
    public void An_incoming_session_to_the_file_shares_is_evidence_of_access()
    {
        RouterExposure box = Box(Fixed, 2019);
        box.Sessions = new[]
        {
            new NatSession { Protocol = "tcp", Direction = "incoming", InternalAddress = "192.168.2.10", InternalPort = 445, ExternalPort = 445, RemoteAddress = "198.51.100.23", RemotePort = 50000 },
        };

        Finding finding = Assert.Single(Assess(box, forwards: Array.Empty<PortForward>()).Findings);

        Assert.Equal("router.incoming-session", finding.RuleId);
        Assert.Contains("198.51.100.23", finding.Values);
    }

    [Theory]
    [InlineData(new[] { 80, 443 }, "8443")]
    [InlineData(new[] { 80, 443, 8443 }, null)]
    [InlineData(new int[0], null)]
    public void An_unintended_open_port_is_a_finding_where_intended_ports_are_listed(int[] intended, string? unintended)
    {
        RouterExposure box = Box(Fixed, 2019);
        box.Practice = new Practice { IntendedPorts = intended };

        PortResult[] ports = Measured(80, 443, 8443);
        ports.Single(port => port.Port == 8443).IdentifiedService = "https";

        RouterExposure router = Assess(box, forwards: Array.Empty<PortForward>(), ports: ports);

        Assert.Equal(unintended, router.Findings.SingleOrDefault(finding => finding.RuleId == "router.unintended-port")?.Values[0]);
        Assert.Equal(Verdict.NotExposed, router.Verdict);
    }

    [Fact]
    public void Every_rule_has_its_texts_in_both_languages() => Assert.All(FindingRule.Catalog.Values, rule =>
    {
        foreach (IReadOnlyDictionary<string, string> texts in new[] { rule.Title, rule.Meaning, rule.Remediation })
        {
            Assert.All(new[] { "de", "en" }, language => Assert.False(string.IsNullOrWhiteSpace(texts[language]), rule.Id));
        }
    });

    private static RouterExposure Assess(RouterExposure router, PortForward[]? forwards = null, PortResult[]? ports = null)
    {
        router.ComputerName = "203.0.113.1";
        router.Forwards = forwards ?? Array.Empty<PortForward>();
        router.Ports = ports ?? Array.Empty<PortResult>();
        router.ProvenPorts = PortList.Default.ToArray();
        router.ForwardsComplete = forwards is not null;
        return router.Assessed();
    }

    private static RouterExposure Box(string firmware, int year) => new()
    {
        Vantage = Vantage.Outside,
        Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Premium", Confidence = Confidence.High },
        Firmware = new RouterFirmware { Text = firmware, Version = firmware, BuildDate = new DateTime(year, 11, 6) },
    };

    /// <summary>All default ports, silent but for the open ones.</summary>
    private static PortResult[] Measured(params int[] open) => PortList.Default
        .Select(port => new PortResult { Port = port, State = open.Contains(port) ? PortState.Open : PortState.Filtered, IdentifiedService = port is 80 or 443 ? "http" : null, HostAnsweredAt = DateTimeOffset.UnixEpoch })
        .ToArray();
}
