// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;
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

    private sealed class Management(int silent) : IRouterSource
    {
        public string Name => SourceNames.Snmp;

        public int Reads { get; private set; }

        public Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation) => Task.FromResult(++Reads <= silent
            ? new SourceResult(new SourceReport { Source = Name }) { IsSilent = true }
            : new SourceResult(new SourceReport { Source = Name, Complete = true }) { Identity = new RouterIdentity { Model = "be.IP plus" } });
    }
}
