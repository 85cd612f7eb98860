// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Rmm;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>Of several examinations of one router none hides what another one shows.</summary>
public sealed class SeveralExaminationsTests
{
    private const string Address = "203.0.113.7";
    private static readonly DateTimeOffset Night = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    /// <summary>From outside, port 3389 is open; the look at the router from inside shows nothing of the Internet.</summary>
    [Fact]
    public void A_look_from_inside_does_not_hide_what_is_open_from_outside()
    {
        RouterExposure inside = Clear(Night.AddMinutes(5));
        (inside.ComputerName, inside.Vantage) = ("192.168.2.1", Vantage.Inside);

        Assert.Equal(RmmState.Critical, StateOf(Open(Night), inside));
    }

    /// <summary>Files are read in the order of their names.</summary>
    [Fact]
    public void An_older_examination_that_is_passed_last_does_not_hide_a_newer_one() =>
        Assert.Equal(RmmState.Critical, StateOf(Open(Night), Clear(Night.AddDays(-30))));

    /// <summary>Both stand in the inventory with the address; the server names neither.</summary>
    [Fact]
    public void A_server_at_the_address_of_two_practices_is_attributed_to_none_of_them()
    {
        RouterExposure first = Clear(Night), second = Clear(Night);
        (first.PracticeId, second.PracticeId) = ("A", "B");
        ShareReachability server = new() { ComputerName = Address, Port = 445, Vantage = Vantage.Outside, Verdict = Verdict.Exposed };

        Assert.DoesNotContain(PracticeMeasurements.Group([first, second], [server]), practice => practice.Id is "A" or "B" && practice.Servers.Count > 0);
    }

    private static RmmState StateOf(params RouterExposure[] routers) => RmmRenderer.Render(
        RmmFormat.Nagios, [.. PracticeMeasurements.Group(routers, []).Select(practice => ExposureSnapshot.From(practice.Router, practice.Servers))]).State;

    private static RouterExposure Open(DateTimeOffset at) => Examined(at, PortState.Open);

    private static RouterExposure Clear(DateTimeOffset at) => Examined(at, PortState.Closed);

    private static RouterExposure Examined(DateTimeOffset at, PortState state) => new RouterExposure
    {
        PracticeId = "A",
        ComputerName = Address,
        WanAddress = Address,
        Vantage = Vantage.Outside,
        ForwardsComplete = true,
        ProvenPorts = PortList.Default.ToArray(),
        Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
        Ports = PortList.Default.Select(port => new PortResult { Address = Address, Port = port, State = port == 3389 ? state : PortState.Closed, HostAnsweredAt = at }).ToArray(),
        StartedAt = at,
        EndedAt = at,
    }.Assessed();
}
