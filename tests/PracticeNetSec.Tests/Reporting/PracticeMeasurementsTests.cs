// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

public sealed class PracticeMeasurementsTests
{
    [Fact]
    public void A_server_belongs_to_the_practice_it_names_else_to_that_of_its_router_or_of_its_address()
    {
        RouterExposure router = new() { PracticeId = "A", ComputerName = "router.example", WanAddress = "203.0.113.1" };
        ShareReachability[] servers =
        [
            new() { PracticeId = "a", ComputerName = "192.168.2.10" },
            new() { ComputerName = "192.168.2.11", RouterExposure = router },
            new() { ComputerName = "203.0.113.1" },
            new() { ComputerName = "198.51.100.7" },
        ];

        IReadOnlyList<PracticeMeasurements> practices = PracticeMeasurements.Group([router], servers);

        Assert.Equal(["A", "198.51.100.7"], practices.Select(practice => practice.Id));
        Assert.Equal([3, 1], practices.Select(practice => practice.Servers.Count));
        Assert.Null(practices[1].Router);
    }

    [Fact]
    public void The_last_examination_of_a_router_counts_and_of_several_routers_the_most_severe()
    {
        RouterExposure[] routers =
        [
            new() { PracticeId = "A", WanAddress = "203.0.113.1", Verdict = Verdict.Exposed },
            new() { PracticeId = "A", WanAddress = "203.0.113.2", Verdict = Verdict.Undetermined },
            new() { PracticeId = "A", WanAddress = "203.0.113.1", Verdict = Verdict.NotExposed },
        ];

        PracticeMeasurements practice = Assert.Single(PracticeMeasurements.Group(routers, []));

        Assert.Equal(["203.0.113.2", "203.0.113.1"], practice.Routers.Select(router => router.WanAddress));
        Assert.Equal("203.0.113.2", practice.Router!.WanAddress);
    }
}
