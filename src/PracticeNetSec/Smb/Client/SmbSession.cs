// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Security;

namespace PracticeNetSec.Smb.Client;

/// <summary>
/// A session. Null and guest sessions have no key and sign nothing ([MS-SMB2] 3.2.5.3); a user's session signs everything,
/// and encrypts where the server or the share requires it.
/// </summary>
internal sealed class SmbSession
{
    private readonly SmbConnection _connection;
    private readonly ulong _id;
    private readonly List<(uint TreeId, Smb2Request Request)> _leaving = new();
    private readonly HashSet<uint> _encryptedTrees = new();

    public SmbSession(SmbConnection connection, ulong id, SessionFlags flags, SessionSecurity? security)
    {
        CanEncrypt = security?.CanEncrypt == true;
        _connection = connection;
        _id = id;
        Flags = flags;
    }

    /// <summary>The session flags from the server: they decide, not the requested kind.</summary>
    public SessionFlags Flags { get; }

    /// <summary>
    /// The server calls it a user's session, but shares no key with us. Requests go out unsigned, which a server that requires signing
    /// refuses whatever the rights are ([MS-SMB2] 3.3.5.2.4): a refusal in this session shows nothing.
    /// </summary>
    public bool LacksKey { get; init; }

    /// <summary>Whether shares that require encryption can be accessed.</summary>
    public bool CanEncrypt { get; }

    /// <summary>Bytes to request in one listing.</summary>
    public uint OutputLength => _connection.OutputLength;

    /// <summary>See <see cref="SmbConnection.RelatesTrees"/>.</summary>
    public bool RelatesTrees => _connection.RelatesTrees;

    /// <summary>Sends one request.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<Smb2Response> ExchangeAsync(uint treeId, Smb2Request request, CancellationToken cancellation)
    {
        CompoundRequest chain;
        lock (_leaving)
        {
            chain = Chain(treeId, request);
        }

        Smb2Response answer = await _connection.ExchangeAsync(chain, cancellation).ConfigureAwait(false);
        ThrowIfEnded(answer);
        return answer;
    }

    /// <summary>Encrypts all further requests to a tree, where the tree requires it and the session can ([MS-SMB2] 3.2.4.1.8).</summary>
    public void ApplyEncryptionPolicy(uint treeId, TreeConnectResponse tree)
    {
        if (tree.EncryptionRequired && CanEncrypt)
        {
            lock (_leaving)
            {
                _encryptedTrees.Add(treeId);
            }
        }
    }

    /// <summary>See <see cref="SmbConnection.ConnectTreesApart"/>.</summary>
    public void ConnectTreesApart() => _connection.ConnectTreesApart();

    /// <summary>Sends compounds at once; the responses are returned in their order.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<IReadOnlyList<Smb2Response>[]> ExchangeAsync(
        IEnumerable<(uint TreeId, Smb2Request[] Requests)> chains, CancellationToken cancellation)
    {
        // What is no longer needed is closed in the same batch: no extra round trip.
        List<CompoundRequest> batch;
        int farewells;
        lock (_leaving)
        {
            batch = _leaving.Select(leaving => Chain(leaving.TreeId, leaving.Request)).ToList();
            farewells = batch.Count;
            _encryptedTrees.ExceptWith(_leaving.Where(leaving => leaving.Request is TreeDisconnectRequest).Select(leaving => leaving.TreeId)); // The server may reuse their ids.
            _leaving.Clear();
            batch.AddRange(chains.Select(chain => Chain(chain.TreeId, chain.Requests)));
        }

        IReadOnlyList<Smb2Response>[] answers = await _connection.ExchangeAsync(batch, cancellation).ConfigureAwait(false);
        foreach (Smb2Response answer in answers.SelectMany(chain => chain))
        {
            ThrowIfEnded(answer);
        }

        return answers.Skip(farewells).ToArray();
    }

    /// <summary>Disconnects a tree, and with it every handle in it ([MS-SMB2] 3.3.5.8), together with the next batch.</summary>
    public void Leave(uint treeId) => Later(treeId, new TreeDisconnectRequest());

    /// <summary>Closes a file, together with the next batch.</summary>
    public void Close(uint treeId, Smb2FileId file) => Later(treeId, new CloseRequest(file));

    /// <summary>Sends what waits for the next batch.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public Task FlushAsync(CancellationToken cancellation) => ExchangeAsync(Enumerable.Empty<(uint, Smb2Request[])>(), cancellation);

    /// <summary>Ends the session.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public Task LogOffAsync(CancellationToken cancellation) =>
        ExchangeAsync(new[] { (0u, new Smb2Request[] { new LogoffRequest() }) }, cancellation);

    /// <summary>A server that ended the session did not deny the requests in it.</summary>
    private static void ThrowIfEnded(Smb2Response answer)
    {
        if (answer.Status.IsEndOfSession)
        {
            throw new SmbConnectionException(SmbFailure.Closed, EvidenceOf.SmbSessionEnded(answer.Status.ToString()));
        }
    }

    private void Later(uint treeId, Smb2Request request)
    {
        lock (_leaving)
        {
            _leaving.Add((treeId, request));
        }
    }

    /// <summary>Called under the lock of what waits for the next batch.</summary>
    private CompoundRequest Chain(uint treeId, params Smb2Request[] requests) => new(_id, treeId, requests)
    {
        IsEncrypted = CanEncrypt && ((Flags & SessionFlags.EncryptData) != 0 || _encryptedTrees.Contains(treeId)),
    };
}
