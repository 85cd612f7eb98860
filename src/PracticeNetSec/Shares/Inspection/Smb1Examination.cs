// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Smb1;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// The unauthenticated sessions with a server that speaks nothing but SMB1, one after the other: shares, and the rights on their roots. Folders and files are not
/// inspected, and an account is never used, because nothing is signed here.
/// </summary>
/// <param name="server">How to connect.</param>
/// <param name="serverInPaths">The server's name in paths.</param>
/// <param name="options">The limits.</param>
/// <param name="inventory">Receives the lists and what each session observed.</param>
/// <param name="note">Receives errors.</param>
internal sealed class Smb1Examination(SmbEndpoint server, string serverInPaths, ShareExaminationOptions options, ShareInventory inventory, Action<Evidence> note)
{
    /// <summary>A server may close a connection after each logon that it refuses.</summary>
    private const int MaxConnections = 6;

    /// <summary>The sessions that were tried.</summary>
    public IReadOnlyList<IShareSession> Ways => _ways;

    private readonly List<Way> _ways = new();

    // A server with which nothing can be negotiated is not asked once more for each name.
    private bool _isOver;

    public async Task ExamineAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (LogonRecord record in inventory.Records.Where(record => record.Kind != ShareSessionKind.Credential))
            {
                await (record.IsNeeded && !_isOver ? EnterAsync(record, cancellation) : Task.CompletedTask).ConfigureAwait(false);
            }

            string[] names = inventory.Collect(_ways, options);
            foreach (Way way in _ways.Where(way => way.Session is not null && way.Record.HasOwnRights))
            {
                await GuardAsync(way.Record, () => InspectAsync(way, way.Session!, names, cancellation), cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            await Task.WhenAll(_ways.Select(way => LeaveAsync(way, cancellation))).ConfigureAwait(false);
        }
    }

    /// <summary>Logs on, over further connections where a server ends one, and requests the list.</summary>
    private async Task EnterAsync(LogonRecord record, CancellationToken cancellation)
    {
        Way way = new(record);
        _ways.Add(way);
        for (int i = 0; i < MaxConnections && !_isOver && way.Session is null && record.Open().Count > 0; i++)
        {
            await GuardAsync(record, async () =>
            {
                await LeaveAsync(way, cancellation).ConfigureAwait(false);
                _isOver = true;
                way.Connection = await Smb1Connection.OpenAsync(server, cancellation).ConfigureAwait(false);
                _isOver = false;
                await LogOnAsync(way, way.Connection, cancellation).ConfigureAwait(false);
                if (way.Session is not null && record.HasOwnRights)
                {
                    way.Listing = await way.Session.ListAsync(serverInPaths, options.MaxShares, cancellation).ConfigureAwait(false);
                }
            }, cancellation).ConfigureAwait(false);
        }
    }

    private async Task LogOnAsync(Way way, Smb1Connection connection, CancellationToken cancellation)
    {
        bool isFirst = true;
        foreach (NtlmIdentity identity in way.Record.Open())
        {
            way.Record.Begin(identity);
            (NtStatus status, NtlmChallenge? challenge, Smb1Session? session) = await Smb1Session.LogOnAsync(connection, identity, options.Time, cancellation).ConfigureAwait(false);
            if (way.Record.Answered(identity, new LogonAnswer(status, challenge, session?.Flags, session?.LacksKey == true), isShared: !isFirst, encrypts: true))
            {
                way.Session = session;
                return;
            }

            isFirst = false;
        }
    }

    private async Task InspectAsync(Way way, Smb1Session session, string[] names, CancellationToken cancellation)
    {
        foreach (string name in names)
        {
            (NtStatus connected, TreeConnectResponse? tree, DirectoryView? root) = await session.InspectAsync(serverInPaths, name, cancellation).ConfigureAwait(false);
            inventory.SeenBy(way.Record)[name] = new ShareObservation { Connected = connected, Tree = tree, Root = root, LacksKey = session.LacksKey, IsCutShort = true };
        }
    }

    /// <summary>Logs off, where there is a session, and closes the connection.</summary>
    private static async Task LeaveAsync(Way way, CancellationToken cancellation)
    {
        try
        {
            await (way.Session?.LogOffAsync(cancellation) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is SmbConnectionException or OperationCanceledException)
        {
            // The session ends with its connection.
        }

        way.Connection?.Dispose();
    }

    /// <summary>A lost connection, whatever the cause, ends one session, not the examination.</summary>
    private async Task GuardAsync(LogonRecord record, Func<Task> conversation, CancellationToken cancellation)
    {
        try
        {
            await conversation().ConfigureAwait(false);
        }
        catch (Exception ended)
        {
            cancellation.ThrowIfCancellationRequested();
            note(EvidenceOf.SharePartEnded(ShareSession.LabelOf(record.Kind), ErrorCause.Of(ended)));
        }
    }

    /// <summary>One session and its connection.</summary>
    private sealed class Way(LogonRecord record) : IShareSession
    {
        public LogonRecord Record => record;

        public Smb1Connection? Connection { get; set; }

        public Smb1Session? Session { get; set; }

        public ShareListing? Listing { get; set; }

        public bool LacksKey => Session?.LacksKey == true;
    }
}
