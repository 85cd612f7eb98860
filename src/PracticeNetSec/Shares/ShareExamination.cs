// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Smb;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;

namespace PracticeNetSec.Shares;

/// <summary>One run of <see cref="ShareExaminer"/>.</summary>
internal sealed class ShareExamination
{
    private readonly IPEndPoint _peer;
    private readonly ShareExaminationOptions _options;
    private readonly ShareReachability _result;
    private readonly List<Evidence> _reasons = new();

    public ShareExamination(string computerName, IPEndPoint peer, ShareExaminationOptions options)
    {
        _peer = peer;
        _options = options;
        _result = new ShareReachability
        {
            ComputerName = computerName,
            Port = peer.Port,
            Vantage = ShareJudge.StandsAt(options.Vantage, peer.Address),
            StartedAt = options.Time.GetLocalNow(),
        };
    }

    public async Task<ShareReachability> RunAsync(CancellationToken cancellation)
    {
        ShareInventory inventory = new(ShareVisit.Kinds(_options));
        using ShareDoor door = new(_peer, _options.StepTimeout);

        // Our own queue is not the server's time: the limit counts from our turn on.
        using ConversationTurn? turn = await door.KnockAsync(cancellation).ConfigureAwait(false)
            ? await ConversationTurn.TakeAsync(cancellation).ConfigureAwait(false)
            : null;
        bool inTime = true;
        using (CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            limit.CancelAfter(_options.TotalTimeout);
            try
            {
                // Neither of the two may take the other's result with it.
                await Task.WhenAll(
                    GuardAsync("SMB", () => ExamineAsync(door, inventory, limit.Token), limit.Token),
                    GuardAsync("file services", () => AskServicesAsync(limit.Token), limit.Token)).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
                inTime = false;
                Note(EvidenceOf.ShareTimeout(_options.TotalTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)));
            }
        }

