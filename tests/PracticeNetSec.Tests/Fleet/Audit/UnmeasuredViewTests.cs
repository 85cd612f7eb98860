// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Audit;

/// <summary>Two views were asked for; one of them could not measure a port.</summary>
public sealed class UnmeasuredViewTests
{
    [Fact]
    public void A_view_that_measured_nothing_does_not_count()
    {
        PracticeAudit north = View(PortState.Closed, proven: true);
        PracticeAudit south = View(PortState.Unreachable, proven: false);
        Assert.Equal(Verdict.NotExposed, north.Verdict);
        Assert.Equal(Verdict.Undetermined, south.Verdict);

        PracticeAudit merged = AuditMerge.Merge([("north", north), ("south", south)], asked: 2);

        Assert.Equal(Verdict.Undetermined, merged.Verdict);
    }

    private static PracticeAudit View(PortState state, bool proven)
    {
        PracticeAudit audit = SnapshotSamples.Audit("A");
        audit.RouterExposure = new RouterExposure
        {
            PracticeId = "A",
            ComputerName = audit.Address!,
            WanAddress = audit.Address,
            Vantage = Vantage.Outside,
            Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
            ProvenPorts = proven ? PortList.Default.ToArray() : [],
            Ports = PortList.Default.Select(port => new PortResult { Address = audit.Address!, Port = port, State = proven && port == 443 ? PortState.Open : state, IdentifiedService = proven && port == 443 ? "https" : null, HostAnsweredAt = proven ? DateTimeOffset.UnixEpoch : null }).ToArray(),
        }.Assessed();
        audit.Reasons = [];
        return audit.Assessed();
    }
}
