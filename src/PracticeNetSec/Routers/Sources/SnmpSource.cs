// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using PracticeNetSec.Snmp.Usm;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// Identity, firmware, forwards, sessions and protection over SNMP: as an SNMPv3 user where one is given, else with a
/// community over v2c, or v1 where the agent supports nothing newer. The codec cannot encode SET.
/// </summary>
internal sealed class SnmpSource : IRouterSource
{
    // An agent that speaks both versions answers both at about the same time.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly string _community;
    private readonly SnmpCredential? _credential;

    /// <param name="community">Community of v2c and v1.</param>
    /// <param name="credential">User of v3; when set, no community is sent.</param>
    public SnmpSource(string community, SnmpCredential? credential = null) => (_community, _credential) = (community, credential);

    public string Name => SourceNames.Snmp;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        IPEndPoint agent = new(target.Address, SnmpClient.DefaultPort);
        SnmpClientOptions options = new() { Timeout = target.Timeout };
        if (_credential is not null)
        {
            using SnmpClient client = new(agent, new UsmSecurity(_credential), options);
            return await RefusalAsync(client, _credential, target.ComputerName, cancellation).ConfigureAwait(false) is Evidence refusal
                ? new SourceResult(new SourceReport { Source = Name, Failed = client.LocalFailure is not null, Detail = EvidenceOf.SourceEnded(refusal, Name) })
                : await ReadAsync(client, cancellation).ConfigureAwait(false);
        }

        using SnmpClient young = new(agent, new CommunitySecurity(SnmpVersion.V2C, _community), options);
        using SnmpClient old = new(agent, new CommunitySecurity(SnmpVersion.V1, _community), options);
        (SnmpClient? answering, Evidence? reason) = await FindAsync(young, old, cancellation).ConfigureAwait(false);
        return answering is not null
            ? await ReadAsync(answering, cancellation).ConfigureAwait(false)
            : new SourceResult(new SourceReport { Source = Name, Failed = (young.LocalFailure ?? old.LocalFailure) is not null, Detail = EvidenceOf.SourceEnded(reason!, Name) }) { IsSilent = reason!.Code == EvidenceCode.SnmpSilent };
    }

    /// <summary>Why the user cannot be used at an agent: it is silent, it refuses the user, or another one did. Null where it can be.</summary>
    internal static async Task<Evidence?> RefusalAsync(SnmpClient client, SnmpCredential credential, string host, CancellationToken cancellation)
    {
        // The engine's id is asked for without the user: a silent agent keeps nobody waiting.
        if (await client.DiscoverAsync(cancellation).ConfigureAwait(false) is Evidence silence)
        {
            return silence;
        }

        using CredentialUse.CredentialTurn turn = await credential.Use.TakeAsync(host, cancellation).ConfigureAwait(false);
        if (turn.RefusedBy is string refuser)
        {
            return EvidenceOf.SnmpUserNotTried(refuser);
        }

        SnmpObjects first = await client.GetAsync(new[] { BintecMib.SysObjectId }, cancellation).ConfigureAwait(false);
        if (first.Outcome != SnmpOutcome.Denied)
        {
            return null;
        }

        turn.Refuse();
        return first.Reason;
    }

    /// <summary>Everything that the agent reports, and what could not be queried.</summary>
    private async Task<SourceResult> ReadAsync(SnmpClient client, CancellationToken cancellation)
    {
        SourceResult reading = await DeviceReading.ReadAsync(client, cancellation).ConfigureAwait(false);
        return client.LocalFailure is Evidence cause
            ? reading.With(new SourceReport { Source = Name, Failed = true, Detail = EvidenceOf.SourceNotReadToEnd(cause, Name) })
            : reading;
    }

    /// <summary>The version that the agent answers, v2c if both. Both are tried at once, so that a silent device costs one timeout.</summary>
    internal static async Task<(SnmpClient? Answering, Evidence? Reason)> FindAsync(SnmpClient young, SnmpClient old, CancellationToken cancellation)
    {
        using CancellationTokenSource decided = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Task<SnmpObjects> first = young.GetAsync(new[] { BintecMib.SysObjectId }, decided.Token);
            Task<SnmpObjects> second = old.GetAsync(new[] { BintecMib.SysObjectId }, decided.Token);
            if (await Task.WhenAny(first, second).ConfigureAwait(false) == second && second.Status == TaskStatus.RanToCompletion && IsAnswer(second.Result))
            {
                await Task.WhenAny(first, Task.Delay(Grace, decided.Token)).ConfigureAwait(false);
                return first.Status == TaskStatus.RanToCompletion && IsAnswer(first.Result) ? (young, null) : (old, null);
            }

            SnmpObjects answer = await first.ConfigureAwait(false);
            return IsAnswer(answer) ? (young, null)
                : IsAnswer(await second.ConfigureAwait(false)) ? (old, null)
                : (null, answer.Reason);
        }
        finally
        {
            // Do not wait for the version that has not answered.
            decided.Cancel();
        }
    }

    private static bool IsAnswer(SnmpObjects objects) => objects.Outcome is SnmpOutcome.Answered or SnmpOutcome.AgentError;
}
