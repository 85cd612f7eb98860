// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Audit;

public class AuditTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("Dr. Muster", null, ScopeState.InScope)]
    [InlineData("Dr. Muster", "2026-11-20T00:00:00+01:00", ScopeState.InScope)]
    [InlineData("Dr. Muster", "2026-11-19T00:00:00+01:00", ScopeState.Expired)]
    [InlineData("Dr. Muster", "2026-11-20T11:59:59+01:00", ScopeState.Expired)]
    [InlineData(" ", "2027-01-01T00:00:00+01:00", ScopeState.NotAuthorized)]
    [InlineData(null, null, ScopeState.NotAuthorized)]
    public void A_practice_is_in_scope_while_an_authorisation_is_valid(string? by, string? until, ScopeState state)
    {
        Practice practice = new() { AuthorizedBy = by, AuthorizedUntil = until is null ? null : DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture) };

        AuditScope scope = AuditScope.Decide(practice, Now, force: false);

        Assert.Equal(state, scope.State);
        Assert.Equal(state == ScopeState.InScope, scope.MayCheck);
        Assert.True(AuditScope.Decide(practice, Now, force: true).MayCheck);
        Assert.Equal(state != ScopeState.InScope, AuditScope.Decide(practice, Now, force: true).Forced);
    }

    [Fact]
    public async Task Out_of_scope_no_packet_is_sent_and_the_result_has_the_reason()
    {
        using TcpListener witness = new(IPAddress.Loopback, 0);
        witness.Start();
        Practice practice = new() { PracticeId = "A", WanAddress = "127.0.0.1" };
        int port = ((IPEndPoint)witness.LocalEndpoint).Port;

        PracticeAudit audit = await AuditAsync(practice, port, force: false);

        Assert.False(witness.Pending());
        Assert.Equal(Verdict.Undetermined, audit.Verdict);
        Assert.Null(audit.RouterExposure);
        Assert.Equal(EvidenceOf.AuditNotAuthorized(), Assert.Single(audit.Reasons));

        PracticeAudit forced = await AuditAsync(practice, port, force: true);
        Assert.True(witness.Pending());
        Assert.True(forced.Scope.Forced);
        Assert.Equal(EvidenceOf.AuditNotAuthorizedForced(), forced.Reasons[0]);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_gives_an_undetermined_result()
    {
        PracticeAudit audit = await AuditAsync(new Practice { PracticeId = "A", WanAddress = "nirgends.invalid", AuthorizedBy = "X" }, 9, force: false);

        Assert.Equal(Verdict.Undetermined, audit.Verdict);
        Assert.Equal(EvidenceOf.InputNameNotResolved("nirgends.invalid"), Assert.Single(audit.Reasons));
    }

    [Fact]
    public async Task A_device_that_answers_too_slowly_does_not_hide_its_ports()
    {
        using TcpListener tarpit = new(IPAddress.Loopback, 0);
        tarpit.Start(); // Accepts and never says a word: whoever asks a page waits.
        int port = ((IPEndPoint)tarpit.LocalEndpoint).Port;
        using PracticeAuditor auditor = new(new AuditOptions
        {
            Shares = false,
            PracticeTimeout = TimeSpan.FromSeconds(0.5),
            Router = new RouterExaminationOptions { Ports = new[] { port }, Timeout = TimeSpan.FromSeconds(20) },
        });

        PracticeAudit audit = await auditor.AuditAsync(new Practice { PracticeId = "A", WanAddress = "127.0.0.1", AuthorizedBy = "X" }, CancellationToken.None);

        Assert.Equal(PortState.Open, Assert.Single(audit.RouterExposure!.Ports).State);
        Assert.Equal(EvidenceCode.AuditRouterTimeout, audit.Reasons[0].Code);
    }

    [Theory]
    [InlineData("Digitalisierungsbox Premium", null, "Digitalisierungsbox Premium", null, IdentityState.Confirmed)]
    [InlineData("Premium", null, "Digitalisierungsbox Premium", null, IdentityState.Confirmed)]
    [InlineData("Digitalisierungsbox Premium", null, "Digitalisierungsbox Premium 2", null, IdentityState.Differs)]
    [InlineData("Digitalisierungsbox Smart", null, "FRITZ!Box 7590", null, IdentityState.Differs)]
    [InlineData("Digitalisierungsbox Smart", "BT-1 23", "be.IP", "bt123", IdentityState.Confirmed)]
    [InlineData("Digitalisierungsbox Smart", "BT123", "Digitalisierungsbox Smart", "BT124", IdentityState.Differs)]
    [InlineData("Digitalisierungsbox Smart", "BT123", null, null, IdentityState.Undetermined)]
    [InlineData("Digitalisierungsbox Smart", "BT123", "Digitalisierungsbox Smart", null, IdentityState.Undetermined)] // many have that model
    [InlineData("Digitalisierungsbox Smart", "BT123", "FRITZ!Box 7590", null, IdentityState.Differs)]
    [InlineData(null, null, "FRITZ!Box 7590", "X", IdentityState.Undetermined)]
    public void A_router_is_identified_by_serial_number_and_model(string? model, string? serial, string? foundModel, string? foundSerial, IdentityState state)
    {
        Practice practice = new() { RouterModel = model, RouterSerialNumber = serial };
        RouterIdentity found = new() { Model = foundModel, SerialNumber = foundSerial, Confidence = Confidence.High };

        Assert.Equal(state, (RouterIdentityCheck.IsSame(practice, found) switch { true => IdentityState.Confirmed, false => IdentityState.Differs, null => IdentityState.Undetermined }));
    }

    [Fact]
    public void A_foreign_device_leaves_nothing_but_its_model_in_the_result()
    {
        PracticeAudit audit = SnapshotSamples.Audit("A");
        audit.Practice!.RouterModel = "Digitalisierungsbox Premium";
        audit.Identity = IdentityState.Differs;
        audit.Reasons = Array.Empty<Evidence>();
        audit.RouterExposure = new RouterExposure
        {
            ComputerName = "203.0.113.7",
            Identity = new RouterIdentity { Model = "FRITZ!Box 7590" },
            Ports = new[] { new PortResult { Port = 445, State = PortState.Open } },
            Findings = new[] { new Finding { RuleId = "router.dangerous-port-open" } },
            Verdict = Verdict.Exposed,
        };

        audit = audit.Assessed();

        Assert.Equal(Verdict.Undetermined, audit.Verdict);
        Assert.Equal("fleet.identity-differs", Assert.Single(audit.Findings).RuleId);
        Assert.Empty(audit.RouterExposure!.Ports);
        Assert.Empty(audit.RouterExposure.Findings);
        Assert.Equal(EvidenceOf.AuditIdentityDiffers("203.0.113.7", "Digitalisierungsbox Premium, no serial number", "FRITZ!Box 7590, no serial number"), Assert.Single(audit.Reasons));
    }

    [Fact]
    public void Open_from_one_vantage_point_is_open_and_the_difference_is_reported()
    {
        PracticeAudit north = Seen(PortState.Filtered);
        PracticeAudit south = Seen(PortState.Open);

        PracticeAudit merged = AuditMerge.Merge(new[] { ("north", north), ("south", south) });

        Assert.Equal(Verdict.Exposed, merged.Verdict);
        Assert.Equal(new[] { "north", "south" }, merged.VantagePoints);
        Assert.Equal(PortState.Open, merged.RouterExposure!.Ports.Single(port => port.Port == 445).State);
        Assert.Contains(EvidenceOf.AuditPortDiffers(445, "south", "north"), merged.Reasons);
    }

    /// <summary>The session of the other failed: one view is not what was asked for.</summary>
    [Theory]
    [InlineData(PortState.Closed, Verdict.NotExposed, Verdict.Undetermined)]
    [InlineData(PortState.Open, Verdict.Exposed, Verdict.Exposed)]
    public void Fewer_views_than_were_asked_for_are_no_all_clear(PortState seen, Verdict alone, Verdict expected)
    {
        static PracticeAudit View(PortState state)
        {
            PracticeAudit audit = Seen(state);
            audit.RouterExposure!.ForwardsComplete = true;
            return AuditMerge.Merge([("north", audit), ("north", audit)]);
        }

        PracticeAudit merged = AuditMerge.Merge([("north", View(seen))], asked: 2);

        Assert.Equal(alone, AuditMerge.Merge([("north", View(seen))], asked: 1).Verdict);
        Assert.Equal((expected, EvidenceOf.AuditFewerViews(1, 2)), (merged.Verdict, merged.Reasons[0]));
        Assert.False(RunPopulation.IsMeasured(merged));
        Assert.True(Membership.IsUnchecked(ExposureSnapshot.From(merged)));
    }

    [Fact]
    public async Task A_practice_without_an_address_was_not_checked_to_its_end()
    {
        using PracticeAuditor auditor = new(new AuditOptions { Force = true });

        PracticeAudit audit = await auditor.AuditAsync(new Practice { PracticeId = "A" }, CancellationToken.None);

        Assert.True(audit.Interrupted);
        Assert.Equal(Verdict.Undetermined, audit.Verdict);
        Assert.Contains(audit.Reasons, reason => reason.Code == EvidenceCode.AuditNoAddress);
    }

    /// <summary>Neither view reached its end: together they saw no more than each alone.</summary>
    [Theory]
    [InlineData(true, true, Verdict.Undetermined)]
    [InlineData(true, false, Verdict.NotExposed)]
    [InlineData(false, false, Verdict.NotExposed)]
    public void Merged_interrupted_audits_are_not_evidence_of_safety(bool north, bool south, Verdict expected)
    {
        static PracticeAudit View(bool interrupted)
        {
            PracticeAudit audit = Seen(PortState.Closed);
            audit.Interrupted = interrupted;
            audit.RouterExposure!.ForwardsComplete = true;
            return audit;
        }

        Assert.Equal(expected, AuditMerge.Merge(new[] { ("north", View(north)), ("south", View(south)) }).Verdict);
    }

    [Fact]
    public void An_address_that_one_view_lacks_stays_unmeasured_when_views_are_merged()
    {
        static PracticeAudit View(params string[] unmeasured)
        {
            PracticeAudit audit = Seen(PortState.Closed);
            audit.RouterExposure!.ForwardsComplete = true;
            audit.RouterExposure.UnmeasuredAddresses = unmeasured;
            return audit;
        }

        PracticeAudit merged = AuditMerge.Merge(new[] { ("north", View()), ("south", View("2001:db8::1")) });

        Assert.Equal(["2001:db8::1"], merged.RouterExposure!.UnmeasuredAddresses);
        Assert.Equal(Verdict.Undetermined, merged.Verdict);
    }

    [Theory]
    [InlineData(Verdict.Undetermined)]
    [InlineData(Verdict.Undetermined, Verdict.NotExposed, Verdict.Undetermined)]
    [InlineData(Verdict.AtRisk, Verdict.Undetermined, Verdict.AtRisk, Verdict.NotExposed)]
    [InlineData(Verdict.Exposed, Verdict.AtRisk, Verdict.Exposed, Verdict.Undetermined)]
    public void Verdicts_combine_in_one_order(Verdict expected, params Verdict[] verdicts) => Assert.Equal(expected, Verdicts.Combine(verdicts));

    [Fact]
    public void Accepting_all_ports_at_one_vantage_point_does_not_hide_the_results_of_another()
    {
        static PracticeAudit Proxied()
        {
            PracticeAudit audit = Seen(PortState.Open);
            audit.RouterExposure!.AcceptsAllPorts = true;
            audit.RouterExposure.Ports = audit.RouterExposure.Ports.Select(port => new PortResult { Port = port.Port, State = PortState.Open }).ToArray();
            return audit;
        }

        PracticeAudit merged = AuditMerge.Merge(new[] { ("proxied", Proxied()), ("south", Seen(PortState.Filtered)) });

        Assert.False(merged.RouterExposure!.AcceptsAllPorts);
        Assert.Equal(new[] { 443 }, merged.RouterExposure.Ports.Where(port => port.State == PortState.Open).Select(port => port.Port));
        Assert.NotEqual(Verdict.Exposed, merged.Verdict);
        Assert.True(AuditMerge.Merge(new[] { ("a", Proxied()), ("b", Proxied()) }).RouterExposure!.AcceptsAllPorts);
    }

    private static PracticeAudit Seen(PortState smb)
    {
        PracticeAudit audit = SnapshotSamples.Audit("A");
        audit.RouterExposure = new RouterExposure
        {
            ComputerName = audit.Address!,
            WanAddress = audit.Address,
            Vantage = Vantage.Outside,
            Ports = PortList.Default.Select(port => new PortResult { ComputerName = audit.Address!, Port = port, State = port == 445 ? smb : port == 443 ? PortState.Open : PortState.Filtered, IdentifiedService = port == 443 ? "https" : null }).ToArray(),
        };
        audit.Reasons = Array.Empty<Evidence>();
        return audit;
    }

    private static async Task<PracticeAudit> AuditAsync(Practice practice, int port, bool force)
    {
        using PracticeAuditor auditor = new(new AuditOptions
        {
            Force = force,
            Shares = false,
            Router = new RouterExaminationOptions { Ports = new[] { port }, Timeout = TimeSpan.FromSeconds(0.3) },
        });
        return await auditor.AuditAsync(practice, CancellationToken.None);
    }
}
