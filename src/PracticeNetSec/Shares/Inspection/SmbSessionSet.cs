// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Ntlm;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// All sessions with one server. The null and the guest session share one connection ([MS-SMB2] 3.2.1.2), because each
/// connection costs round trips and, at some servers, a process; where a server does not support that, each gets its own, and is asked one thing at a time.
/// So does the given account.
/// </summary>
internal sealed class SmbSessionSet : IDisposable
{
    /// <summary>Further connections for one kind of session: a server may close one after each logon that it refuses.</summary>
    private const int MaxConnections = 6;

    private readonly SmbEndpoint _server;
    private readonly SmbConnection _first;
    private readonly string _serverInPaths;
    private readonly AccountLogon? _account;
    private readonly ShareExaminationOptions _options;
    private readonly ShareInventory _inventory;
    private readonly Action<Evidence> _note;
    private readonly ConcurrentBag<SmbConnection> _connections = new();
    private readonly ConcurrentDictionary<LogonRecord, ShareSession> _ways = new();
    private readonly IReadOnlyList<LogonRecord> _records;

    // Sessions whose connection broke: what they saw there may belong to another session. Grants are kept, refusals are not, and all is inspected again.
    private readonly HashSet<LogonRecord> _again = new();

    private Task _farewell = Task.CompletedTask;

    /// <param name="server">How to connect again.</param>
    /// <param name="first">A negotiated connection, closed at the end with all others.</param>
    /// <param name="serverInPaths">The server's name in paths.</param>
    /// <param name="computerName">The server as the caller named it: an account's logon is meant for it and for no other.</param>
    /// <param name="options">The limits.</param>
    /// <param name="inventory">Receives the lists and what each session observed.</param>
    /// <param name="note">Receives errors; several sessions may report at the same time.</param>
    public SmbSessionSet(
        SmbEndpoint server, SmbConnection first, string serverInPaths, string computerName, ShareExaminationOptions options, ShareInventory inventory, Action<Evidence> note)
    {
        _server = server;
        _first = first;
        _serverInPaths = serverInPaths;
        _account = options.Credential is null ? null : new AccountLogon(options.Credential, computerName, note);
        _options = options;
        _inventory = inventory;
        _note = note;
        _connections.Add(first);
        _records = inventory.Records;
    }

    /// <summary>The last session of each logon.</summary>
    public IReadOnlyList<ShareSession> Ways => _ways.Values.OrderBy(way => way.Kind).ToArray();

    /// <summary>The logons that are tried.</summary>
    /// <param name="options">An account among them, where one is given.</param>
    /// <param name="computerName">The server as the caller named it.</param>
    public static IReadOnlyList<LogonRecord> Records(ShareExaminationOptions options, string computerName)
    {
        LogonRecord guest = new(
            ShareSessionKind.Guest, new[] { RandomUserIdentity.Next(), NtlmIdentity.Guest, NtlmIdentity.Gast }.Select(identity => identity.MeantFor(computerName)).ToArray());
        List<LogonRecord> records = new() { new LogonRecord(ShareSessionKind.Anonymous, NtlmIdentity.Anonymous), guest };
        records.AddRange(guest.Further());
        if (options.Credential is not null)
        {
            // Exactly once: a wrong password must not lock the account.
            records.Add(new LogonRecord(ShareSessionKind.Credential, NtlmIdentity.Of(options.Credential, computerName)));
        }

        return records;
    }

