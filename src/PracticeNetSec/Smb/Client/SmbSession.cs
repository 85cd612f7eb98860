// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Security;

namespace PracticeNetSec.Smb.Client;

/// <summary>
/// A session. Null and guest sessions have no key and sign nothing ([MS-SMB2] 3.2.5.3); that of an account signs everything,
/// and encrypts where the server or the share demands it.
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

    /// <summary>The server's word on what session this is: it decides, not what we asked for.</summary>
    public SessionFlags Flags { get; }

    /// <summary>Whether what demands encryption can be asked at all.</summary>
    public bool CanEncrypt { get; }

    /// <summary>Bytes to ask for in one listing.</summary>
    public uint OutputLength => _connection.OutputLength;

    /// <summary>Sends one request.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public async Task<Smb2Response> ExchangeAsync(uint treeId, Smb2Request request, CancellationToken cancellation)
    {
        Smb2Response answer = await _connection.ExchangeAsync(Chain(treeId, request), cancellation).ConfigureAwait(false);
        ThrowIfEnded(answer);
        return answer;
    }

    /// <summary>Encrypts all that goes to a tree from now on, where the tree demands it and we can ([MS-SMB2] 3.2.4.1.8).</summary>
    public void ApplyEncryptionPolicy(uint treeId, TreeConnectResponse tree)
    {
        if (tree.EncryptionRequired && CanEncrypt)
        {
            _encryptedTrees.Add(treeId);
        }
    }

    /// <summary>Sends chains at once; the answers come back in their order.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public async Task<IReadOnlyList<Smb2Response>[]> ExchangeAsync(
        IEnumerable<(uint TreeId, Smb2Request[] Requests)> chains, CancellationToken cancellation)
    {
        // Trees we are done with are left in the same breath: it costs no round trip of its own.
        List<CompoundRequest> batch = _leaving.Select(tree => Chain(tree, new TreeDisconnectRequest())).ToList();
        int farewells = batch.Count;
        _encryptedTrees.ExceptWith(_leaving); // The server may give their numbers to others.
        _leaving.Clear();
        batch.AddRange(chains.Select(chain => Chain(chain.TreeId, chain.Requests)));
        IReadOnlyList<Smb2Response>[] answers = await _connection.ExchangeAsync(batch, cancellation).ConfigureAwait(false);
        foreach (Smb2Response answer in answers.SelectMany(chain => chain))
        {
            ThrowIfEnded(answer);
        }

        return answers.Skip(farewells).ToArray();
    }

    /// <summary>Leaves a tree, and with it every handle in it ([MS-SMB2] 3.3.5.8), together with the next batch.</summary>
    public void Leave(uint treeId) => _leaving.Add(treeId);

    /// <summary>Ends the session.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public Task LogOffAsync(CancellationToken cancellation) =>
        ExchangeAsync(new[] { (0u, new Smb2Request[] { new LogoffRequest() }) }, cancellation);

    /// <summary>A server that ended the session refused nothing of what was asked in it.</summary>
    private static void ThrowIfEnded(Smb2Response answer)
    {
        if (answer.Status.IsEndOfSession)
        {
            throw new SmbConnectionException(SmbFailure.Closed, $"The server ended the session ({answer.Status}).");
        }
    }

    private CompoundRequest Chain(uint treeId, params Smb2Request[] requests) => new(_id, treeId, requests)
    {
        IsEncrypted = CanEncrypt && ((Flags & SessionFlags.EncryptData) != 0 || _encryptedTrees.Contains(treeId)),
    };
}
