// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Assessment;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>One run of <see cref="ShareExaminer"/>.</summary>
internal sealed class ShareExamination
{
    private readonly IPEndPoint _peer;
    private readonly ShareExaminationOptions _options;
    private readonly string _computerName;
    private readonly DateTimeOffset _startedAt;
    private readonly List<Evidence> _notes = new();

    // What the server has shown so far.
    private PortState? _state;
    private string[] _dialects = Array.Empty<string>();
    private string? _chosenDialect;
    private bool? _smb1;
    private bool? _signingRequired;
    private NtlmChallenge? _challenge;
    private SmbSessionResult _anonymous;
    private SmbSessionResult _guest;
    private SmbSessionResult _credential;
    private string? _guestName;
    private FileServiceResult[] _services = Array.Empty<FileServiceResult>();
    private bool _partFailed;

    public ShareExamination(string computerName, IPEndPoint peer, ShareExaminationOptions options)
    {
        _peer = peer;
        _options = options;
        _computerName = computerName;
        _startedAt = options.Time.GetLocalNow();
    }

    public async Task<ShareReachability> RunAsync(CancellationToken cancellation)
    {
        ShareInventory inventory = new(SmbSessionSet.Records(_options, _computerName));
        using SmbEndpointProber prober = new(_peer, _options.StepTimeout);

        // Queueing on this machine does not count against the server: the time limit starts after it.
        using HandshakeThrottle? turn = await prober.ConnectAsync(cancellation).ConfigureAwait(false)
            ? await HandshakeThrottle.TakeAsync(cancellation).ConfigureAwait(false)
            : null;
        bool inTime = true;
        using (CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            limit.CancelAfter(_options.TotalTimeout);
            try
            {
                // An error in one of the two must not discard the other's result.
                await Task.WhenAll(
                    GuardAsync("SMB", () => ExamineAsync(prober, inventory, turn, limit.Token), limit.Token),
                    GuardAsync("file services", () => ProbeServicesAsync(limit.Token), limit.Token)).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
                inTime = false;
                Note(EvidenceOf.ShareTimeout(_options.TotalTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)));
            }
        }