    /// <summary>Logs on with every session, requests the share lists, and inspects every share with each session.</summary>
    public async Task ExamineAsync(CancellationToken cancellation)
    {
        bool sideBySide = _first.TakesSeveral;
        Task account = sideBySide ? EnterAccountAsync(cancellation) : Task.CompletedTask;
        sideBySide &= await EnterTogetherAsync(cancellation).ConfigureAwait(false);
        await account.ConfigureAwait(false);
        await (_first.TakesSeveral ? Task.CompletedTask : EnterAccountAsync(cancellation)).ConfigureAwait(false);
        foreach (LogonRecord further in _records.Where(NeedsConnection))
        {
            await EnterApartAsync(further, gentle: !sideBySide, cancellation).ConfigureAwait(false);
        }

        string[] names = _inventory.Collect(Ways, _options);
        await EachRecordAsync(record => _again.Contains(record) ? names : _inventory.Missing(record, names), sideBySide, cancellation).ConfigureAwait(false);
        if (_records.Any(record => _inventory.ShortOf(record).Length > 0))
        {
            // A share that takes a limited number of connections has room again once every other session left it.
            await EachWayAsync(way => way.LeaveSharesAsync(cancellation), cancellation).ConfigureAwait(false);
            foreach (LogonRecord record in _records)
            {
                await InspectAsync(record, _inventory.ShortOf, cancellation).ConfigureAwait(false);
                await EachWayAsync(way => way.Record == record ? way.LeaveSharesAsync(cancellation) : Task.CompletedTask, cancellation).ConfigureAwait(false);
            }
        }

        _farewell = LogOffAsync();
    }

    /// <summary>Closes the connections, once the last sessions are logged off.</summary>
    public void Dispose() => _ = CloseAsync();

