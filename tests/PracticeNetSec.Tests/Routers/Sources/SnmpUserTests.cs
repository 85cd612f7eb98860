// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Snmp.Client;
using PracticeNetSec.Snmp.Usm;
using PracticeNetSec.Tests.Snmp.Usm;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>One SNMPv3 user over many agents.</summary>
public sealed class SnmpUserTests
{
    [Fact]
    public async Task A_user_that_one_agent_refuses_is_sent_to_no_other_agent_of_the_run()
    {
        SnmpCredential user = New();
        UsmAgent[] agents = [.. Enumerable.Range(0, 5).Select(_ => Refusing())];

        Evidence?[] refusals = await Task.WhenAll(agents.Select(agent => RefusalAsync(agent, user)));
        int sent = agents.Sum(agent => agent.Requests.Count(request => request.User.Length > 0));
        Array.ForEach(agents, agent => agent.Dispose());

        Assert.Equal(1, sent);
        Assert.Equal(1, refusals.Count(refusal => refusal!.Code == EvidenceCode.SnmpUserUnknown));
        Assert.Equal(4, refusals.Count(refusal => refusal!.Code == EvidenceCode.SnmpUserNotTried));
    }

    [Fact]
    public async Task A_user_that_is_accepted_is_used_everywhere()
    {
        SnmpCredential user = New();
        using UsmAgent first = new(user), second = new(user);

        Assert.Null(await RefusalAsync(first, user));
        Assert.Null(await RefusalAsync(second, user));
    }

    [Fact]
    public async Task A_silent_agent_gets_no_user_and_does_not_end_the_use()
    {
        SnmpCredential user = New();
        using UsmAgent silent = new(user) { Answer = _ => [] };
        using UsmAgent agent = new(user);

        Assert.Equal(EvidenceCode.SnmpSilent, (await RefusalAsync(silent, user, 0.5))!.Code);
        Assert.All(silent.Requests, request => Assert.Empty(request.User));
        Assert.Null(await RefusalAsync(agent, user));
    }

    private static UsmAgent Refusing()
    {
        UsmAgent agent = new();
        agent.Answer = request => request.EngineId.Length == 0 ? agent.Honestly(request) : [agent.Report(request, UsmReport.UnknownUserNames, agent.Boots, agent.Time, authenticated: false)];
        return agent;
    }

    private static SnmpCredential New() => new("auditor", SnmpAuthentication.Sha256, "authentic password", SnmpPrivacy.Aes128, "secret password");

    private static async Task<Evidence?> RefusalAsync(UsmAgent agent, SnmpCredential user, double timeout = 15)
    {
        using SnmpClient client = agent.Client(timeout, user);
        return await SnmpSource.RefusalAsync(client, user, agent.EndPoint.ToString(), default);
    }
}
