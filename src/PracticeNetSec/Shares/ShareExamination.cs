using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Probing;
using PracticeNetSec.Smb;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;

namespace PracticeNetSec.Shares;

/// <summary>One run of <see cref="ShareExaminer"/>.</summary>
internal sealed class ShareExamination
{
    private const int DirectPort = 445;
    private const int NetBiosPort = 139;

    private readonly IPEndPoint _peer;
    private readonly ShareExaminationOptions _options;
    private readonly ShareReachability _result;
    private readonly List<string> _reasons = new();
    private SmbFraming _framing;

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
        ShareInventory inventory = new();
        bool inTime = true;
        using (CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            limit.CancelAfter(_options.TotalTimeout);
            try
            {
                await ExamineAsync(inventory, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
                inTime = false;
                _reasons.Add($"The examination was ended after {_options.TotalTimeout.TotalSeconds:0.###} s; what was seen until then stands.");
            }
        }

        _result.Shares = inventory.Judge();
        _result.EndedAt = DateTimeOffset.Now;
        _result.Reasons = _reasons.ToArray();
        ShareJudge.Judge(_result, inTime && inventory.IsComplete(_options.MaxShares));
        return _result;
    }

    private async Task ExamineAsync(ShareInventory inventory, CancellationToken cancellation)
    {
        using SmbConnection? connection = await NegotiateAsync(cancellation).ConfigureAwait(false);
        if (connection is null)
        {
            if (_result.State is PortState.Open or PortState.OpenReset)
            {
                await LookForSmb1Async(_framing, speaksSmb2: false, cancellation).ConfigureAwait(false);
            }

            return;
        }

        _result.Dialects = new[] { connection.Server.Dialect.Text() };
        _result.SigningRequired = connection.Server.SigningRequired;

        // The two ways in and the question for SMB1 run side by side, each on a connection of its own.
        Task smb1 = LookForSmb1Async(_framing, speaksSmb2: true, cancellation);
        using StrangerSession nobody = new("null session", connection, ServerInPaths(), _options);
        Task<StrangerSession?> secondWay = EnterAsGuestAsync(cancellation);
        await GuardAsync(nobody.Label, () => nobody.EnterAsync(new[] { NtlmIdentity.Anonymous }, cancellation)).ConfigureAwait(false);
        using StrangerSession? guest = await secondWay.ConfigureAwait(false);
        NtlmChallenge? challenge = nobody.Challenge ?? guest?.Challenge;
        _result.ServerName = challenge?.ComputerName is string name ? Printable.Of(name) : null;
        _result.DomainName = challenge?.DomainName is string domain ? Printable.Of(domain) : null;
        _result.OsBuild = challenge?.OsBuild;

        _result.AnonymousSession = nobody.Result;
        _result.GuestSession = guest?.Result ?? SmbSessionResult.Undetermined;
        StrangerSession[] ways = new[] { nobody, guest }.OfType<StrangerSession>().ToArray();
        _reasons.AddRange(ways.SelectMany(way => way.Reasons));
        string[] names = inventory.Collect(nobody, guest, _options);
        await Task.WhenAll(ways.Select(way =>
            GuardAsync(way.Label, () => way.LookAsync(names, inventory.SeenBy(way == nobody), cancellation)))).ConfigureAwait(false);
        await smb1.ConfigureAwait(false);
    }

    /// <summary>
    /// Connects and negotiates; on a forwarded port, whose target is unknown, NetBIOS is tried where direct TCP is not understood.
    /// </summary>
    private async Task<SmbConnection?> NegotiateAsync(CancellationToken cancellation)
    {
        SmbFraming[] framings = _peer.Port switch
        {
            NetBiosPort => new[] { SmbFraming.NetBios },
            DirectPort => new[] { SmbFraming.DirectTcp },
            _ => new[] { SmbFraming.DirectTcp, SmbFraming.NetBios },
        };
        List<string> failures = new();
        foreach (SmbFraming framing in framings)
        {
            _framing = framing;
            SmbTransport? transport = null;
            try
            {
                transport = await SmbTransport.ConnectAsync(_peer, _options.StepTimeout, cancellation).ConfigureAwait(false);
                _result.State = PortState.Open;
                await transport.BeginAsync(framing, cancellation).ConfigureAwait(false);
                return await SmbConnection.NegotiateAsync(transport, cancellation).ConfigureAwait(false);
            }
            catch (SmbConnectionException ended)
            {
                failures.Add(ended.Message);
                if (transport is null)
                {
                    _result.State ??= StateOf(ended.Failure);
                    break;
                }

                if (ended.Failure == SmbFailure.Reset && !transport.HasAnswered)
                {
                    _result.State = PortState.OpenReset;
                }

                transport.Dispose();
                if (ended.Failure == SmbFailure.TimedOut)
                {
                    break; // Silence is not a misunderstanding; asking again would only cost the time once more.
                }
            }
            catch (OperationCanceledException)
            {
                transport?.Dispose();
                throw;
            }
        }

        _reasons.AddRange(failures.Select(failure => $"port {_peer.Port}: {failure}").Distinct());
        return null;
    }

    private async Task<StrangerSession?> EnterAsGuestAsync(CancellationToken cancellation)
    {
        StrangerSession? guest = null;
        await GuardAsync("guest", async () =>
        {
            SmbTransport transport = await SmbTransport.ConnectAsync(_peer, _options.StepTimeout, cancellation).ConfigureAwait(false);
            try
            {
                await transport.BeginAsync(_framing, cancellation).ConfigureAwait(false);
                SmbConnection connection = await SmbConnection.NegotiateAsync(transport, cancellation).ConfigureAwait(false);
                guest = new StrangerSession("guest", connection, ServerInPaths(), _options);
                await guest.EnterAsync(new[] { MadeUpUser.Next(), NtlmIdentity.Guest }, cancellation).ConfigureAwait(false);
            }
            catch (Exception ended) when (guest is null || ended is OperationCanceledException)
            {
                transport.Dispose();
                throw;
            }
        }).ConfigureAwait(false);
        return guest;
    }

    private async Task LookForSmb1Async(SmbFraming framing, bool speaksSmb2, CancellationToken cancellation)
    {
        bool? answers = await Smb1Probe.AnswersAsync(_peer, framing, _options.StepTimeout, cancellation).ConfigureAwait(false);
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
            lock (_reasons)
            {
                _reasons.Add($"{label}: {ended.Message}");
            }
        }
    }

    private static PortState StateOf(SmbFailure failure) => failure switch
    {
        SmbFailure.Refused => PortState.Closed,
        SmbFailure.TimedOut => PortState.Filtered,
        SmbFailure.Unreachable => PortState.Unreachable,
        _ => PortState.OpenReset,
    };

    /// <summary>
    /// The address names the server in paths: it is the one name every server accepts as its own, however it was reached.
    /// IPv6 is spelt as Windows does, because colons cannot stand in a path.
    /// </summary>
    private string ServerInPaths() => _peer.AddressFamily == AddressFamily.InterNetwork
        ? _peer.Address.ToString()
        : _peer.Address.ToString().Replace(':', '-').Replace('%', 's') + ".ipv6-literal.net";
}
