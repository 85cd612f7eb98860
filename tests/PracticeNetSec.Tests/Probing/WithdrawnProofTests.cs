// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

/// <summary>A canary that is asked again shows the present state: what it no longer shows is no longer proven.</summary>
public sealed class WithdrawnProofTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_port_that_the_same_canary_no_longer_shows_is_not_proven(bool isSilent)
    {
        VantageProof proof = new(() => "home");
        proof.Add(new VantagePoint { CanaryAddress = "203.0.113.200", ProvenPorts = [445, 3389], EndedAt = Now });
        proof.Add(new VantagePoint { CanaryAddress = "203.0.113.200", ProvenPorts = [3389], UnprovenPorts = [445], SilentPorts = isSilent ? [445] : [], EndedAt = Now.AddHours(1) });

        Assert.Equal([3389], proof.PortsFor("203.0.113.1", Now.AddHours(1)));
    }

    /// <summary>The line fell back to another provider: what a host showed before does not outlast what the canary shows since.</summary>
    [Fact]
    public void An_older_answer_of_another_host_does_not_outlast_what_the_canary_no_longer_shows()
    {
        VantageProof proof = new(() => "home");
        proof.Add(new VantagePoint { CanaryAddress = "203.0.113.200", ProvenPorts = [445, 3389], EndedAt = Now });
        proof.Add(445, "203.0.113.9", Now.AddMinutes(5));
        proof.Add(new VantagePoint { CanaryAddress = "203.0.113.200", ProvenPorts = [3389], UnprovenPorts = [445], EndedAt = Now.AddHours(1) });

        Assert.Equal([3389], proof.PortsFor("203.0.113.1", Now.AddHours(1)));
    }
}
