// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>A negotiated connection in SMB1, for servers that speak nothing newer: one request on the way at a time.</summary>
internal sealed class Smb1Connection : IDisposable
{
    private readonly SmbTransport _transport;
    private ushort _next = 1;

    private Smb1Connection(SmbTransport transport) => _transport = transport;

    /// <summary>The server accepts nothing unsigned in a user's session.</summary>
    public bool SigningRequired { get; private init; }

    /// <summary>Connects and negotiates.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended, or the server does not support extended security.</exception>
    public static async Task<Smb1Connection> OpenAsync(SmbEndpoint server, CancellationToken cancellation)
    {
        SmbTransport transport = await server.ConnectAsync(cancellation).ConfigureAwait(false);
        try
        {
            await transport.SendAsync(new[] { Smb1Negotiate.Request() }, cancellation).ConfigureAwait(false);
            byte[] answer = await transport.ReceiveAsync(cancellation).ConfigureAwait(false);
            (bool isSelected, bool isExtended, bool signingRequired) = Decode(Smb1Command.Negotiate, () => Smb1Response.Decode(answer, Smb1Command.Negotiate, 0).Negotiated());
            return isSelected && isExtended
                ? new Smb1Connection(transport) { SigningRequired = signingRequired }
                : throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbNoExtendedSecurity());
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <summary>Sends one request and waits for its answer.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<Smb1Response> ExchangeAsync(Smb1Request request, ushort treeId, ushort userId, CancellationToken cancellation)
    {
        ushort number = _next++;
        await _transport.SendAsync(new[] { request.Compose(treeId, userId, number) }, cancellation).ConfigureAwait(false);
        byte[] answer = await _transport.ReceiveAsync(cancellation).ConfigureAwait(false);
        return Decode(request.Command, () => Smb1Response.Decode(answer, request.Command, number));
    }

    /// <summary>Reads an answer; an unreadable one ends the connection.</summary>
    /// <exception cref="SmbConnectionException">Malformed.</exception>
    public static T Decode<T>(Smb1Command command, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (SmbFormatException malformed)
        {
            throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbMalformedAnswerTo(command.ToString(), malformed.Cause), malformed);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();
}
