// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>An open port whose number stayed silent at the canary is the host's only where a service answers on it.</summary>
public sealed class ServicesOnTheWayTests
{
    [Theory]
    [InlineData(21, true, null, true)] // haproxy: accepted and closed
    [InlineData(21, true, "http", true)] // tinyproxy: answers each GET
    [InlineData(21, true, "ftp", false)]
    [InlineData(445, true, "microsoft-ds", false)] // the canary is a Windows server with shares of its own
    [InlineData(443, true, "https", false)]
    [InlineData(80, true, "http", false)]
    [InlineData(443, true, null, true)]
    [InlineData(3050, false, null, false)]
    public void What_does_not_answer_may_be_on_the_way(int number, bool isSilentAtCanary, string? service, bool isOnPath)
    {
        PortResult port = new() { Port = number, State = PortState.Open, MayBeAnsweredOnPath = isSilentAtCanary };

        RouterSources.Identify([port], [new SourceResult { Services = service is null ? new Dictionary<int, string>() : new() { [number] = service } }]);

        Assert.Equal((isOnPath, service), (port.IsAnsweredOnPath, port.IdentifiedService));
    }
}
