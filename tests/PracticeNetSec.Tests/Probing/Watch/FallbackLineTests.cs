// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Probing.Watch;
using Xunit;

namespace PracticeNetSec.Tests.Probing.Watch;

/// <summary>After an outage the connection may be another one, such as LTE, with the same addresses of this machine: what the canary no longer shows is not proven.</summary>
public sealed class FallbackLineTests
{
    [Fact]
    public async Task A_port_that_the_canary_does_not_show_after_an_outage_is_not_proven()
    {
        const string canary = "203.0.113.200";
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        VantageProof proof = new(() => "office");
        proof.Add(new VantagePoint { CanaryAddress = canary, ProvenPorts = [22, 443, 445, 3389], EndedAt = now });
        bool isFallback = false;
        CanaryWatch watch = new(proof, TimeProvider.System, (_, ports, _) => Task.FromResult(isFallback
            ? new VantagePoint { CanaryAddress = canary, ProvenPorts = [22, 443, 3389], UnprovenPorts = [445], EndedAt = now.AddMinutes(10) }
            : new VantagePoint { CanaryAddress = canary, ProvenPorts = [.. ports], EndedAt = now }));
        Assert.True(await watch.GreetsAsync(CancellationToken.None));

        isFallback = true;
        proof.Forget(now.AddMinutes(5));
        await watch.ProveAgainAsync(CancellationToken.None);

        Assert.Equal([22, 443, 3389], proof.PortsFor(IPAddress.Parse("203.0.113.1").ToString(), now.AddMinutes(10)));
    }
}
