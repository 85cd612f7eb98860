// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>A report says that a port is closed where the host itself refused it, and not where a packet got lost or a block began.</summary>
public sealed class ReportedPortTests
{
    /// <summary>An IPS blocks the prober, this machine could not measure, or something on the way answered.</summary>
    [Theory]
    [InlineData("silent")]
    [InlineData("not measured")]
    [InlineData("unproven")]
    [InlineData("other address")]
    public void A_port_that_was_open_is_not_reported_as_closed_without_its_refusal(string why)
    {
        BreachReport first = CelleCase.Report(CelleCase.Aware, CelleCase.Router(443, 445));
        Assert.Contains(445, first.Router!.Ports.Where(port => port.State == PortState.Open).Select(port => port.Port));
        RouterExposure next = CelleCase.Refusing(443);
        PortResult port = next.Ports.Single(port => port.Port == 445);
        port.HostAnsweredAt = why == "other address" ? port.HostAnsweredAt : null;
        (port.State, port.Failure) = why switch
        {
            "silent" => (PortState.Filtered, null),
            "not measured" => (PortState.Unreachable, EvidenceOf.OutageUnreachable()),
            _ => (PortState.Closed, (Evidence?)null),
        };
        next.ProvenPorts = why == "unproven" ? [] : next.ProvenPorts;
        next.UnmeasuredAddresses = why == "other address" ? ["203.0.113.8"] : [];

        BreachReport second = BreachReport.Create(next, [], new BreachReportOptions { Previous = Incidents.Saved(first), Phase = ReportPhase.FollowUp, Now = first.CreatedAt.AddDays(1) });

        ReportChange change = second.Changes.Single(change => change.Subject == ChangeSubject.Port && change.Name == "445");
        Assert.False(change.CheckedAgain, change.After);
    }
}
