using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.FileServices;
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
    private readonly List<string> _reasons = new();

    public ShareExamination(string computerName, IPEndPoint peer, ShareExaminationOptions options)
    {
        _peer = peer;
        _options = options;
        _result = new ShareReachability
        {
            ComputerName = computerName,
            Port = peer.Port,
            Vantage = ShareJudge.StandsAt(options.Vantage, peer.Address),
            StartedAt = DateTimeOffset.Now,
        };
    }

    public async Task<ShareReachability> RunAsync(CancellationToken cancellation)
    {
        ShareInventory inventory = new(Identities().Select(way => way.Kind));
        bool inTime = true;
        using (CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            limit.CancelAfter(_options.TotalTimeout);
            try
            {
                await Task.WhenAll(ExamineAsync(inventory, limit.Token), AskServicesAsync(limit.Token)).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
                inTime = false;
                _reasons.Add($"The examination was ended after {_options.TotalTimeout.TotalSeconds:0.###} s; what was seen until then stands.");
            }
        }

        _result.Shares = inventory.Judge(_options.IncludeNames);
        _result.EndedAt = DateTimeOffset.Now;
        _result.Reasons = _reasons.ToArray();
        ShareJudge.Judge(_result, inTime && inventory.IsComplete(_options.MaxShares));
        return _result;
    }

    private async Task AskServicesAsync(CancellationToken cancellation)
    {
        if (_options.Services.Length > 0)
        {
            _result.FileServices = await FileServiceExaminer.ExamineAsync(
                _peer.Address, _options.Services, _options.ServicePorts, _options.StepTimeout, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The ways in, and who asks in each, one after the other until one is let in.</summary>
    private IEnumerable<(ShareSessionKind Kind, NtlmIdentity[] Identities)> Identities()
    {
        yield return (ShareSessionKind.Anonymous, new[] { NtlmIdentity.Anonymous });
        yield return (ShareSessionKind.Guest, new[] { MadeUpUser.Next(), NtlmIdentity.Guest });
        if (_options.Credential is not null)
        {
            // Once and once only: a wrong password must not lock the account.
            yield return (ShareSessionKind.Credential, new[] { NtlmIdentity.Of(_options.Credential) });
        }
    }

    private async Task ExamineAsync(ShareInventory inventory, CancellationToken cancellation)
    {
        ShareDoor door = new(_peer, _options.StepTimeout);
        using SmbConnection? connection = await door.OpenAsync(cancellation).ConfigureAwait(false);
        _result.State = door.State;
        _reasons.AddRange(door.Failures);
        if (connection is null)
        {
            if (_result.State is PortState.Open or PortState.OpenReset)
            {
                await LookForSmb1Async(door.Server, speaksSmb2: false, cancellation).ConfigureAwait(false);
            }

            return;
        }

        _result.ChosenDialect = connection.Server.Dialect.Text();
        _result.Dialects = new[] { _result.ChosenDialect };
        _result.SigningRequired = connection.Server.SigningRequired;

        // All ways in and the questions for dialects run side by side, each on a connection of its own.
        Task protocols = LookForProtocolsAsync(door.Server, connection.Server.Dialect, cancellation);
        ShareSession?[] entered = await Task.WhenAll(Identities().Select(way =>
            EnterAsync(door.Server, way.Kind == ShareSessionKind.Anonymous ? connection : null, way.Kind, way.Identities, cancellation))).ConfigureAwait(false);
        ShareSession[] ways = entered.OfType<ShareSession>().ToArray();
        try
        {
            Tell(ways);
            string[] names = inventory.Collect(ways, _options);
            await Task.WhenAll(ways.Select(way =>
                GuardAsync(way.Label, () => way.LookAsync(names, inventory.SeenBy(way.Kind), cancellation)))).ConfigureAwait(false);
            await protocols.ConfigureAwait(false);
        }
        finally
        {
            Array.ForEach(ways, way => way.Dispose());
        }
    }

    /// <summary>What the ways in came to, and what the server said of itself.</summary>
    private void Tell(ShareSession[] ways)
    {
        SmbSessionResult Of(ShareSessionKind kind) => ways.FirstOrDefault(way => way.Kind == kind)?.Result ?? SmbSessionResult.Undetermined;
        _result.AnonymousSession = Of(ShareSessionKind.Anonymous);
        _result.GuestSession = Of(ShareSessionKind.Guest);
        _result.CredentialSession = Of(ShareSessionKind.Credential);
        _reasons.AddRange(ways.SelectMany(way => way.Reasons));

        NtlmChallenge? challenge = ways.Select(way => way.Challenge).FirstOrDefault(told => told is not null);
        _result.ServerName = challenge?.ComputerName is string name ? Printable.Of(name) : null;
        _result.DomainName = challenge?.DomainName is string domain ? Printable.Of(domain) : null;
        _result.OsBuild = challenge?.OsBuild;
        _result.OsSupport = challenge?.OsBuild is null ? null : WindowsLifecycle.Shipped.Judge(challenge.OsBuild, _result.StartedAt.Date);
    }

    private async Task<ShareSession?> EnterAsync(
        SmbEndpoint server, SmbConnection? ready, ShareSessionKind kind, NtlmIdentity[] identities, CancellationToken cancellation)
    {
        ShareSession? session = null;
        await GuardAsync(ShareSession.LabelOf(kind), async () =>
        {
            SmbConnection connection = ready ?? await ConnectAsync(server, cancellation).ConfigureAwait(false);
            session = new ShareSession(kind, connection, ServerInPaths(), _options);
            try
            {
                await session.EnterAsync(identities, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                session.Dispose();
                throw;
            }
        }).ConfigureAwait(false);
        return session;
    }

    private static async Task<SmbConnection> ConnectAsync(SmbEndpoint server, CancellationToken cancellation)
    {
        SmbTransport transport = await server.ConnectAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await SmbConnection.NegotiateAsync(transport, cancellation).ConfigureAwait(false);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
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
        Note(others.Where((_, i) => accepted[i] is null).Select(dialect => $"dialect {dialect.Text()}: no answer that decides whether it is accepted"));
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

    /// <summary>A conversation that breaks off ends one way in, not the examination.</summary>
    private async Task GuardAsync(string label, Func<Task> conversation)
    {
        try
        {
            await conversation().ConfigureAwait(false);
        }
        catch (SmbConnectionException ended)
        {
            Note(new[] { $"{label}: {ended.Message}" });
        }
    }

    /// <summary>Conversations run side by side.</summary>
    private void Note(IEnumerable<string> lines)
    {
        lock (_reasons)
        {
            _reasons.AddRange(lines);
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