        return ShareAssessor.Expose(new ServerObservation
        {
            ComputerName = _computerName,
            Port = _peer.Port,
            Vantage = ShareAssessor.EffectiveVantage(_options.Vantage, _peer.Address),
            IsPortProven = _options.IsPortProven,
            State = _state,
            Dialects = _dialects,
            ChosenDialect = _chosenDialect,
            Smb1 = _smb1,
            SigningRequired = _signingRequired,
            ServerName = _challenge?.ComputerName is string name ? DeviceText.Name(name) : null,
            DomainName = _challenge?.DomainName is string domain ? DeviceText.Name(domain) : null,
            OsBuild = _challenge?.OsBuild,
            OsSupport = _challenge?.OsBuild is string build ? WindowsLifecycle.Shipped.Judge(build, _chosenDialect, _startedAt.Date) : null,
            AnonymousSession = _anonymous,
            GuestSession = _guest,
            GuestName = _guestName,
            CredentialGiven = _options.Credential is not null,
            CredentialSession = _credential,
            Shares = inventory.Judge(_options.IncludeNames),
            IdentityUnanswered = inventory.Records.Any(record => record.IsUnanswered),
            SharesComplete = inTime && inventory.IsComplete(),
            FileServices = _services,
            PartFailed = _partFailed,
            Notes = _notes.ToArray(),
            StartedAt = _startedAt,
            EndedAt = _options.Time.GetLocalNow(),
        });
    }

    /// <summary>An exception in one part affects only that part: it counts as not examined, and the verdict takes that into account.</summary>
    private async Task GuardAsync(string part, Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            cancellation.ThrowIfCancellationRequested();
            _partFailed = true;
            Note(EvidenceOf.SharePartNotChecked(part, ErrorCause.Of(failure)));
        }
    }

    private async Task ProbeServicesAsync(CancellationToken cancellation)
    {
        if (_options.Services.Length > 0)
        {
            _services = await FileServiceExaminer.QueryAsync(
                _peer.Address, _options.Services, _options.ServicePorts, _options.StepTimeout,
                _options.TryCommonNames ? _options.ShareNames.Concat(CommonShareNames.All).ToArray() : _options.ShareNames, cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task ExamineAsync(SmbEndpointProber prober, ShareInventory inventory, HandshakeThrottle? turn, CancellationToken cancellation)
    {
        SmbConnection? connection = await prober.OpenAsync(cancellation).ConfigureAwait(false);
        turn?.Answered();
        _state = prober.State;
        foreach (Evidence failure in prober.Failures)
        {
            Note(failure);
        }

        if (connection is null)
        {
            if (_state is PortState.Open or PortState.OpenReset)
            {
                // An SMB1-only server has not shown which framing it understands.
                foreach (SmbEndpoint server in prober.Tried.TakeWhile(_ => _smb1 != true))
                {
                    // Closing the connection means "no SMB1" only from a peer that has shown that it speaks SMB at all.
                    await ProbeSmb1Async(new DialectProbing(server, null), cancellation).ConfigureAwait(false);
                    if (_smb1 == true)
                    {
                        await ExamineSmb1Async(server, inventory, cancellation).ConfigureAwait(false);
                    }
                }
            }

            return;
        }

        if (prober.Server.Framing == SmbFraming.NetBios)
        {
            Note(EvidenceOf.ShareCalledName(_peer.Port));
        }

        if (_options.CredentialHold != CredentialHold.None)
        {
            Note(_options.CredentialHold == CredentialHold.ReportedAddress
                ? EvidenceOf.SessionAccountWithheld(ShareSessionKind.Credential) : EvidenceOf.SessionAccountUnconfirmed(ShareSessionKind.Credential));
        }

        using SmbSessionSet visit = new(prober.Server, connection, ServerInPaths(), _computerName, _options, inventory, Note);
        _chosenDialect = connection.Server.Dialect.Text();
        _dialects = new[] { _chosenDialect };
        _signingRequired = connection.Server.SigningRequired;

        // The dialect probes run in parallel, each on its own connection.
        Task protocols = GuardAsync("dialects", () => ProbeDialectsAsync(prober.Server, connection.Server.Dialect, cancellation), cancellation);
        try
        {
            await visit.ExamineAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            inventory.Collect(visit.Ways, _options);
            ReadSessions(visit.Ways, inventory);

            // However the sessions end, the dialect results are kept.
            await protocols.ConfigureAwait(false);
        }
    }

    /// <summary>A server that speaks nothing newer: an account is not used, because nothing would be signed.</summary>
    private async Task ExamineSmb1Async(SmbEndpoint server, ShareInventory inventory, CancellationToken cancellation)
    {
        Smb1Examination sessions = new(server, ServerInPaths(), _options, inventory, Note);
        try
        {
            await sessions.ExamineAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            ReadSessions(sessions.Ways, inventory);
        }
    }

    /// <summary>The outcome of the sessions, and what the server reported about itself.</summary>
    private void ReadSessions(IReadOnlyList<IShareSession> ways, ShareInventory inventory)
    {
        IReadOnlyList<LogonRecord> records = inventory.Records;
        SmbSessionResult Of(ShareSessionKind kind) => records.FirstOrDefault(record => record.Kind == kind)?.Result ?? SmbSessionResult.Undetermined;
        _anonymous = Of(ShareSessionKind.Anonymous);
        _guest = Of(ShareSessionKind.Guest);
        _credential = Of(ShareSessionKind.Credential);
        foreach (LogonRecord record in records)
        {
            IEnumerable<Evidence> listing = ways.Where(way => way.Record == record).Select(way => way.Listing).OfType<ShareListing>()
                .Select(list => list.Shares is null ? EvidenceOf.SessionListRefused(record.Kind, list.Refusal) : EvidenceOf.SessionListRead(record.Kind, list.Shares.Count));
            foreach (Evidence line in record.Reasons.Concat(listing))
            {
                Note(line);
            }
        }

        _guestName = records.First(record => record.Kind == ShareSessionKind.Guest).AcceptedName;
        _challenge = records.Select(record => record.Challenge).FirstOrDefault(challenge => challenge is not null);
    }

    /// <summary>Probes each dialect that the server did not choose, and for SMB1.</summary>
    private async Task ProbeDialectsAsync(SmbEndpoint server, Smb2Dialect chosen, CancellationToken cancellation)
    {
        Smb2Dialect[] others = _options.ProbeDialects ? Smb2DialectText.Offered.Where(dialect => dialect < chosen).Reverse().ToArray() : Array.Empty<Smb2Dialect>();
        DialectProbing probing = new(server, chosen);
        Task<bool?> smb1 = ProbeSmb1Async(probing, cancellation);
        bool?[] accepted = await probing.AcceptsAsync(others, cancellation).ConfigureAwait(false);
        bool? isSmb1 = await smb1.ConfigureAwait(false);
        _dialects = new[] { chosen.Text() }.Concat(others.Where((_, i) => accepted[i] == true).Select(dialect => dialect.Text())).Concat(_dialects.Skip(1)).ToArray();
        foreach (string open in others.Where((_, i) => accepted[i] is null).Select(dialect => dialect.Text()).Concat(isSmb1 is null ? new[] { Smb1Negotiate.Dialect } : Array.Empty<string>()))
        {
            Note(EvidenceOf.ShareDialectUndetermined(open));
        }
    }

    private async Task<bool?> ProbeSmb1Async(DialectProbing probing, CancellationToken cancellation)
    {
        _smb1 = await probing.AcceptsSmb1Async(cancellation).ConfigureAwait(false);
        if (_smb1 == true)
        {
            _dialects = _dialects.Append(Smb1Negotiate.Dialect).ToArray();
        }

        return _smb1;
    }

    /// <summary>Connections run in parallel.</summary>
    private void Note(Evidence line)
    {
        lock (_notes)
        {
            _notes.Add(line);
        }
    }

    /// <summary>
    /// The address names the server in paths: it is the only name every server accepts as its own, however it is reached.
    /// IPv6 is spelt as Windows does, because colons are not allowed in a path.
    /// </summary>
    private string ServerInPaths() => _peer.AddressFamily == AddressFamily.InterNetwork
        ? _peer.Address.ToString()
        : _peer.Address.ToString().Replace(':', '-').Replace('%', 's') + ".ipv6-literal.net";
}
