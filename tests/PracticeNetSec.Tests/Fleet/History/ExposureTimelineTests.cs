// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.History;

public class ExposureTimelineTests
{
    private const string Widened = "router.widened-forward";
    private const string Readable = "share.readable";

    [Fact]
    public void An_exposure_lasts_at_least_between_sightings_and_at_most_between_clear_checks()
    {
        ExposureTimeline timeline = new();
        timeline.Add(SnapshotSamples.Of("A", 0));
        timeline.Add(SnapshotSamples.Of("A", 1, Widened));
        timeline.Add(SnapshotSamples.Of("A", 3, Widened));
        timeline.Add(SnapshotSamples.Of("A", 5));

        ExposureSpan span = Assert.Single(timeline.Spans);

        Assert.False(span.IsOpen);
        Assert.Equal(2, span.Checks);
        Assert.Equal(TimeSpan.FromDays(2), span.ExposedAtLeast);
        Assert.Equal(TimeSpan.FromDays(5), span.ExposedAtMost);
    }

    [Fact]
    public void A_check_without_results_ends_no_span()
    {
        ExposureTimeline timeline = new();
        timeline.Add(SnapshotSamples.Of("A", 0, Widened));
        timeline.Add(SnapshotSamples.Of("A", 1, Verdict.Undetermined));
        timeline.Add(SnapshotSamples.Of("A", 2, Widened));

        ExposureSpan span = Assert.Single(timeline.Spans);

        Assert.True(span.IsOpen);
        Assert.Null(span.ExposedAtMost);
        Assert.Equal(SnapshotSamples.Night.AddDays(2), span.LastSeen);
        Assert.Equal(SnapshotSamples.Night, timeline.OpenSince("a", Widened + " @"));
    }

    [Fact]
    public void A_recurring_exposure_is_a_second_span()
    {
        ExposureTimeline timeline = new();
        timeline.Add(SnapshotSamples.Of("A", 0, Widened));
        timeline.Add(SnapshotSamples.Of("A", 1));
        timeline.Add(SnapshotSamples.Of("A", 2, Widened));

        Assert.Equal(new[] { 1, 2 }, timeline.Spans.Select(span => span.Occurrence));
        Assert.True(timeline.WasResolved("A", Widened + " @"));
    }

    [Fact]
    public void A_share_is_not_cleared_by_a_check_without_shares()
    {
        ExposureSnapshot routerOnly = SnapshotSamples.Of("A", 1);
        routerOnly.SharesChecked = false;
        ExposureTimeline timeline = new();
        timeline.Add(SnapshotSamples.Of("A", 0, Readable, Widened));
        timeline.Add(routerOnly);

        Assert.True(timeline.Spans.Single(span => span.RuleId == Readable).IsOpen);
        Assert.False(timeline.Spans.Single(span => span.RuleId == Widened).IsOpen);
    }
}
