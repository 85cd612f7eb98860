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

namespace PracticeNetSec.Tests.Rules;

/// <summary>A finding is observed again at its own place, and at the practice's own device.</summary>
public sealed class RecheckPlaceTests
{
    private const string Address = "203.0.113.7";

    /// <summary>In a report too: the line refuses 445, its second address, that had it open, was not asked.</summary>
    [Theory]
    [InlineData("router.dangerous-port-open")]
    [InlineData("router.files-listed")]
    public void A_refusal_of_the_line_rechecks_nothing_at_another_address(string rule) =>
        Assert.False(RuleCatalog.WasRechecked(new Finding { RuleId = rule, Target = "203.0.113.8:445", Values = ["445", "SMB"] }, new Recheck(Clear().Assessed(), [], [445])));

    /// <summary>A provider that resets 445 refuses it in place of every host: only a vantage point that carries the port shows that the host itself does.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_refusal_of_SMB_shows_that_it_is_closed_where_the_port_is_proven(bool isProven)
    {
        RouterExposure router = Clear();
        router.ProvenPorts = isProven ? router.ProvenPorts : [];
        ShareReachability server = new() { ComputerName = Address, Port = 445, Vantage = Vantage.Outside, State = PortState.Closed };

        Assert.Equal(isProven, RuleCatalog.WasRechecked(new Finding { RuleId = "share.smb-from-internet", Target = Address + ":445", Values = [Address, "445"] }, new Recheck(router.Assessed(), [server], [445])));
    }

    /// <summary>The dynamic name may lead to another customer: the table of a device that did not say what it is resolves nothing.</summary>
    [Theory]
    [InlineData("router.dangerous-forward", Address + ":445", "445", "SMB", "192.168.1.10")]
    [InlineData("router.widened-forward", Address, "440", "449", "443")]
    [InlineData("share.readable", @"\\" + Address + @"\praxis", "praxis", Address, "")]
    public void The_table_of_an_unconfirmed_device_resolves_nothing(string rule, string target, string first, string second, string third)
    {
        RouterExposure after = Clear();
        after.Practice = new Practice { PracticeId = "A", WanAddress = "praxis.example", RouterModel = "be.IP plus" };
        after.ForwardsComplete = true;
        after = after.Assessed();
        Assert.Equal(Verdict.Undetermined, after.Verdict);

        Finding finding = new() { RuleId = rule, Target = target, Title = rule, Values = [first, second, third] };
        ExposureSnapshot before = SnapshotSamples.Of("A", 0, Verdict.Exposed);
        before.Findings = [SnapshotFinding.From(finding, [Address])];
        before.OpenPorts = [445];
        ExposureSnapshot now = ExposureSnapshot.From(after, []);
        now.PracticeId = "A";

        Assert.Equal(ChangeState.Undetermined, SnapshotComparison.Compare([before], [now]).Single(change => change.RuleId == rule).State);
    }

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
