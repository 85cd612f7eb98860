// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>Both versions are asked at once; the newer is preferred, and silence costs one time-out.</summary>
public sealed class SnmpVersionTests
{
    [Theory]
    [InlineData(true, true, "young")]
    [InlineData(false, true, "young")]
    [InlineData(true, false, "old")]
    public async Task The_newest_version_that_answers_is_used(bool speaksV1, bool speaksV2C, string expected)
    {
        using UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
        using CancellationTokenSource stop = new();
        Task serving = ServeAsync(socket, speaksV1, speaksV2C, stop.Token);
        using SnmpClient young = Client(socket, SnmpVersion.V2C, 3);
        using SnmpClient old = Client(socket, SnmpVersion.V1, 3);

        (SnmpClient? answering, _) = await SnmpSource.FindAsync(young, old, default);

        Assert.Same(expected == "young" ? young : old, answering);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    [Fact]
    public async Task A_silent_device_takes_one_timeout_and_has_a_reason()
    {
        using UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
        using SnmpClient young = Client(socket, SnmpVersion.V2C, 1);
        using SnmpClient old = Client(socket, SnmpVersion.V1, 1);
        Stopwatch clock = Stopwatch.StartNew();

        (SnmpClient? answering, Evidence? reason) = await SnmpSource.FindAsync(young, old, default);

        Assert.Null(answering);
        Assert.Equal(EvidenceOf.SnmpSilent(socket.Client.LocalEndPoint!.ToString()!, 1000), reason);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 1.9);
    }

    private static SnmpClient Client(UdpClient agent, SnmpVersion version, double timeout) => new(
        (IPEndPoint)agent.Client.LocalEndPoint!,
        new CommunitySecurity(version, "public"),
        new SnmpClientOptions { Timeout = TimeSpan.FromSeconds(timeout) });

    private static async Task ServeAsync(UdpClient socket, bool speaksV1, bool speaksV2C, CancellationToken stop)
    {
        CommunitySecurity[] spoken = [.. new[] { (speaksV1, SnmpVersion.V1), (speaksV2C, SnmpVersion.V2C) }.Where(item => item.Item1).Select(item => new CommunitySecurity(item.Item2, "public"))];
        while (true)
        {
            UdpReceiveResult datagram = await socket.ReceiveAsync(stop);
            foreach (CommunitySecurity security in spoken)
            {
                try
                {
                    SnmpPdu request = security.Decode(datagram.Buffer).Pdu;
                    VarBind[] bindings = [.. request.Bindings.Select(binding => new VarBind(binding.Name, SnmpValue.Oid(ObjectIdentifier.Of(1, 3, 6))))];
                    await socket.SendAsync(security.Encode(SnmpPdu.Response(request.RequestId, 0, 0, bindings)), datagram.RemoteEndPoint, stop);
                }
                catch (SnmpFormatException)
                {
                    // Of the other version.
                    continue;
                }
            }
        }
    }
}
