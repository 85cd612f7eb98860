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
    public void Of_nothing_it_is_not_complete() => Assert.False(new Coverage().IsComplete);

    [Theory]
    [InlineData(PortCoverageState.NotMeasured, false)]
    [InlineData(PortCoverageState.Unreachable, false)]
    [InlineData(PortCoverageState.Unconfirmed, false)]
    [InlineData(PortCoverageState.Refused, true)]
    [InlineData(PortCoverageState.Answered, true)]
    public void A_port_decides_by_what_it_came_to(PortCoverageState state, bool complete) =>
        Assert.Equal(complete, new Coverage { Ports = [new PortCoverage { Port = 445, State = state }] }.IsComplete);

    [Fact]
    public void An_interrupted_audit_is_not_complete_whatever_it_saw_until_then()
    {
        RouterExposure router = new() { Coverage = new Coverage { Ports = [new PortCoverage { Port = 445, State = PortCoverageState.Refused }] } };
        PracticeAudit audit = new() { Scope = new AuditScope { State = ScopeState.InScope }, RouterExposure = router };

        Assert.True(audit.Assessed().Coverage.IsComplete);
        audit.Interrupted = true;
        Assert.False(audit.Assessed().Coverage.IsComplete);
    }
}
