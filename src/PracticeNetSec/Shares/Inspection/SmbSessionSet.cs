// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Ntlm;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// All sessions with one server. The null and the guest session share one connection ([MS-SMB2] 3.2.1.2), because connections are
/// nearly all that an examination costs a server; where a server does not support that, each gets its own. So does the given account.
/// </summary>
internal sealed class SmbSessionSet : IDisposable
{
    private readonly SmbEndpoint _server;
    private readonly SmbConnection _first;
    private readonly string _serverInPaths;
    private readonly string _computerName;
    private readonly ShareExaminationOptions _options;
    private readonly Action<Evidence> _note;
    private readonly ConcurrentBag<SmbConnection> _connections = new();
    private bool _together;

    /// <param name="server">How to connect again.</param>
    /// <param name="first">A negotiated connection, closed at the end with all others.</param>
    /// <param name="serverInPaths">The server's name in paths.</param>
    /// <param name="computerName">The server as the caller named it: an account's logon is meant for it and for no other.</param>
    /// <param name="options">The limits.</param>
    /// <param name="note">Receives errors; several sessions may report at the same time.</param>
    public SmbSessionSet(SmbEndpoint server, SmbConnection first, string serverInPaths, string computerName, ShareExaminationOptions options, Action<Evidence> note)
    {
        _server = server;
        _first = first;
        _serverInPaths = serverInPaths;
        _computerName = computerName;
        _options = options;
        _note = note;
        _connections.Add(first);
    }

    /// <summary>The sessions whose connections succeeded; empty before <see cref="EnterAsync"/>.</summary>
    public IReadOnlyList<ShareSession> Ways { get; private set; } = Array.Empty<ShareSession>();

    /// <summary>The sessions that are tried.</summary>
    public static IEnumerable<ShareSessionKind> Kinds(ShareExaminationOptions options) => options.Credential is null
        ? new[] { ShareSessionKind.Anonymous, ShareSessionKind.Guest }
        : new[] { ShareSessionKind.Anonymous, ShareSessionKind.Guest, ShareSessionKind.Credential };

    /// <summary>Logs on with every session and requests the share lists.</summary>
    public async Task EnterAsync(CancellationToken cancellation)
    {
        Task<ShareSession?>? account = _options.Credential is null ? null : EnterWithAccountAsync(_options.Credential, cancellation);
        ShareSession?[] strangers = await EnterTogetherAsync(cancellation).ConfigureAwait(false);
        ShareSession? employee = account is null ? null : await account.ConfigureAwait(false);
        Ways = strangers.Append(employee).OfType<ShareSession>().ToArray();
    }

