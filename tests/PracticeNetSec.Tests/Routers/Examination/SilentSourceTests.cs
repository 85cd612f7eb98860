// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>Silence of a management service over UDP counts only where it is repeated.</summary>
public sealed class SilentSourceTests
{
    [Theory]
    [InlineData(1, Vantage.Outside, 2, "be.IP plus")]
    [InlineData(9, Vantage.Outside, 2, null)]
    [InlineData(0, Vantage.Outside, 1, "be.IP plus")]
    [InlineData(1, Vantage.Inside, 1, null)]
    public async Task What_was_silent_while_the_ports_were_measured_is_asked_once_more(int silent, Vantage vantage, int reads, string? model)
    {
        Management source = new(silent);
        using PortScanner scanner = new(new PortScanOptions(), (_, _, _) => Task.FromResult(new ConnectOutcome(PortState.Closed, TimeSpan.FromMilliseconds(1))));
        using RouterExaminer examiner = new(new RouterExaminationOptions { Vantage = vantage, Ports = [443] }, new RouterSources { Management = [source] }, scanner);

        RouterExposure router = await examiner.ExamineAsync("127.0.0.1", null, CancellationToken.None);

        Assert.Equal((reads, model), (source.Reads, router.Identity.Model));
    }

    /// <summary>Silence of one packet more or less decides whether these are found to answer the Internet.</summary>
    [Fact]
    public async Task Upnp_and_nat_pmp_report_that_nothing_was_received()
    {
        using UdpClient silent = new(new IPEndPoint(IPAddress.Loopback, 0));
        using HttpFetcher fetcher = new();
        int port = ((IPEndPoint)silent.Client.LocalEndPoint!).Port;
        RouterTarget target = new("x", IPAddress.Loopback, TimeSpan.FromMilliseconds(200));

        Assert.True((await new NatPmpSource(port).ReadAsync(target, CancellationToken.None)).IsSilent);
        Assert.True((await new UpnpSource(fetcher, descriptionPort: 9, searchPort: port).ReadAsync(target, CancellationToken.None)).IsSilent);
    }

    private sealed class Management(int silent) : IRouterSource
    {
        public string Name => SourceNames.Snmp;

        public int Reads { get; private set; }

        public Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation) => Task.FromResult(++Reads <= silent
            ? new SourceResult(new SourceReport { Source = Name }) { IsSilent = true }
            : new SourceResult(new SourceReport { Source = Name, Complete = true }) { Identity = new RouterIdentity { Model = "be.IP plus" } });
    }
}