        _result.Shares = inventory.Judge(_options.IncludeNames);
        _result.EndedAt = _options.Time.GetLocalNow();
        _result.Reasons = _reasons.ToArray();
        ShareJudge.Judge(_result, inTime && inventory.IsComplete());
        return _result;
    }

    /// <summary>Whatever a part throws costs that part: it was not examined, and the verdict knows.</summary>
    private async Task GuardAsync(string part, Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            cancellation.ThrowIfCancellationRequested();
            _result.PartFailed = true;
            Note(EvidenceOf.SharePartNotChecked(part, ErrorText.Of(failure)));
        }
    }

    private async Task AskServicesAsync(CancellationToken cancellation)
    {
        if (_options.Services.Length > 0)
        {
            _result.FileServices = await FileServiceExaminer.ExamineAsync(
                _peer.Address, _options.Services, _options.ServicePorts, _options.StepTimeout, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ExamineAsync(ShareDoor door, ShareInventory inventory, CancellationToken cancellation)
    {
        SmbConnection? connection = await door.OpenAsync(cancellation).ConfigureAwait(false);
        _result.State = door.State;
        foreach (Evidence failure in door.Failures)
        {
            Note(failure);
        }

        if (connection is null)
        {
            if (_result.State is PortState.Open or PortState.OpenReset)
            {
                // What speaks SMB1 alone did not say which framing it understands.
                foreach (SmbEndpoint server in door.Tried.TakeWhile(_ => _result.Smb1 != true))
                {
                    await LookForSmb1Async(server, speaksSmb2: false, cancellation).ConfigureAwait(false);
                }
            }

            return;
        }

        using ShareVisit visit = new(door.Server, connection, ServerInPaths(), _options, Note);
        _result.ChosenDialect = connection.Server.Dialect.Text();
        _result.Dialects = new[] { _result.ChosenDialect };
        _result.SigningRequired = connection.Server.SigningRequired;

        // The questions for dialects run beside, each on a connection of its own.
        Task protocols = GuardAsync("dialects", () => LookForProtocolsAsync(door.Server, connection.Server.Dialect, cancellation), cancellation);
        try
        {
            await visit.EnterAsync(cancellation).ConfigureAwait(false);
            Tell(visit.Ways);
            string[] names = inventory.Collect(visit.Ways, _options);
            await visit.LookAsync(names, inventory.SeenBy, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // However the sessions end, what the dialects showed belongs to the result.
            await protocols.ConfigureAwait(false);
        }
    }

    /// <summary>What the ways in came to, and what the server said of itself.</summary>
    private void Tell(IReadOnlyList<ShareSession> ways)
    {
        SmbSessionResult Of(ShareSessionKind kind) => ways.FirstOrDefault(way => way.Kind == kind)?.Result ?? SmbSessionResult.Undetermined;
        _result.AnonymousSession = Of(ShareSessionKind.Anonymous);
        _result.GuestSession = Of(ShareSessionKind.Guest);
        _result.CredentialSession = Of(ShareSessionKind.Credential);
        foreach (Evidence line in ways.SelectMany(way => way.Reasons))
        {
            Note(line);
        }

        NtlmChallenge? challenge = ways.Select(way => way.Challenge).FirstOrDefault(told => told is not null);
        _result.ServerName = challenge?.ComputerName is string name ? Printable.Of(name) : null;
        _result.DomainName = challenge?.DomainName is string domain ? Printable.Of(domain) : null;
        _result.OsBuild = challenge?.OsBuild;
        _result.OsSupport = challenge?.OsBuild is null ? null : WindowsLifecycle.Shipped.Judge(challenge.OsBuild, _result.StartedAt.Date);
    }

    /// <summary>Asks for each dialect that the server did not choose, and for SMB1.</summary>
    private async Task LookForProtocolsAsync(SmbEndpoint server, Smb2Dialect chosen, CancellationToken cancellation)
    {
        Smb2Dialect[] others = _options.ProbeDialects ? Smb2DialectText.Offered.Where(dialect => dialect < chosen).Reverse().ToArray() : Array.Empty<Smb2Dialect>();
        Task smb1 = LookForSmb1Async(server, speaksSmb2: true, cancellation);
        bool?[] accepted = await Task.WhenAll(others.Select(dialect => DialectProbe.AcceptsAsync(server, dialect, cancellation))).ConfigureAwait(false);
        await smb1.ConfigureAwait(false);
        string[] known = others.Where((_, i) => accepted[i] == true).Select(dialect => dialect.Text()).ToArray();
        _result.Dialects = new[] { chosen.Text() }.Concat(known).Concat(_result.Dialects.Skip(1)).ToArray();
        foreach (Smb2Dialect open in others.Where((_, i) => accepted[i] is null))
        {
            Note(EvidenceOf.ShareDialectUndetermined(open.Text()));
        }
    }

    private async Task LookForSmb1Async(SmbEndpoint server, bool speaksSmb2, CancellationToken cancellation)
    {
        bool? answers = await Smb1Probe.AnswersAsync(server, cancellation).ConfigureAwait(false);
        if (answers == true)
        {
            _result.Smb1 = true;
            _result.Dialects = _result.Dialects.Append(Smb1Negotiate.Dialect).ToArray();
        }
        else
        {
            // Hanging up means "no SMB1" only from a peer that has shown that it speaks SMB at all.
            _result.Smb1 = speaksSmb2 ? answers : null;
        }
    }

    /// <summary>Conversations run side by side.</summary>
    private void Note(Evidence line)
    {
        lock (_reasons)
        {
            _reasons.Add(line);
        }
    }

    /// <summary>
    /// The address names the server in paths: it is the one name every server accepts as its own, however it was reached.
    /// IPv6 is spelt as Windows does, because colons cannot stand in a path.
    /// </summary>
    private string ServerInPaths() => _peer.AddressFamily == AddressFamily.InterNetwork
        ? _peer.Address.ToString()
        : _peer.Address.ToString().Replace(':', '-').Replace('%', 's') + ".ipv6-literal.net";
}
