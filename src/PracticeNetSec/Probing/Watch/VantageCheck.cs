// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;

namespace PracticeNetSec.Probing.Watch;

/// <summary>
/// One check whether this machine's connection works as before: hosts that answered in this run are asked again on the same port, an
/// address that no host has must stay silent, canaries must greet, names must lead where they led. It sends no data to any of them.
/// </summary>
internal sealed class VantageCheck
{
    private const int Few = 2;       // hosts of each kind, where the connection works
    private const int Many = 8;      // where the few did not answer
    private const int MinHosts = 3;  // fewer may have blocked this machine
    private const int MinAnswering = 4; // one in so many must answer
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.4); // the system repeats a lost SYN after a second (RFC 6298 §2.1)
    private static readonly TimeSpan PortalWait = TimeSpan.FromMilliseconds(400); // a portal is in this machine's network, or at its provider
    private static readonly int[] PortalPorts = { 80, 443 };

    private readonly Witnesses _witnesses;
    private readonly KnownNames _names;
    private readonly CanaryWatch _canaries;
    private readonly Func<IPEndPoint, TimeSpan, CancellationToken, Task<SocketError>> _connect;
    private readonly Func<string> _network;
    private readonly VantageProof _proof;
    private bool[]? _portalBefore;
    private string? _networkBefore;

    /// <param name="witnesses">Open ports of this run.</param>
    /// <param name="names">Names of this run.</param>
    /// <param name="canaries">Canaries of this session.</param>
    /// <param name="proof">Knows whether this machine has addresses of the network that no host has.</param>
    public VantageCheck(Witnesses witnesses, KnownNames names, CanaryWatch canaries, VantageProof proof)
        : this(witnesses, names, canaries, proof, ConnectAsync, () => OwnNetwork.Current().Name)
    {
    }

    /// <summary>With substituted connections, so that each kind of outage can be tested without a network.</summary>
    internal VantageCheck(
        Witnesses witnesses, KnownNames names, CanaryWatch canaries, VantageProof proof, Func<IPEndPoint, TimeSpan, CancellationToken, Task<SocketError>> connect, Func<string> network) =>
        (_witnesses, _names, _canaries, _proof, _connect, _network) = (witnesses, names, canaries, proof, connect, network);

    /// <summary>True where hosts of the Internet are examined: only then is an address asked that no host has.</summary>
    public bool SeesInternet { get; set; }

    /// <summary>Null where the connection works as before, as far as anything known shows it.</summary>
    public async Task<OutageKind?> RunAsync(CancellationToken cancellation)
    {
        OutageKind? found = await FindAsync(cancellation).ConfigureAwait(false);
        _witnesses.KeepsAll = found is not null;
        return found;
    }

    private async Task<OutageKind?> FindAsync(CancellationToken cancellation)
    {
        Task<bool> portal = IsAnsweredOnPathAsync(cancellation);
        Task<bool?> canaries = _canaries.GreetsAsync(cancellation);
        Task<bool?> names = _names.AnswerAsBeforeAsync(cancellation);
        Task<OutageKind?> web = AskAsync(isWeb: true, cancellation);
        Task<(bool IsKnown, OutageKind? Outage)> others = AskOthersAsync(cancellation);
        await Task.WhenAll(portal, canaries, names, web, others).ConfigureAwait(false);
        (bool isKnown, OutageKind? silent) = await others.ConfigureAwait(false);
        string network = _network();
        bool isSameNetwork = network == (_networkBefore ?? network);
        _networkBefore ??= network;
        if (!isSameNetwork)
        {
            // What follows is compared with the network as it is now.
            _networkBefore = network;
            return OutageKind.NetworkChanged;
        }

        return await portal.ConfigureAwait(false) ? OutageKind.AnsweredOnPath
            : silent ?? await web.ConfigureAwait(false)
            // A canary alone may be down itself, where several hosts answer on ports that no portal answers.
            ?? (await canaries.ConfigureAwait(false) == false && !isKnown ? OutageKind.Silent
            : await names.ConfigureAwait(false) == false ? OutageKind.NamesMissing
            : null);
    }

    private async Task<(bool IsKnown, OutageKind? Outage)> AskOthersAsync(CancellationToken cancellation)
    {
        bool isKnown = _witnesses.Count(isWeb: false) >= MinHosts;
        return (isKnown, await AskAsync(isWeb: false, cancellation).ConfigureAwait(false));
    }

    /// <summary>Null where hosts answer as before, or too few are known.</summary>
    private async Task<OutageKind?> AskAsync(bool isWeb, CancellationToken cancellation)
    {
        IPEndPoint[] few = _witnesses.Take(isWeb, Few, MinHosts);
        if (few.Length == 0 || (await AskAsync(few, Quick, cancellation).ConfigureAwait(false)).Any(IsAnswer))
        {
            return null;
        }

        SocketError[] answers = await AskAsync(_witnesses.Take(isWeb, Many, MinHosts), Patience, cancellation).ConfigureAwait(false);
        SocketError[] heard = answers.Where(error => IsAnswer(error) || SocketFailures.Of(error) is not (SocketFailure.Exhausted or SocketFailure.Local)).ToArray();

        // Nor does an outage end while this machine has no socket to ask with, or a local firewall refuses it.
        return heard.Length < MinHosts && _witnesses.KeepsAll && !heard.Any(IsAnswer) ? OutageKind.Silent
            : heard.Length < MinHosts || heard.Count(IsAnswer) * MinAnswering >= heard.Length ? null
            : heard.Count(error => SocketFailures.Of(error) is SocketFailure.Refused or SocketFailure.Unreachable) * 2 > heard.Length ? OutageKind.Unreachable
            : OutageKind.Silent;
    }

    private Task<SocketError[]> AskAsync(IPEndPoint[] ports, TimeSpan patience, CancellationToken cancellation) =>
        Task.WhenAll(ports.Select(port => _connect(port, patience, cancellation)));

    private static bool IsAnswer(SocketError error) => error == SocketError.Success || SocketFailures.Of(error) == SocketFailure.Reset;

    /// <summary>True where a port is accepted now that was not when the run began.</summary>
    private async Task<bool> IsAnsweredOnPathAsync(CancellationToken cancellation)
    {
        if (!SeesInternet || _proof.IsOwnNetwork(PathControl.UnassignedNetwork))
        {
            return false;
        }

        SocketError[] answers = await AskAsync(Array.ConvertAll(PortalPorts, port => new IPEndPoint(PathControl.UnassignedAddress, port)), PortalWait, cancellation).ConfigureAwait(false);
        bool[] now = Array.ConvertAll(answers, IsAnswer);
        _portalBefore ??= now;
        return now.Where((isAnswered, index) => isAnswered && !_portalBefore[index]).Any();
    }

    private static async Task<SocketError> ConnectAsync(IPEndPoint target, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            using ConnectAttempt attempt = new(target, () => patience, cancellation);
            Task<SocketError> answer = attempt.RunAsync();
            await Task.WhenAny(answer, Task.Delay(patience, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();

            // On a busy machine a response may have arrived without being processed.
            return answer.IsCompleted || SocketReadiness.HasConnectEnded(attempt.Socket) ? await answer.ConfigureAwait(false) : SocketError.TimedOut;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }
}
