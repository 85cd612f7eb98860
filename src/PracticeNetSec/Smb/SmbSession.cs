using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;

namespace PracticeNetSec.Smb;

/// <summary>What an attempt to log on came to.</summary>
/// <param name="Status">The server's last word.</param>
/// <param name="Challenge">What the server said of itself; null where it did not get that far.</param>
/// <param name="Session">The session; null where there is none.</param>
internal sealed record SmbLogon(NtStatus Status, NtlmChallenge? Challenge, SmbSession? Session);

/// <summary>
/// A session that signs nothing, because null and guest sessions have no key ([MS-SMB2] 3.2.5.3). A session with a
/// password would differ here and in <see cref="Smb2Chain.Compose"/> only.
/// </summary>
internal sealed class SmbSession
{
    private readonly SmbConnection _connection;
    private readonly ulong _id;
    private readonly List<uint> _leaving = new();

    private SmbSession(SmbConnection connection, ulong id, SessionFlags flags)
    {
        _connection = connection;
        _id = id;
        Flags = flags;
    }

    /// <summary>The server's word on what session this is: it decides, not what we asked for.</summary>
    public SessionFlags Flags { get; }

    /// <summary>Bytes to ask for in one listing.</summary>
    public uint OutputLength => _connection.OutputLength;

    /// <summary>Logs on over NTLM in SPNEGO ([MS-SMB2] 3.2.4.2.3).</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public static async Task<SmbLogon> LogOnAsync(SmbConnection connection, NtlmIdentity identity, CancellationToken cancellation)
    {
        Smb2Response first = await connection.ExchangeAsync(
            0, 0, new SessionSetupRequest(Spnego.Init(NtlmMessage.Negotiate())), cancellation).ConfigureAwait(false);
        if (first.Status != NtStatus.MoreProcessingRequired)
        {
            return first.Status.IsError
                ? new SmbLogon(first.Status, null, null)
                : throw new SmbConnectionException(SmbFailure.Malformed, $"A session before we said who we are: {first.Status}.");
        }

        NtlmChallenge challenge = SmbConnection.Typed(
            first, response => NtlmChallenge.Decode(Spnego.DecodeResponse(SessionSetupResponse.Decode(response).Token)));
        byte[] clientChallenge = new byte[NtlmResponse.ClientChallengeLength];
        using (RandomNumberGenerator random = RandomNumberGenerator.Create())
        {
            random.GetBytes(clientChallenge);
        }

        byte[] answer = NtlmAuthenticate.Encode(identity, challenge, clientChallenge, DateTimeOffset.UtcNow);
        Smb2Response second = await connection.ExchangeAsync(
            first.SessionId, 0, new SessionSetupRequest(Spnego.Response(answer)), cancellation).ConfigureAwait(false);
        if (second.Status != NtStatus.Success)
        {
            return new SmbLogon(second.Status, challenge, null);
        }

        SessionFlags flags = SmbConnection.Typed(second, SessionSetupResponse.Decode).Flags;
        return new SmbLogon(second.Status, challenge, new SmbSession(connection, first.SessionId, flags));
    }

    /// <summary>Sends one request.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public Task<Smb2Response> ExchangeAsync(uint treeId, Smb2Request request, CancellationToken cancellation) =>
        _connection.ExchangeAsync(_id, treeId, request, cancellation);

    /// <summary>Sends chains at once; the answers come back in their order.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public async Task<IReadOnlyList<Smb2Response>[]> ExchangeAsync(
        IEnumerable<(uint TreeId, Smb2Request[] Requests)> chains, CancellationToken cancellation)
    {
        // Trees we are done with are left in the same breath: it costs no round trip of its own.
        List<Smb2Chain> batch = _leaving.Select(tree => new Smb2Chain(_id, tree, new TreeDisconnectRequest())).ToList();
        int farewells = batch.Count;
        _leaving.Clear();
        batch.AddRange(chains.Select(chain => new Smb2Chain(_id, chain.TreeId, chain.Requests)));
        IReadOnlyList<Smb2Response>[] answers = await _connection.ExchangeAsync(batch, cancellation).ConfigureAwait(false);
        return answers.Skip(farewells).ToArray();
    }

    /// <summary>Leaves a tree, and with it every handle in it ([MS-SMB2] 3.3.5.8), together with the next batch.</summary>
    public void Leave(uint treeId) => _leaving.Add(treeId);

    /// <summary>Ends the session.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public Task LogOffAsync(CancellationToken cancellation) =>
        ExchangeAsync(new[] { (0u, new Smb2Request[] { new LogoffRequest() }) }, cancellation);
}
