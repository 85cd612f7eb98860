// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

/// <summary>A connection attempt has one outcome, whoever comes too late.</summary>
public class ConnectAttemptTests
{
    [Fact]
    public async Task An_answered_attempt_is_not_cancelled_afterwards()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using ConnectAttempt attempt = new((IPEndPoint)listener.LocalEndpoint, () => TimeSpan.Zero, CancellationToken.None);

        Assert.Equal(SocketError.Success, await attempt.RunAsync());
        TimeSpan elapsed = attempt.Elapsed;

        // The inspection comes while the answer still waits for its turn.
        Assert.Null(attempt.CancelIfTimedOut(long.MaxValue));

        Assert.Equal(elapsed, attempt.Elapsed);
        Assert.False(attempt.Socket.Poll(0, SelectMode.SelectError));
        listener.Stop();
    }
}
