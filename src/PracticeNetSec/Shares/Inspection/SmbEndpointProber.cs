// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Smb.Client;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// The first connection: determines what the port is, and which SMB transport it uses. On a forwarded port, whose target is unknown,
/// NetBIOS is tried where direct TCP is not understood.
/// </summary>
internal sealed class SmbEndpointProber : IDisposable
{
    /// <summary>Some servers close a connection that stays silent for longer.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(100);

    private readonly List<Evidence> _failures = new();
    private readonly List<SmbEndpoint> _tried = new();
    private readonly Stopwatch _waiting = new();
    private SmbTransport? _pending;
    private readonly IPEndPoint _peer;
    private readonly TimeSpan _stepTimeout;

    public SmbEndpointProber(IPEndPoint peer, TimeSpan stepTimeout)
    {
        _peer = peer;
        _stepTimeout = stepTimeout;
        Server = new SmbEndpoint(peer, SmbFraming.DirectTcp, stepTimeout);
    }

    /// <summary>Outcome of connecting; null before the attempt.</summary>
    public PortState? State { get; private set; }

    /// <summary>How to connect again.</summary>
    public SmbEndpoint Server { get; private set; }

    /// <summary>The same, for every transport that was tried.</summary>
    public IReadOnlyList<SmbEndpoint> Tried => _tried;

    /// <summary>Why there is no SMB2 here.</summary>
    public IEnumerable<Evidence> Failures => _failures.Distinct();

    /// <summary>Connects without sending anything yet.</summary>
    /// <returns>Whether the port accepted the connection.</returns>
    public async Task<bool> ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            _pending = await SmbTransport.ConnectAsync(_peer, _stepTimeout, cancellation).ConfigureAwait(false);
            State = PortState.Open;
            _waiting.Start();
            return true;
        }
        catch (SmbConnectionException ended)
        {
            _failures.Add(EvidenceOf.SharePortEnded(_peer.Port, ErrorCause.Of(ended)));
            State = StateOf(ended.Failure);
            return false;
        }
    }

    /// <summary>Negotiates; null where SMB2 does not answer, or <see cref="ConnectAsync"/> found nothing.</summary>
    public async Task<SmbConnection?> OpenAsync(CancellationToken cancellation)
    {
        SmbFraming[] framings = _pending is null ? Array.Empty<SmbFraming>() : _peer.Port switch
        {
            SmbPorts.NetBios => new[] { SmbFraming.NetBios },
            SmbPorts.Direct => new[] { SmbFraming.DirectTcp },
            _ => new[] { SmbFraming.DirectTcp, SmbFraming.NetBios },
        };
        for (int i = 0; i < framings.Length; i++)
        {
            SmbFraming framing = framings[i];
            Server = Server with { Framing = framing };
            if (!_tried.Contains(Server))
            {
                _tried.Add(Server);
            }

            SmbTransport? transport = null;
            bool hasWaited = _pending is not null && _waiting.Elapsed > ShortWait;
            try
            {
                transport = await TransportAsync(cancellation).ConfigureAwait(false);
                await transport.BeginAsync(framing, cancellation).ConfigureAwait(false);
                return await SmbConnection.NegotiateAsync(transport, default, cancellation).ConfigureAwait(false);
            }
            catch (SmbConnectionException ended)
            {
                if (hasWaited && ended.Failure is (SmbFailure.Closed or SmbFailure.Reset))
                {
                    transport?.Dispose();
                    i--; // The server may have closed it during the wait for a free slot: retry once, without a wait.
                    continue;
                }

                _failures.Add(EvidenceOf.SharePortEnded(_peer.Port, ErrorCause.Of(ended)));
                if (ended.Failure == SmbFailure.Reset && transport?.HasAnswered != true)
                {
                    State = PortState.OpenReset; // A RST may end the connect of a later attempt as well.
                }

                transport?.Dispose();
                if (transport is null || ended.Failure == SmbFailure.TimedOut)
                {
                    break; // Silence does not mean wrong framing; a retry would only cost another timeout.
                }
            }
            catch (OperationCanceledException)
            {
                transport?.Dispose();
                throw;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _pending?.Dispose();

    /// <summary>The existing connection, once; after that, a new one.</summary>
    private async Task<SmbTransport> TransportAsync(CancellationToken cancellation)
    {
        SmbTransport? pending = _pending;
        _pending = null;
        return pending ?? await SmbTransport.ConnectAsync(_peer, _stepTimeout, cancellation).ConfigureAwait(false);
    }

    private static PortState StateOf(SmbFailure failure) => failure switch
    {
        SmbFailure.Refused => PortState.Closed,
        SmbFailure.TimedOut => PortState.Filtered,
        SmbFailure.Unreachable or SmbFailure.Local => PortState.Unreachable,
        _ => PortState.OpenReset,
    };
}
