// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

/// <summary>Silence and refusals prove something only while the host answers as before on ports that are known to answer.</summary>
public sealed class PortConfirmationTests
{
    private const int Open = 443;
    private const int Data = 3050;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(PortState.Filtered)]
    [InlineData(PortState.Closed)]
    public async Task A_host_that_keeps_answering_confirms_all(PortState rest)
    {
        ConfirmedPorts confirmed = await ConfirmAsync(new Device(rest));

        Assert.All(confirmed.Ports.Where(port => !port.IsReachable), port => Assert.NotNull(port.HostAnsweredAt));
        Assert.Equal((false, 0), (confirmed.IsSlow, confirmed.Unconfirmed));
    }

    [Theory]
    [InlineData(8, PortState.Filtered)]
    [InlineData(20, PortState.Filtered)]
    [InlineData(40, PortState.Filtered)]
    [InlineData(100, PortState.Filtered)]
    [InlineData(8, PortState.Closed)]
    [InlineData(40, PortState.Closed)]
    [InlineData(100, PortState.Closed)]
    public async Task Behind_a_block_that_lasts_nothing_is_confirmed(int after, PortState block)
    {
        ConfirmedPorts confirmed = await ConfirmAsync(new Device(PortState.Filtered) { BlocksAfter = after, Block = block });

        PortResult data = confirmed.Ports.Single(port => port.Port == Data);
        Assert.True(data.IsReachable || data.HostAnsweredAt is null, data.ToString());
    }

    [Fact]
    public async Task What_a_limit_of_connections_hid_is_found_one_by_one()
    {
        ConfirmedPorts confirmed = await ConfirmAsync(new Device(PortState.Filtered) { PerSecond = 12 }, TimeSpan.FromSeconds(40));

        Assert.True(confirmed.IsSlow);
        Assert.True(confirmed.Ports.Single(port => port.Port == Data).IsReachable);
    }

    [Fact]
    public async Task The_slow_measurement_is_bounded()
    {
        DateTime start = DateTime.UtcNow;

        ConfirmedPorts confirmed = await ConfirmAsync(new Device(PortState.Filtered) { BlocksAfter = 8 }, Second);

        Assert.True(confirmed.IsSlow);
        Assert.True(DateTime.UtcNow - start < TimeSpan.FromSeconds(20));
        Assert.True(confirmed.Unconfirmed > 0);
    }

    [Fact]
    public async Task Where_nothing_answers_nothing_is_confirmed()
    {
        ConfirmedPorts confirmed = await ConfirmAsync(new Device(PortState.Filtered) { BlocksAfter = 0 });

        Assert.All(confirmed.Ports, port => Assert.Null(port.HostAnsweredAt));
        Assert.False(confirmed.IsSlow);
    }

    [Fact]
    public async Task A_port_that_answers_only_a_patient_attempt_is_found()
    {
        ConfirmedPorts confirmed = await ConfirmAsync(new Device(PortState.Filtered) { FirstSynLost = true });

        Assert.True(confirmed.Ports.Single(port => port.Port == Data).IsReachable);
    }

    [Fact]
    public async Task An_object_that_was_output_is_not_altered()
    {
        Device device = new(PortState.Filtered);
        PortResult[] measured = await device.ScanAsync();
        using PortConfirmation confirmation = device.Confirmation(Second);

        await confirmation.ConfirmAsync(IPAddress.Loopback, measured, _ => true, PortList.Default, CancellationToken.None);

        Assert.All(measured, port => Assert.Null(port.HostAnsweredAt));
    }

    private static async Task<ConfirmedPorts> ConfirmAsync(Device device, TimeSpan? slow = null)
    {
        PortResult[] measured = await device.ScanAsync();
        using PortConfirmation confirmation = device.Confirmation(slow ?? TimeSpan.FromSeconds(3));
        return await confirmation.ConfirmAsync(IPAddress.Loopback, measured, port => port != Open, PortList.Default, CancellationToken.None);
    }

    /// <summary>A host with two open ports behind something that blocks, limits or drops.</summary>
    private sealed class Device(PortState rest)
    {
        private readonly Queue<DateTime> _recent = new();
        private readonly object _lock = new();
        private int _count;

        public int? BlocksAfter { get; init; }

        public PortState Block { get; init; } = PortState.Filtered;

        public int? PerSecond { get; init; }

        /// <summary>Only an attempt that lasts longer than a second is answered, by the repeated SYN of its connection.</summary>
        public bool FirstSynLost { get; init; }

        public async Task<PortResult[]> ScanAsync()
        {
            using PortScanner scanner = new(new PortScanOptions { Timeout = TimeSpan.FromSeconds(0.3), Retries = 1 }, AnswerAsync);
            return await scanner.ScanAsync("host", IPAddress.Loopback, PortList.Default, null, CancellationToken.None);
        }

        public PortConfirmation Confirmation(TimeSpan slow) => new(new PortScanner(PortConfirmation.Patient(new PortScanOptions()), AnswerAsync), slow);

        private Task<ConnectOutcome> AnswerAsync(IPEndPoint target, Func<TimeSpan> patience, CancellationToken cancellation)
        {
            lock (_lock)
            {
                PortState? state = target.Port is Open or Data ? PortState.Open : rest == PortState.Filtered ? null : rest;
                _count++;
                if (_count > BlocksAfter)
                {
                    state = Block == PortState.Filtered ? null : Block;
                }

                DateTime now = DateTime.UtcNow;
                while (_recent.Count > 0 && now - _recent.Peek() > Second)
                {
                    _recent.Dequeue();
                }

                if (_recent.Count >= PerSecond || (FirstSynLost && target.Port == Data && patience() < Second))
                {
                    state = null;
                }

                _recent.Enqueue(now);
                return Task.FromResult(new ConnectOutcome(state, TimeSpan.FromMilliseconds(1)));
            }
        }
    }
}
