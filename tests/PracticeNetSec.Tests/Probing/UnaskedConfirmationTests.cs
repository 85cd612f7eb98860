// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

/// <summary>A port that this machine could not ask again was asked once, by one packet: its silence is not confirmed by other ports' answers.</summary>
public sealed class UnaskedConfirmationTests
{
    private const int Open = 443;
    private const int Data = 3050;

    /// <summary>The first packet was dropped on the way; for the second one the machine had no free socket.</summary>
    [Fact]
    public async Task A_port_that_could_not_be_asked_again_is_not_confirmed()
    {
        using PortScanner first = new(new PortScanOptions { Retries = 0 }, (target, _, _) => Task.FromResult(new ConnectOutcome(target.Port == Open ? PortState.Open : null, TimeSpan.FromMilliseconds(1))));
        PortResult[] measured = await first.ScanAsync("host", IPAddress.Loopback, PortList.Default, null, CancellationToken.None);
        using PortConfirmation confirmation = new(
            new PortScanner(PortConfirmation.Patient(new PortScanOptions()), (target, _, _) => Task.FromResult(target.Port == Data
                ? new ConnectOutcome(PortState.Unreachable, TimeSpan.Zero, EvidenceOf.OutageUnreachable())
                : new ConnectOutcome(target.Port == Open ? PortState.Open : null, TimeSpan.FromMilliseconds(1)))),
            TimeSpan.FromSeconds(1));

        ConfirmedPorts confirmed = await confirmation.ConfirmAsync(IPAddress.Loopback, measured, port => port != Open, PortList.Default, CancellationToken.None);

        PortResult data = confirmed.Ports.Single(port => port.Port == Data);
        Assert.True(PortEvidence.StateOf(data, PortList.Default) < PortCoverageState.Filtered, PortEvidence.StateOf(data, PortList.Default).ToString());
    }
}