    /// <summary>Inspects shares with every session.</summary>
    /// <param name="names">Names of shares, as sent on the wire.</param>
    /// <param name="seenBy">Receives what each session observed.</param>
    /// <param name="cancellation">Cancels it.</param>
    public async Task InspectAsync(
        IReadOnlyList<string> names, Func<ShareSessionKind, IDictionary<string, ShareObservation>> seenBy, CancellationToken cancellation)
    {
        ShareSession[] sharing = _together ? Ways.Where(way => way.Kind != ShareSessionKind.Credential).ToArray() : Array.Empty<ShareSession>();
        await Task.WhenAll(Ways.Except(sharing).Select(way => GuardAsync(way.Kind, () => way.InspectAsync(names, seenBy(way.Kind), cancellation), cancellation))
            .Append(InspectTogetherAsync())).ConfigureAwait(false);

        async Task InspectTogetherAsync()
        {
            try
            {
                await Task.WhenAll(sharing.Select(way => way.InspectAsync(names, seenBy(way.Kind), cancellation))).ConfigureAwait(false);
            }
            catch (Exception ended)
            {
                cancellation.ThrowIfCancellationRequested();
                Note("null session and guest on one connection", ended);
                await Task.WhenAll(sharing.Where(way => way.IsAuthenticated && !way.IsInspected).Select(way => InspectSeparatelyAsync(way.Kind))).ConfigureAwait(false);
            }
        }

        async Task InspectSeparatelyAsync(ShareSessionKind kind)
        {
            ShareSession? again = await EnterApartAsync(kind, cancellation).ConfigureAwait(false);
            if (again is not null)
            {
                await GuardAsync(kind, () => again.InspectAsync(names, seenBy(kind), cancellation), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SmbConnection connection in _connections)
        {
            connection.Dispose();
        }
    }

    /// <summary>Null and guest session on the existing connection; on separate ones where that fails.</summary>
    private async Task<ShareSession?[]> EnterTogetherAsync(CancellationToken cancellation)
    {
        ShareSession nobody = Session(ShareSessionKind.Anonymous, _first);
        ShareSession? guest = Session(ShareSessionKind.Guest, _first);
        try
        {
            await nobody.LogOnAsync(Identities(nobody.Kind), cancellation).ConfigureAwait(false);
        }
        catch (Exception ended)
        {
            // The null session had the connection to itself: sharing it was not the cause.
            cancellation.ThrowIfCancellationRequested();
            Note(nobody.Label, ended);
            return new[] { nobody, await EnterApartAsync(ShareSessionKind.Guest, cancellation).ConfigureAwait(false) };
        }

        try
        {
            _together = true;
            await Task.WhenAll(nobody.ListAsync(cancellation), EnterAsGuestAsync()).ConfigureAwait(false);
            return new[] { nobody, guest };
        }
        catch (Exception ended)
        {
            cancellation.ThrowIfCancellationRequested();
            _together = false;
            Note("null session and guest on one connection", ended);
            return await Task.WhenAll(
                EnterApartAsync(ShareSessionKind.Anonymous, cancellation), EnterApartAsync(ShareSessionKind.Guest, cancellation)).ConfigureAwait(false);
        }

        async Task EnterAsGuestAsync()
        {
            await guest.LogOnAsync(Identities(guest.Kind), cancellation).ConfigureAwait(false);
            if (!guest.IsAuthenticated && guest.IsRefusedInGeneral)
            {
                _together = false;
                guest = await EnterApartAsync(ShareSessionKind.Guest, cancellation).ConfigureAwait(false);
                return;
            }

            await guest.ListAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task<ShareSession?> EnterApartAsync(ShareSessionKind kind, CancellationToken cancellation)
    {
        ShareSession? session = null;
        await GuardAsync(kind, async () =>
        {
            session = await ConnectAsync(kind, cancellation).ConfigureAwait(false);
            await session.LogOnAsync(Identities(kind), cancellation).ConfigureAwait(false);
            await session.ListAsync(cancellation).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
        return session;
    }

    /// <summary>Logs on with the given account, unless another server did not accept it in this run.</summary>
    private async Task<ShareSession?> EnterWithAccountAsync(Credential credential, CancellationToken cancellation)
    {
        ShareSession? session = null;
        await GuardAsync(ShareSessionKind.Credential, async () =>
        {
            if (credential.Use.RefusedBy is null)
            {
                session = await ConnectAsync(ShareSessionKind.Credential, cancellation).ConfigureAwait(false);
                await LogOnAsync(session, credential, cancellation).ConfigureAwait(false);
                await session.ListAsync(cancellation).ConfigureAwait(false);
            }
            else
            {
                _note(EvidenceOf.SessionAccountNotTried(ShareSessionKind.Credential, credential.Use.RefusedBy));
            }
        }, cancellation).ConfigureAwait(false);
        return session;
    }

    private async Task LogOnAsync(ShareSession session, Credential credential, CancellationToken cancellation)
    {
        using CredentialUse.CredentialTurn turn = await credential.Use.TakeAsync(_computerName, cancellation).ConfigureAwait(false);
        if (turn.RefusedBy is string refuser)
        {
            _note(EvidenceOf.SessionAccountNotTried(ShareSessionKind.Credential, refuser));
            return;
        }

        bool isAnswered = false;
        try
        {
            await session.LogOnAsync(Identities(session.Kind), cancellation).ConfigureAwait(false);
            isAnswered = true;
        }
        finally
        {
            // A server that ends the connection after a failed logon counts it like one that says so. One that lacks its domain or resources did not.
            if (session.HasProven && (!isAnswered || session.Result is SmbSessionResult.Refused or SmbSessionResult.Guest or SmbSessionResult.Null))
            {
                turn.Refuse();
            }
        }
    }

    private async Task<ShareSession> ConnectAsync(ShareSessionKind kind, CancellationToken cancellation)
    {
        SmbTransport transport = await _server.ConnectAsync(cancellation).ConfigureAwait(false);
        try
        {
            SmbConnection connection = await SmbConnection.NegotiateAsync(transport, cancellation).ConfigureAwait(false);
            _connections.Add(connection);
            return Session(kind, connection);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    private ShareSession Session(ShareSessionKind kind, SmbConnection connection) => new(kind, connection, _serverInPaths, _options);

    /// <summary>The identities of each session kind, tried in order until one is accepted.</summary>
    private NtlmIdentity[] Identities(ShareSessionKind kind) => kind switch
    {
        ShareSessionKind.Anonymous => new[] { NtlmIdentity.Anonymous },
        ShareSessionKind.Guest => new[] { RandomUserIdentity.Next(), NtlmIdentity.Guest },

        // Exactly once: a wrong password must not lock the account.
        _ => new[] { NtlmIdentity.Of(_options.Credential!, _computerName) },
    };

    /// <summary>A lost connection, whatever the cause, ends one session, not the examination.</summary>
    private async Task GuardAsync(ShareSessionKind kind, Func<Task> conversation, CancellationToken cancellation)
    {
        try
        {
            await conversation().ConfigureAwait(false);
        }
        catch (Exception ended)
        {
            cancellation.ThrowIfCancellationRequested();
            Note(ShareSession.LabelOf(kind), ended);
        }
    }

    private void Note(string part, Exception ended) => _note(EvidenceOf.SharePartEnded(part, ErrorCause.Of(ended)));
}
