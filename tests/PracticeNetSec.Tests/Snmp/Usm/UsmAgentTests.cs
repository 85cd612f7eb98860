// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using FsCheck.Xunit;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using PracticeNetSec.Snmp.Usm;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Usm;

/// <summary>Conversations with an engine, honest and hostile: the outcome is typed, in time, and no lie is believed.</summary>
public sealed class UsmAgentTests
{
    private const double Short = 1;
    private const double Long = 15;

    private static readonly ObjectIdentifier SysDescr = ObjectIdentifier.Parse("1.3.6.1.2.1.1.1.0");

    [Fact]
    public async Task Discovery_and_one_request_take_two_round_trips()
    {
        using UsmAgent agent = new();
        SnmpObjects seen = await GetAsync(agent, Long);

        Assert.Equal(SnmpOutcome.Answered, seen.Outcome);
        Assert.Equal("be.IP plus", seen[SysDescr]?.AsText());
        UsmMessage[] requests = [.. agent.Requests];
        Assert.Equal(2, requests.Length);
        Assert.Empty(requests[0].EngineId);
        Assert.Empty(requests[0].User);
        Assert.False(requests[0].IsAuthenticated);
        Assert.True(requests[1].IsAuthenticated && requests[1].IsEncrypted && requests[1].IsReportable);
    }

    [Fact]
    public async Task An_engine_that_reports_its_time_only_with_authentication_is_queried_once_more()
    {
        using UsmAgent agent = new() { DiscoveryTold = (0, 0) };
        Assert.Equal(SnmpOutcome.Answered, (await GetAsync(agent, Long)).Outcome);
        Assert.Equal([(0, 0), (0, 0), (7, 1000)], agent.Requests.Select(request => (request.Boots, request.Time)));
    }

    [Fact]
    public async Task A_restart_of_the_agent_is_resynchronised()
    {
        using UsmAgent agent = new();
        using SnmpClient client = agent.Client(Long);
        Assert.Equal(SnmpOutcome.Answered, (await client.GetAsync([SysDescr], default)).Outcome);
        (agent.Boots, agent.Time) = (8, 3);
        Assert.Equal(SnmpOutcome.Answered, (await client.GetAsync([SysDescr], default)).Outcome);
    }

