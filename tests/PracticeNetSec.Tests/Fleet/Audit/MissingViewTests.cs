// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Audit;

/// <summary>A vantage point that measured nothing is not one of those that were asked for.</summary>
public sealed class MissingViewTests
{
    /// <summary>The name did not resolve there, or an outage fell into the check: it returned a result without a router.</summary>
    [Fact]
    public void A_view_that_examined_no_router_is_no_view()
    {
        PracticeAudit whole = SnapshotSamples.Audit("A");
        whole.RouterExposure = new RouterExposure
        {
            ComputerName = whole.Address!,
            WanAddress = whole.Address,
            Vantage = Vantage.Outside,
            ForwardsComplete = true,
            Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
        }.Assessed();
        whole.Reasons = [];
        whole = whole.Assessed();
        Assert.Equal(Verdict.NotExposed, whole.Verdict);
        PracticeAudit nothing = new() { PracticeId = "A", Interrupted = true, Reasons = [EvidenceOf.AuditOutageUnresolved(EvidenceOf.AuditNoAddress(), DateTimeOffset.UnixEpoch)] };

        PracticeAudit merged = AuditMerge.Merge([("north", whole), ("south", nothing)], asked: 2);

        Assert.Equal(Verdict.Undetermined, merged.Verdict);
    }
}
