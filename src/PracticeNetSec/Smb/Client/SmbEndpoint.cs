// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Smb.Client;

/// <summary>Where SMB answers, and how to connect.</summary>
/// <param name="Peer">Address and port.</param>
/// <param name="Framing">The transport framing.</param>
/// <param name="StepTimeout">Timeout for one response.</param>
internal sealed record SmbEndpoint(IPEndPoint Peer, SmbFraming Framing, TimeSpan StepTimeout)
{
    /// <summary>Connects, up to the first message.</summary>
    /// <exception cref="SmbConnectionException">No connection.</exception>
    public async Task<SmbTransport> ConnectAsync(CancellationToken cancellation)
    {
        SmbTransport transport = await SmbTransport.ConnectAsync(Peer, StepTimeout, cancellation).ConfigureAwait(false);
        try
        {
            await transport.BeginAsync(Framing, cancellation).ConfigureAwait(false);
            return transport;
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }
}
