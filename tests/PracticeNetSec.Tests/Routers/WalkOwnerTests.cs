// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Routers;

/// <summary>A walk clears only the router that it is of.</summary>
public sealed class WalkOwnerTests
{
    [Theory]
    [InlineData("203.0.113.1", null, "203.0.113.1", null, false, null)]
    [InlineData("203.0.113.9", null, "203.0.113.1", null, false, "WalkOfAnotherRouter")]
    [InlineData("203.0.113.9", "AB-12", "203.0.113.1", "ab12", false, null)] // the same device at another address
    [InlineData("203.0.113.1", "AB12", "203.0.113.1", "CD34", false, "WalkOfAnotherRouter")]
    [InlineData("2001:db8::1", null, "203.0.113.1", null, false, null)] // says nothing about IPv4
    [InlineData(null, null, "203.0.113.1", null, false, null)]
    [InlineData(null, null, "203.0.113.1", null, true, "WalkForSeveralRouters")]
    [InlineData(null, "AB12", "203.0.113.1", "AB12", true, null)]
    [InlineData("203.0.113.1", null, "203.0.113.1", null, true, null)]
    [InlineData("203.0.113.9", null, null, null, false, null)]
    public void A_walk_of_another_router_is_refused(string? shown, string? serial, string? measured, string? expected, bool isShared, string? id)
    {
        SourceResult walk = new() { WanAddress = shown, Identity = new RouterIdentity { SerialNumber = serial } };
        RouterExposure known = new() { ComputerName = "practice", WanAddress = measured, Ports = measured is null ? [] : [new PortResult { Port = 443 }], Practice = new Practice { RouterSerialNumber = expected } };

        InputException? refused = Record.Exception(() => WalkOwner.ThrowIfAnother("walk.txt", walk, known, SourceNames.Walk, isShared)) as InputException;

        Assert.Equal(id, refused?.Id);
    }
}
