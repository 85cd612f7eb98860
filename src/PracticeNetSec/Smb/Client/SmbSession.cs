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
/// A session. Null and guest sessions have no key and sign nothing ([MS-SMB2] 3.2.5.3); an account's session signs everything,
/// and encrypts where the server or the share requires it.
/// </summary>
internal sealed class SmbSession
{
    private readonly SmbConnection _connection;
    private readonly ulong _id;
    private readonly List<uint> _leaving = new();
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

    /// <summary>Whether shares that require encryption can be accessed.</summary>
    public bool CanEncrypt { get; }

    /// <summary>Bytes to request in one listing.</summary>
    public uint OutputLength => _connection.OutputLength;

    /// <summary>Sends one request.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<Smb2Response> ExchangeAsync(uint treeId, Smb2Request request, CancellationToken cancellation)
    {
        Smb2Response answer = await _connection.ExchangeAsync(Chain(treeId, request), cancellation).ConfigureAwait(false);
        ThrowIfEnded(answer);
        return answer;
    }

    /// <summary>Encrypts all further requests to a tree, where the tree requires it and the session can ([MS-SMB2] 3.2.4.1.8).</summary>
    public void ApplyEncryptionPolicy(uint treeId, TreeConnectResponse tree)
    {
        if (tree.EncryptionRequired && CanEncrypt)
        {
            _encryptedTrees.Add(treeId);
        }
    }

    /// <summary>Sends compounds at once; the responses are returned in their order.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<IReadOnlyList<Smb2Response>[]> ExchangeAsync(
        IEnumerable<(uint TreeId, Smb2Request[] Requests)> chains, CancellationToken cancellation)
    {
        // Trees no longer needed are disconnected in the same batch: no extra round trip.
        List<CompoundRequest> batch = _leaving.Select(tree => Chain(tree, new TreeDisconnectRequest())).ToList();
        int farewells = batch.Count;
        _encryptedTrees.ExceptWith(_leaving); // The server may reuse their ids.
        _leaving.Clear();
        batch.AddRange(chains.Select(chain => Chain(chain.TreeId, chain.Requests)));
        IReadOnlyList<Smb2Response>[] answers = await _connection.ExchangeAsync(batch, cancellation).ConfigureAwait(false);
        foreach (Smb2Response answer in answers.SelectMany(chain => chain))
        {
            ThrowIfEnded(answer);
        }

        return answers.Skip(farewells).ToArray();
    }

    /// <summary>Disconnects a tree, and with it every handle in it ([MS-SMB2] 3.3.5.8), together with the next batch.</summary>
    public void Leave(uint treeId) => _leaving.Add(treeId);

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

    private CompoundRequest Chain(uint treeId, params Smb2Request[] requests) => new(_id, treeId, requests)
    {
        IsEncrypted = CanEncrypt && ((Flags & SessionFlags.EncryptData) != 0 || _encryptedTrees.Contains(treeId)),
    };
}
