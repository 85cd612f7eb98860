// SPDX-License-Identifier: MIT
using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>A session in SMB1: the list of shares, the share permission, and the rights on each root.</summary>
internal sealed class Smb1Session
{
    private static readonly RootRight[] Tried = { RootRight.List, RootRight.AddFile, RootRight.AddSubdirectory, RootRight.DeleteChild };

    private readonly Smb1Connection _connection;
    private readonly ushort _userId;

    private Smb1Session(Smb1Connection connection, ushort userId, SessionFlags flags) => (_connection, _userId, Flags) = (connection, userId, flags);

    /// <summary>What the server made of the user.</summary>
    public SessionFlags Flags { get; }

    /// <summary>The server takes nothing unsigned of a user, and nothing is signed here: what it refuses shows nothing.</summary>
    public bool LacksKey { get; private init; }

    /// <summary>Logs on over NTLM in SPNEGO.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public static async Task<(NtStatus Status, NtlmChallenge? Challenge, Smb1Session? Session)> LogOnAsync(
        Smb1Connection connection, NtlmIdentity identity, TimeProvider time, CancellationToken cancellation)
    {
        Smb1Response first = await connection.ExchangeAsync(new SessionSetupAndX(Spnego.Init(NtlmMessage.Negotiate())), 0, 0, cancellation).ConfigureAwait(false);
        if (first.Status != NtStatus.MoreProcessingRequired)
        {
            return first.Status.IsError
                ? (first.Status, null, null)
                : throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbSessionTooEarly(first.Status.ToString()));
        }

        NtlmChallenge challenge = Smb1Connection.Decode(first.Command, () => NtlmChallenge.Decode(Spnego.DecodeResponse(first.SessionSetUp().Token)));
        byte[] random = new byte[NtlmResponse.ClientChallengeLength];
        using (RandomNumberGenerator generator = RandomNumberGenerator.Create())
        {
            generator.GetBytes(random);
        }

        byte[] proof = NtlmAuthenticate.Encode(identity, challenge, random, time.GetUtcNow());
        Smb1Response second = await connection.ExchangeAsync(new SessionSetupAndX(Spnego.Response(proof)), 0, first.UserId, cancellation).ConfigureAwait(false);
        if (second.Status == NtStatus.MoreProcessingRequired)
        {
            throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbLogonEndless());
        }

        if (second.Status != NtStatus.Success)
        {
            return (second.Status, challenge, null);
        }

        SessionFlags flags = Smb1Connection.Decode(second.Command, () => second.SessionSetUp().IsGuest) ? SessionFlags.IsGuest : SessionFlags.None;
        return (second.Status, challenge, new Smb1Session(connection, second.UserId, flags)
        {
            LacksKey = connection.SigningRequired && flags == SessionFlags.None && !identity.IsAnonymous,
        });
    }

    /// <summary>Requests the list of shares.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<ShareListing> ListAsync(string server, int enough, CancellationToken cancellation)
    {
        Smb1Response tree = await AskAsync(new TreeConnectAndX(server, SrvsvcClient.InterProcessShare), 0, cancellation).ConfigureAwait(false);
        if (tree.Status != NtStatus.Success)
        {
            return ShareListing.Refused("TREE_CONNECT " + SrvsvcClient.InterProcessShare, tree.Status);
        }

        Smb1Response pipe = await AskAsync(NtCreateAndX.Srvsvc(), tree.TreeId, cancellation).ConfigureAwait(false);
        if (pipe.Status != NtStatus.Success)
        {
            await AskAsync(new TreeDisconnect(), tree.TreeId, cancellation).ConfigureAwait(false);
            return ShareListing.Refused("NT_CREATE srvsvc", pipe.Status);
        }

        ushort file = Smb1Connection.Decode(pipe.Command, pipe.Opened);
        ShareListing listing = await SrvsvcClient.ListAsync(call => CallAsync(tree.TreeId, file, call, cancellation), server, enough).ConfigureAwait(false);
        await AskAsync(new Close(file), tree.TreeId, cancellation).ConfigureAwait(false);
        await AskAsync(new TreeDisconnect(), tree.TreeId, cancellation).ConfigureAwait(false);
        return listing;
    }

    /// <summary>The share permission and the rights on the root.</summary>
    /// <returns>The status of connecting; the share where that succeeded; its root where it is a disk.</returns>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<(NtStatus Connected, TreeConnectResponse? Tree, DirectoryView? Root)> InspectAsync(string server, string share, CancellationToken cancellation)
    {
        Smb1Response connected = await AskAsync(new TreeConnectAndX(server, share), 0, cancellation).ConfigureAwait(false);
        if (connected.Status != NtStatus.Success)
        {
            return (connected.Status, null, null);
        }

        TreeConnectResponse tree = Smb1Connection.Decode(connected.Command, connected.TreeConnected);
        DirectoryView? root = tree.Type == TreeType.Disk ? await RootAsync(connected.TreeId, cancellation).ConfigureAwait(false) : null;
        await AskAsync(new TreeDisconnect(), connected.TreeId, cancellation).ConfigureAwait(false);
        return (connected.Status, tree, root);
    }

    /// <summary>Ends the session.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public Task LogOffAsync(CancellationToken cancellation) => AskAsync(new LogoffAndX(), 0, cancellation);

    /// <summary>
    /// What a handle with MAXIMUM_ALLOWED grants; where the server does not say, what it opens the root for. MaximalAccessRights in the answer to an opening is no use:
    /// Samba states GENERIC_ALL for every directory.
    /// </summary>
    private async Task<DirectoryView> RootAsync(ushort tree, CancellationToken cancellation)
    {
        Smb1Response opened = await AskAsync(NtCreateAndX.Root(RootRight.Maximum), tree, cancellation).ConfigureAwait(false);
        if (opened.Status != NtStatus.Success)
        {
            return new DirectoryView { Opened = opened.Status };
        }

        ushort file = Smb1Connection.Decode(opened.Command, opened.Opened);
        Smb1Response reported = await AskAsync(new QueryGrantedAccess(file), tree, cancellation).ConfigureAwait(false);
        await AskAsync(new Close(file), tree, cancellation).ConfigureAwait(false);
        // A server that repeats the request, or states nothing, has not said what it granted.
        return reported.Status == NtStatus.Success
            && Smb1Connection.Decode(reported.Command, reported.GrantedAccess) is AccessMask stated and not (AccessMask.None or AccessMask.MaximumAllowed)
            ? new DirectoryView { Opened = opened.Status, MaximalAccess = stated }
            : await OpenForEachRightAsync(tree, cancellation).ConfigureAwait(false);
    }

    /// <summary>What is denied is not granted; any other failure leaves the rights undetermined.</summary>
    private async Task<DirectoryView> OpenForEachRightAsync(ushort tree, CancellationToken cancellation)
    {
        AccessMask granted = AccessMask.None;
        bool isKnown = true;
        foreach (RootRight right in Tried)
        {
            Smb1Response opened = await AskAsync(NtCreateAndX.Root(right), tree, cancellation).ConfigureAwait(false);
            isKnown &= opened.Status == NtStatus.Success || opened.Status.IsAccessRefusal;
            if (opened.Status == NtStatus.Success)
            {
                granted |= (AccessMask)right;
                await AskAsync(new Close(Smb1Connection.Decode(opened.Command, opened.Opened)), tree, cancellation).ConfigureAwait(false);
            }
        }

        return new DirectoryView { Opened = NtStatus.Success, IsFoundByOpening = true, MaximalAccess = isKnown || granted != AccessMask.None ? granted : null };
    }

    /// <summary>One call over the pipe; without one, the next part of the answer.</summary>
    private async Task<(NtStatus Status, byte[] Output)> CallAsync(ushort tree, ushort file, RpcRequest? call, CancellationToken cancellation)
    {
        Smb1Response answer = await AskAsync(call is null ? new ReadAndX(file) : new PipeTransaction(file, call), tree, cancellation).ConfigureAwait(false);
        return answer.Status.IsError ? (answer.Status, Array.Empty<byte>())
            : (NtStatus.Success, Smb1Connection.Decode(answer.Command, () => call is null ? answer.Read() : answer.Transacted()));
    }

    private async Task<Smb1Response> AskAsync(Smb1Request request, ushort tree, CancellationToken cancellation)
    {
        Smb1Response answer = await _connection.ExchangeAsync(request, tree, _userId, cancellation).ConfigureAwait(false);
        return answer.Status.IsEndOfSession ? throw new SmbConnectionException(SmbFailure.Closed, EvidenceOf.SmbSessionEnded(answer.Status.ToString())) : answer;
    }
}