    private async Task CloseAsync()
    {
        try
        {
            await _farewell.ConfigureAwait(false);
        }
        finally
        {
            foreach (SmbConnection connection in _connections)
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>Ends every session. The result does not wait for it, because nothing in it can change any more: that saves a round trip.</summary>
    private async Task LogOffAsync()
    {
        using CancellationTokenSource limit = new(_options.StepTimeout);
        await Task.WhenAll(Ways.Select(way => EndAsync(way, limit.Token))).ConfigureAwait(false);
    }

    /// <summary>Null and guest session on the existing connection; on separate ones where that fails.</summary>
    /// <returns>Whether the server took both at once.</returns>
    private async Task<bool> EnterTogetherAsync(CancellationToken cancellation)
    {
        ShareSession nobody = Session(Record(ShareSessionKind.Anonymous), _first, isShared: true);
        ShareSession guest = Session(Record(ShareSessionKind.Guest), _first, isShared: true);
        bool broken = false;
        try
        {
            if (_first.TakesSeveral)
            {
                Task loggedOn = nobody.LogOnAsync(cancellation);
                await (_first.HasSpareCredits ? Task.CompletedTask : loggedOn).ConfigureAwait(false);
                Task<string[]> listed = ListAsync(nobody, loggedOn, cancellation);
                await Task.WhenAll(InspectListedAsync(nobody, listed, cancellation), EnterAsGuestAsync(guest, listed, cancellation)).ConfigureAwait(false);
                await ListAgainAsync(cancellation, nobody, guest).ConfigureAwait(false);
            }
            else
            {
                await ListAsync(nobody, nobody.LogOnAsync(cancellation), cancellation).ConfigureAwait(false);
                await ListAsync(guest, guest.LogOnAsync(cancellation), cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception ended)
        {
            cancellation.ThrowIfCancellationRequested();
            Note("null session and guest on one connection", ended);
            broken = true;
            foreach (ShareSession way in new[] { nobody, guest })
            {
                _again.Add(way.Record);
                way.DropRefusedList();
                _inventory.DropRefusals(way.Record);
            }

            await LeaveAsync(Ways.Where(way => way.IsShared), cancellation).ConfigureAwait(false);
        }

        foreach (ShareSession way in new[] { nobody, guest }.Where(way => broken ? way.Record.Open().Count > 0 : IsToMove(way)))
        {
            await EnterApartAsync(way.Record, broken, cancellation).ConfigureAwait(false);
        }

        return !broken;
    }

    private Task EnterAccountAsync(CancellationToken cancellation) => _account is null || _account.IsRefusedElsewhere()
        ? Task.CompletedTask : EnterApartAsync(Record(ShareSessionKind.Credential), gentle: false, cancellation);

    /// <summary>A session that needs another connection: it was refused for a reason unrelated to the identity, or it has a key to encrypt with.</summary>
    private static bool IsToMove(ShareSession way) =>
        way.IsAuthenticated ? way.Result == SmbSessionResult.User : way.Record.Open().Count > 0;

    /// <summary>A further identity that was not answered on the shared connection, or whose session has rights of its own and a key to encrypt with.</summary>
    private bool NeedsConnection(LogonRecord record) => record is { IsFurther: true, IsNeeded: true, HasOwnRights: true }
        && (!_ways.TryGetValue(record, out ShareSession? way) || way.IsShared) && record.Open().Count > 0;

    /// <returns>The names to inspect first: those that this session lists, and those the caller gave.</returns>
    private async Task<string[]> ListAsync(ShareSession way, Task loggedOn, CancellationToken cancellation)
    {
        await loggedOn.ConfigureAwait(false);
        if (!IsToMove(way))
        {
            await way.ListAsync(cancellation).ConfigureAwait(false);
        }

        return _inventory.Collect(new[] { way }, _options);
    }

    private async Task EnterAsGuestAsync(ShareSession guest, Task<string[]> listed, CancellationToken cancellation)
    {
        await guest.LogOnAsync(cancellation).ConfigureAwait(false);
        if (!IsToMove(guest))
        {
            await Task.WhenAll(guest.ListAsync(cancellation), InspectListedAsync(guest, listed, cancellation), EnterFurtherAsync(cancellation)).ConfigureAwait(false);
        }
    }

    /// <summary>The other names, one after the other, while the accepted one is inspected: most become the same guest, and cost no round trip.</summary>
    private async Task EnterFurtherAsync(CancellationToken cancellation)
    {
        foreach (LogonRecord further in _records.Where(record => record is { IsFurther: true, IsNeeded: true }))
        {
            await Session(further, _first, isShared: true).LogOnAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What one session listed is inspected while the other still lists: no session waits for the other.</summary>
    private async Task InspectListedAsync(ShareSession way, Task<string[]> listed, CancellationToken cancellation)
    {
        string[] names = await listed.ConfigureAwait(false);
        if (!IsToMove(way))
        {
            await way.InspectAsync(names, _inventory.IsListedAsDisk, _inventory.SeenBy(way.Record), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A server with one pipe for all refuses the second conversation: it is repeated once the first is over.</summary>
    private static async Task ListAgainAsync(CancellationToken cancellation, params ShareSession[] ways)
    {
        ShareSession[] again = ways.Where(way => way.Listing?.IsShortage == true).ToArray();
        foreach (ShareSession way in again.Length > 0 ? ways : again)
        {
            await way.LeaveSharesAsync(cancellation).ConfigureAwait(false); // Its pipe may be the one that is missing.
        }

        foreach (ShareSession way in again)
        {
            await way.ListAsync(cancellation).ConfigureAwait(false);
            await way.LeaveSharesAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Logs on over connections of its own, until every identity was answered or one accepted, and requests the list.</summary>
    private async Task EnterApartAsync(LogonRecord record, bool gentle, CancellationToken cancellation)
    {
        bool isDone = false;
        for (int i = 0; i < MaxConnections && !isDone && record.Open().Count > 0; i++)
        {
            bool isGentle = gentle || i > 0;
            await GuardAsync(record.Kind, async () =>
            {
                await LeaveAsync(_ways.TryGetValue(record, out ShareSession? before) ? new[] { before } : Array.Empty<ShareSession>(), cancellation).ConfigureAwait(false);
                bool encrypts = record.WantsEncryption;
                ShareSession session = await ConnectAsync(record, new SmbConnectionOptions(encrypts, isGentle), cancellation).ConfigureAwait(false);
                bool isTried = true;
                if (record.Kind == ShareSessionKind.Credential && _account is not null)
                {
                    isTried = await _account.LogOnAsync(session, cancellation).ConfigureAwait(false);
                }
                else
                {
                    await session.LogOnAsync(cancellation).ConfigureAwait(false);
                }

                isDone = !isTried || !record.HasOwnRights;
                if (!isDone && (encrypts || !record.WantsEncryption))
                {
                    await session.ListAsync(cancellation).ConfigureAwait(false);
                    isDone = record.Result != SmbSessionResult.Undetermined;
                }
            }, cancellation).ConfigureAwait(false);
        }

        if (_ways.TryGetValue(record, out ShareSession? last) && !last.IsAuthenticated && !last.IsShared)
        {
            last.CloseConnection(); // Not kept until the other sessions are over.
        }
    }

    /// <summary>
    /// Logs sessions off that others are to replace, and closes a connection that none uses any more: a server with little room has it again before the next one begins.
    /// </summary>
    private async Task LeaveAsync(IEnumerable<ShareSession> ways, CancellationToken cancellation)
    {
        foreach (ShareSession way in ways.ToArray())
        {
            await EndAsync(way, cancellation).ConfigureAwait(false);
            if (!Ways.Any(other => other.IsAuthenticated && other.IsOn(way)))
            {
                way.CloseConnection();
            }
        }
    }

    private static async Task EndAsync(ShareSession way, CancellationToken cancellation)
    {
        try
        {
            await way.LogOffAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is SmbConnectionException or OperationCanceledException)
        {
            // The session ends with its connection.
        }
    }

    /// <summary>Inspects shares with one session; once more on a connection of its own, one thing at a time, where the connection is lost.</summary>
    private async Task InspectAsync(LogonRecord record, Func<LogonRecord, string[]> names, CancellationToken cancellation)
    {
        if (!_ways.TryGetValue(record, out ShareSession? way) || !way.IsAuthenticated || !record.HasOwnRights || names(record).Length == 0)
        {
            return;
        }

        bool ended = true;
        await GuardAsync(record.Kind, async () =>
        {
            await way.InspectAsync(names(record), _inventory.IsListedAsDisk, _inventory.SeenBy(record), cancellation).ConfigureAwait(false);
            ended = false;
        }, cancellation).ConfigureAwait(false);
        if (ended && !way.Connection.OneAtATime)
        {
            await EnterApartAsync(record, gentle: true, cancellation).ConfigureAwait(false);
            await GuardAsync(
                record.Kind, () => _ways[record].InspectAsync(names(record), _inventory.IsListedAsDisk, _inventory.SeenBy(record), cancellation), cancellation).ConfigureAwait(false);
        }
    }

    private async Task EachRecordAsync(Func<LogonRecord, string[]> names, bool sideBySide, CancellationToken cancellation)
    {
        List<Task> started = new();
        foreach (LogonRecord record in _records)
        {
            started.Add(InspectAsync(record, names, cancellation));
            await (sideBySide ? Task.CompletedTask : started[started.Count - 1]).ConfigureAwait(false);
        }

        await Task.WhenAll(started).ConfigureAwait(false);
    }

    private Task EachWayAsync(Func<ShareSession, Task> work, CancellationToken cancellation) =>
        Task.WhenAll(Ways.Select(way => GuardAsync(way.Kind, () => work(way), cancellation)));

    private async Task<ShareSession> ConnectAsync(LogonRecord record, SmbConnectionOptions options, CancellationToken cancellation)
    {
        SmbTransport transport = await _server.ConnectAsync(cancellation).ConfigureAwait(false);
        try
        {
            SmbConnection connection = await SmbConnection.NegotiateAsync(transport, options, cancellation).ConfigureAwait(false);
            _connections.Add(connection);
            return Session(record, connection, isShared: false);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    private ShareSession Session(LogonRecord record, SmbConnection connection, bool isShared) =>
        _ways[record] = new ShareSession(record, connection, isShared, _serverInPaths, _options);

    private LogonRecord Record(ShareSessionKind kind) => _records.First(record => record.Kind == kind && !record.IsFurther);

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