    [Fact]
    public async Task No_salt_is_used_twice()
    {
        using UsmAgent agent = new();
        using SnmpClient client = agent.Client(Long);
        for (int i = 0; i < 20; i++)
        {
            await client.GetAsync([SysDescr], default);
        }

        string[] salts = [.. agent.Requests.Where(request => request.IsEncrypted).Select(request => Convert.ToHexString(request.Salt))];
        Assert.Equal(salts.Length, salts.Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Endless_reports_are_bounded(bool knowsEngine)
    {
        using UsmAgent agent = new();
        int time = 0;
        agent.Answer = request => [agent.Report(request, knowsEngine ? UsmReport.NotInTimeWindows : UsmReport.UnknownEngineIds, 1, time += 1000, authenticated: false)];
        SnmpObjects seen = await GetAsync(agent, Long);

        Assert.Equal(SnmpOutcome.Malformed, seen.Outcome);
        Assert.Equal(EvidenceOf.SnmpReportsRepeat(agent.EndPoint.ToString()), seen.Reason);
        Assert.InRange(agent.Requests.Count, 2, 8);
    }

    [Fact]
    public async Task A_flood_of_reports_to_one_message_counts_once()
    {
        using UsmAgent agent = new();
        agent.Answer = request => request.EngineId.Length == 0
            ? Enumerable.Range(0, 200).SelectMany(_ => agent.Honestly(request))
            : agent.Honestly(request);
        Assert.Equal(SnmpOutcome.Answered, (await GetAsync(agent, Long)).Outcome);
    }

    [Fact]
    public async Task An_answer_with_a_wrong_digest_is_rejected()
    {
        using UsmAgent agent = new();
        agent.Answer = request => agent.Honestly(request).Select(datagram => request.IsAuthenticated ? Changed(datagram) : datagram);
        await IsMalformedInTimeAsync(agent);
    }

    [Fact]
    public async Task An_answer_below_the_security_level_of_the_request_is_rejected()
    {
        using UsmAgent agent = new();
        agent.Answer = request => request.EngineId.Length == 0 ? agent.Honestly(request) :
        [
            new UsmMessage
            {
                MessageId = request.MessageId,
                EngineId = agent.EngineId,
                Boots = 7,
                Time = 1000,
                User = request.User,
                Scoped = ScopedUnit.Write(agent.EngineId, agent.Value(request, "a lie")),
            }.Write(),
        ];
        await IsMalformedInTimeAsync(agent);
    }

    [Fact]
    public async Task An_authenticated_answer_to_another_request_is_rejected()
    {
        using UsmAgent agent = new();
        agent.Answer = request => request.EngineId.Length == 0 ? agent.Honestly(request)
            : [agent.Response(request, agent.Value(request).WithRequestId(request.MessageId ^ 1))];
        await IsMalformedInTimeAsync(agent);
    }

    [Theory]
    [InlineData(6, 5000)]
    [InlineData(7, 800)]
    [InlineData(int.MaxValue, 1000)]
    public async Task An_answer_from_before_the_time_window_is_rejected(int boots, int time)
    {
        using UsmAgent agent = new();
        using SnmpClient client = agent.Client(Short);
        Assert.Equal(SnmpOutcome.Answered, (await client.GetAsync([SysDescr], default)).Outcome);

        agent.Answer = request => [agent.Response(request, agent.Value(request), boots, time)];
        Assert.Equal(SnmpOutcome.Malformed, (await client.GetAsync([SysDescr], default)).Outcome);
    }

    [Fact]
    public async Task An_unauthenticated_report_does_not_change_an_authenticated_clock()
    {
        using UsmAgent agent = new();
        using SnmpClient client = agent.Client(Long);
        await client.GetAsync([SysDescr], default);
        bool lied = false;
        agent.Answer = request =>
        {
            bool lies = !lied;
            lied = true;
            return lies ? [agent.Report(request, UsmReport.NotInTimeWindows, 99, 99, authenticated: false)] : agent.Honestly(request);
        };

        Assert.Equal(SnmpOutcome.Answered, (await client.GetAsync([SysDescr], default)).Outcome);
        Assert.All(agent.Requests.Skip(1), request => Assert.Equal(7, request.Boots));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(33)]
    [InlineData(0)]
    public async Task An_engine_id_of_invalid_length_is_rejected(int length)
    {
        using UsmAgent agent = new();
        agent.Answer = request => [agent.Report(request, UsmReport.UnknownEngineIds, 1, 1, authenticated: false, engineId: new byte[length])];
        await IsMalformedInTimeAsync(agent);
    }

    [Fact]
    public async Task A_truncated_answer_is_an_outcome_within_the_timeout()
    {
        using UsmAgent agent = new();
        agent.Answer = request => agent.Honestly(request).Select(datagram => datagram[..(datagram.Length / 2)]);
        await IsMalformedInTimeAsync(agent);
    }

    [Fact]
    public async Task A_refusal_is_reported_at_once_by_name()
    {
        using UsmAgent agent = new();
        agent.Answer = request => request.EngineId.Length == 0 ? agent.Honestly(request)
            : [agent.Report(request, UsmReport.WrongDigests, 7, 1000, authenticated: false)];
        SnmpObjects seen = await GetAsync(agent, Long);

        Assert.Equal(SnmpOutcome.Denied, seen.Outcome);
        Assert.Equal(EvidenceOf.SnmpDigestWrong(), seen.Reason);
    }

    [Fact]
    public async Task Silence_of_a_known_engine_indicates_a_wrong_privacy_password()
    {
        using UsmAgent agent = new();
        agent.Answer = request => request.EngineId.Length == 0 ? agent.Honestly(request) : [];
        SnmpObjects seen = await GetAsync(agent, Short);

        Assert.Equal(SnmpOutcome.Silent, seen.Outcome);
        Assert.Equal(EvidenceCode.SnmpSilentAfterDiscovery, seen.Reason?.Code);
    }

    [Property(MaxTest = 2000)]
    public bool No_byte_string_makes_the_decoder_throw_anything_else(byte[] octets)
    {
        try
        {
            UsmMessage.Read(octets);
        }
        catch (SnmpFormatException)
        {
            return true;
        }

        return true;
    }

    [Property(MaxTest = 2000)]
    public bool No_change_of_a_valid_report_makes_the_decoder_throw_anything_else(ushort at, byte value)
    {
        UsmMessage report = new() { MessageId = 5, EngineId = new byte[8], Scoped = ScopedUnit.Write([], SnmpPdu.Report(5, [new VarBind(UsmReport.UnknownEngineIds, SnmpValue.Counter32(1))])) };
        byte[] octets = report.Write();
        octets[at % octets.Length] = value;
        try
        {
            new UsmSecurity(UsmAgent.Auditor).Decode(octets);
        }
        catch (SnmpFormatException)
        {
            return true;
        }

        return true;
    }

    private static byte[] Changed(byte[] datagram)
    {
        datagram[^1] ^= 1;
        return datagram;
    }

    private static async Task IsMalformedInTimeAsync(UsmAgent agent)
    {
        Stopwatch clock = Stopwatch.StartNew();
        SnmpObjects seen = await GetAsync(agent, Short);

        Assert.Equal(SnmpOutcome.Malformed, seen.Outcome);
        Assert.Empty(seen.Values);
        Assert.InRange(clock.Elapsed.TotalSeconds, Short * 0.9, Short + 5);
    }

    private static async Task<SnmpObjects> GetAsync(UsmAgent agent, double timeout)
    {
        using SnmpClient client = agent.Client(timeout);
        return await client.GetAsync([SysDescr], default);
    }
}
