// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// One session, null, guest or account, on one connection: logs on, lists and inspects shares. <see cref="SmbSessionSet"/> decides which
/// sessions share a connection.
/// </summary>
internal sealed class ShareSession : IShareSession
{
    /// <summary>Shares queried at once: bounds the memory for their responses.</summary>
    private const int AtOnce = 16;

    private readonly SmbConnection _connection;
    private readonly string _server;
    private readonly ShareExaminationOptions _options;
    private readonly LogonRecord _record;
    private SmbSession? _session;

    /// <param name="record">The identities of this kind of session, and what was answered to them before.</param>
    /// <param name="connection">A negotiated connection.</param>
    /// <param name="isShared">Whether another session uses the connection too.</param>
    /// <param name="server">The server's name in paths.</param>
    /// <param name="options">The limits.</param>
    public ShareSession(LogonRecord record, SmbConnection connection, bool isShared, string server, ShareExaminationOptions options)
    {
        _record = record;
        _connection = connection;
        IsShared = isShared;
        _server = server;
        _options = options;
    }

    public ShareSessionKind Kind => _record.Kind;

    /// <summary>The logons of this session and of those before it.</summary>
    public LogonRecord Record => _record;

    /// <summary>Another session uses the connection too.</summary>
    public bool IsShared { get; }

    /// <summary>How the connection was asked for.</summary>
    public SmbConnectionOptions Connection => _connection.Options;

    /// <summary>Outcome of the logon.</summary>
    public SmbSessionResult Result => _record.Result;

    /// <summary>The share list; null until <see cref="ListAsync"/> requested it in a session.</summary>
    public ShareListing? Listing { get; private set; }

    /// <summary>True where shares can be inspected.</summary>
    public bool IsAuthenticated => _session is not null;

    /// <summary>True once the proof of a password was sent to the server, whatever became of it.</summary>
    public bool HasProven { get; private set; }

    /// <summary>What the server answered to the last logon over this connection; null where it did not.</summary>
    public NtStatus? Answer { get; private set; }

    /// <summary>True where a refusal in this session shows nothing about rights, also after its end: see <see cref="SmbSession.LacksKey"/>.</summary>
    public bool LacksKey { get; private set; }

    /// <summary>The name of a session in reasons.</summary>
    public static string LabelOf(ShareSessionKind kind) => kind switch
    {
        ShareSessionKind.Anonymous => "null session",
        ShareSessionKind.Guest => "guest",
        _ => "credential",
    };

    /// <summary>
    /// Tries the identities that are still open until one is accepted; on a connection for one thing at a time only the first, because the
    /// server may close it after a refusal.
    /// </summary>
    /// <exception cref="SmbConnectionException">The connection has ended; what was found until then remains valid.</exception>
    public Task LogOnAsync(CancellationToken cancellation) => LogOnAsync(() => Task.FromResult(true), cancellation);

    /// <summary>The same, where a password must not be proven to every server.</summary>
    /// <param name="mayProve">Asked once the server's challenge is there.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task LogOnAsync(Func<Task<bool>> mayProve, CancellationToken cancellation)
    {
        bool isFirst = true;
        foreach (NtlmIdentity identity in _record.Open().Take(Connection.OneAtATime ? 1 : int.MaxValue))
        {
            _record.Begin(identity);
            Answer = null;
            bool isAllowed = false;
            SmbLogon logon = await SmbLogon.AttemptAsync(
                _connection, identity, _options.Time, async () => isAllowed = await mayProve().ConfigureAwait(false), () => HasProven = true, cancellation).ConfigureAwait(false);
            if (logon.Challenge is not null && !isAllowed)
            {
                _record.Withdraw(identity, logon.Challenge);
                return;
            }

            Answer = logon.Status;
            if (_record.Answered(identity, logon, IsShared || !isFirst, Connection.OffersEncryption))
            {
                _session = logon.Session;
                LacksKey = logon.Session?.LacksKey == true;
            }

            if (logon.Session is not null)
            {
                return;
            }

            isFirst = false;
        }
    }

    /// <summary>Requests the list of shares, where there is a session.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task ListAsync(CancellationToken cancellation)
    {
        if (_session is null)
        {
            return;
        }

        Listing = await SrvsvcClient.ListAsync(_session, _server, _options.MaxShares, cancellation).ConfigureAwait(false);
        if (!_connection.TakesSeveral)
        {
            await _session.FlushAsync(cancellation).ConfigureAwait(false); // The next conversation must not overlap this one.
        }
    }

    /// <summary>Forgets that the list was refused: the refusal may have been meant for another session.</summary>
    public void DropRefusedList() => Listing = Listing?.Shares is null ? null : Listing;

