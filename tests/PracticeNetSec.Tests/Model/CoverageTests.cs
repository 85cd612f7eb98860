// SPDX-License-Identifier: MIT
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Model;

/// <summary>What was not examined is never complete.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Empty_coverage_is_not_complete() => Assert.False(new Coverage().IsComplete);

    [Theory]
    [InlineData(PortCoverageState.NotMeasured, false)]
    [InlineData(PortCoverageState.Unreachable, false)]
    [InlineData(PortCoverageState.Unconfirmed, false)]
    [InlineData(PortCoverageState.Refused, true)]
    [InlineData(PortCoverageState.Answered, true)]
    public void A_port_is_covered_by_its_state(PortCoverageState state, bool complete) =>
        Assert.Equal(complete, new Coverage { Ports = [new PortCoverage { Port = 445, State = state }] }.IsComplete);

    [Fact]
    public void An_interrupted_audit_is_not_complete_whatever_it_measured()
    {
        RouterExposure router = new() { Coverage = new Coverage { Ports = [new PortCoverage { Port = 445, State = PortCoverageState.Refused }] } };
        PracticeAudit audit = new() { Scope = new AuditScope { State = ScopeState.InScope }, RouterExposure = router };

        Assert.True(audit.Assessed().Coverage.IsComplete);
        audit.Interrupted = true;
        Assert.False(audit.Assessed().Coverage.IsComplete);
    }
}
