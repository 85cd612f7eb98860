// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Client;

/// <summary>GETBULK is used only where an agent answers it as it answers GETNEXT.</summary>
public sealed class BulkProbeTests
{
    private static readonly ObjectIdentifier[] Columns = [ObjectIdentifier.Parse("1.3.6.1.2.1.123.1.4.1.2"), ObjectIdentifier.Parse("1.3.6.1.2.1.123.1.4.1.3")];

    [Fact]
    public async Task An_agent_that_answers_GETNEXT_and_GETBULK_alike_supports_GETBULK()
    {
        Agent agent = new(5);
        Assert.True(await new BulkProbe(agent.ExchangeAsync).SupportsGetBulkAsync(Columns, default));
        Assert.Equal(3, agent.Requests);
    }

    [Fact]
    public async Task Support_of_GETBULK_is_probed_once()
    {
        Agent agent = new(5);
        BulkProbe probe = new(agent.ExchangeAsync);
        await probe.SupportsGetBulkAsync(Columns, default);
        await probe.SupportsGetBulkAsync(Columns, default);
        Assert.Equal(3, agent.Requests);
    }

    [Fact]
    public async Task A_table_of_one_row_is_not_read_with_GETBULK()
    {
        Agent agent = new(1);
        Assert.False(await new BulkProbe(agent.ExchangeAsync).SupportsGetBulkAsync(Columns, default));
        Assert.Equal(0, agent.BulkRequests);
    }

    [Theory]
    [InlineData(Manner.Silent)]
    [InlineData(Manner.GenErr)]
    [InlineData(Manner.SkipsRows)]
    [InlineData(Manner.OneRowOnly)]
    public async Task An_agent_with_faulty_answers_does_not_support_GETBULK(Manner manner)
    {
        Agent agent = new(5) { BulkManner = manner };
        Assert.False(await new BulkProbe(agent.ExchangeAsync).SupportsGetBulkAsync(Columns, default));
    }

    [Fact]
    public async Task A_GETBULK_response_that_goes_backwards_loses_no_row()
    {
        Agent agent = new(60) { BulkManner = Manner.BackwardsLater };
        TableRequest request = new(Columns) { RowsPerRequest = 10 };
        SnmpTable table = await new TableWalk(agent.ExchangeAsync, request, 16).RunAsync(default);

        Assert.True(table.IsComplete);
        Assert.Equal(60, table.Rows.Count);
        Assert.False(table.OutOfOrder);
    }

    /// <summary>How the agent answers GETBULK.</summary>
    public enum Manner
    {
        Well,
        Silent,
        GenErr,
        SkipsRows,
        OneRowOnly,
        BackwardsLater,
    }

    private sealed class Agent(int rows)
    {
        private readonly ObjectIdentifier[] _names = [.. Columns.SelectMany(column => Enumerable.Range(1, rows).Select(row => column.Append((uint)row)))];

        public Manner BulkManner { get; init; }

        public int Requests { get; private set; }

        public int BulkRequests { get; private set; }

        public Task<SnmpReply> ExchangeAsync(SnmpPdu request, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            Requests++;
            bool bulk = request.Type == PduType.GetBulkRequest;
            BulkRequests += bulk ? 1 : 0;
            if (bulk && BulkManner == Manner.Silent)
            {
                return Task.FromResult(SnmpReply.None(SnmpOutcome.Silent, EvidenceOf.SnmpSilent("192.168.2.1:161", 1000)));
            }

            if (bulk && BulkManner == Manner.GenErr)
            {
                return Task.FromResult(SnmpReply.Of(SnmpPdu.Response(1, 5, 1, request.Bindings), 10));
            }

            List<VarBind> bindings = [];
            ObjectIdentifier[] places = [.. request.Bindings.Select(binding => binding.Name)];
            int repetitions = !bulk || BulkManner == Manner.OneRowOnly ? 1 : request.MaxRepetitions;
            for (int repetition = 0; repetition < repetitions; repetition++)
            {
                for (int i = 0; i < places.Length; i++)
                {
                    bindings.Add(Next(places[i]));
                    places[i] = bindings[^1].Name;
                    if (bulk && BulkManner == Manner.SkipsRows)
                    {
                        places[i] = Next(places[i]).Name;
                    }
                }
            }

            if (bulk && BulkManner == Manner.BackwardsLater && BulkRequests > 2)
            {
                bindings.Reverse();
            }

            return Task.FromResult(SnmpReply.Of(SnmpPdu.Response(1, 0, 0, bindings), 100));
        }

        private VarBind Next(ObjectIdentifier name)
        {
            ObjectIdentifier? next = Array.Find(_names, candidate => candidate.CompareTo(name) > 0);
            return next is null ? new VarBind(name, SnmpValue.EndOfMibView) : new VarBind(next, SnmpValue.Integer(1));
        }
    }
}