    /// <summary>Inspects shares by name.</summary>
    /// <param name="names">Names of shares, as sent on the wire.</param>
    /// <param name="isDisk">Whether the server listed a share as a disk. Only in such a one is the root opened before the share is seen: to open anything in a printer begins a print job.</param>
    /// <param name="found">Receives the observations share by share, so that they count even if the connection is lost.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task InspectAsync(
        IReadOnlyList<string> names, Func<string, bool> isDisk, IDictionary<string, ShareObservation> found, CancellationToken cancellation)
    {
        for (int start = 0; _session is not null && start < names.Count; start += AtOnce)
        {
            string[] wave = names.Skip(start).Take(AtOnce).ToArray();
            Smb2Request[][] connects = wave.Select(name => Connecting(_session, name, isDisk(name))).ToArray();
            IReadOnlyList<Smb2Response>[] answers = await _session.ExchangeAsync(connects.Select(connect => (0u, connect)).ToArray(), cancellation).ConfigureAwait(false);
            await RepeatRefusedAsync(_session, connects, answers, cancellation).ConfigureAwait(false);
            List<(string Name, uint TreeId, TreeConnectResponse Tree, IReadOnlyList<Smb2Response>? Root)> disks = new();
            for (int i = 0; i < wave.Length; i++)
            {
                Smb2Response answer = answers[i][0];
                TreeConnectResponse? tree = answer.Status == NtStatus.Success
                    ? SmbConnection.Decode(answer, TreeConnectResponse.Decode) : null;
                if (tree is not null)
                {
                    _session.ApplyEncryptionPolicy(answer.TreeId, tree);
                }

                // When this is repeated, the first observation of a root is kept until there is more.
                if (tree?.Type != TreeType.Disk || !found.TryGetValue(wave[i], out ShareObservation? before) || before.Root is null)
                {
                    found[wave[i]] = new ShareObservation { Connected = answer.Status, Tree = tree, LacksKey = LacksKey, CanEncrypt = _session.CanEncrypt };
                }

                if (tree?.Type == TreeType.Disk)
                {
                    disks.Add((wave[i], answer.TreeId, tree, RootOf(_session, answers[i])));
                }
                else if (tree is not null)
                {
                    _session.Leave(answer.TreeId);
                }
            }

            await InspectFolderAsync(_session, disks, found, cancellation).ConfigureAwait(false);
            disks.ForEach(disk => _session.Leave(disk.TreeId));
        }
    }

    /// <summary>Closes what was opened for shares and stays in the session, so that another one finds room.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public Task LeaveSharesAsync(CancellationToken cancellation) => _session?.FlushAsync(cancellation) ?? Task.CompletedTask;

    /// <summary>Logs off, where there is a session.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task LogOffAsync(CancellationToken cancellation)
    {
        if (_session is SmbSession session)
        {
            _session = null;
            await session.LogOffAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Whether another session uses the same connection.</summary>
    public bool IsOn(ShareSession other) => _connection == other._connection;

    /// <summary>Closes the connection, for every session on it.</summary>
    public void CloseConnection() => _connection.Dispose();

    /// <summary>The request that connects to a share, and with it those that list the root of a disk: that saves a round trip.</summary>
    private Smb2Request[] Connecting(SmbSession session, string name, bool isDisk)
    {
        Smb2Request[] connect = { new TreeConnectRequest(_server, name) };
        return isDisk && session.RelatesTrees ? connect.Concat(DirectoryProbe.ListingOf("", session.OutputLength)).ToArray() : connect;
    }

    /// <summary>A refusal may be due to what was sent together with the request: it counts once the request was refused alone.</summary>
    private static async Task RepeatRefusedAsync(SmbSession session, Smb2Request[][] connects, IReadOnlyList<Smb2Response>[] answers, CancellationToken cancellation)
    {
        int[] refused = Enumerable.Range(0, connects.Length).Where(i => connects[i].Length > 1 && answers[i][0].Status.IsAccessRefusal).ToArray();
        if (refused.Length == 0)
        {
            return;
        }

        IReadOnlyList<Smb2Response>[] again = await session.ExchangeAsync(refused.Select(i => (0u, new[] { connects[i][0] })).ToArray(), cancellation).ConfigureAwait(false);
        for (int i = 0; i < refused.Length; i++)
        {
            answers[refused[i]] = again[i];
        }

        if (again.Any(answer => answer[0].Status == NtStatus.Success))
        {
            session.ConnectTreesApart();
        }
    }

    /// <summary>
    /// What was answered about the root together with the share. An error shows nothing: the server may not relate the requests to the share, or demand
    /// encryption in it. Then the root is opened by itself.
    /// </summary>
    private static Smb2Response[]? RootOf(SmbSession session, IReadOnlyList<Smb2Response> answers)
    {
        if (answers.Count == 1 || answers[1].Status == NtStatus.Success)
        {
            return answers.Count == 1 ? null : answers.Skip(1).ToArray();
        }

        if (!answers[1].Status.IsAccessRefusal)
        {
            session.ConnectTreesApart();
        }

        return null;
    }

    private async Task InspectFolderAsync(
        SmbSession session,
        List<(string Name, uint TreeId, TreeConnectResponse Tree, IReadOnlyList<Smb2Response>? Root)> disks,
        IDictionary<string, ShareObservation> found,
        CancellationToken cancellation)
    {
        FolderSample[] samples = disks.Select(disk => new FolderSample(disk.TreeId, disk.Tree, disk.Root, _options)).ToArray();
        try
        {
            await FolderSample.TakeAsync(session, samples, _options, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // What was observed before the connection was lost still counts.
            for (int i = 0; i < samples.Length; i++)
            {
                if (samples[i].Root is not null)
                {
                    found[disks[i].Name] = samples[i].AddTo(new ShareObservation { Connected = NtStatus.Success, Tree = disks[i].Tree, LacksKey = LacksKey, CanEncrypt = session.CanEncrypt });
                }
            }
        }
    }
}
