// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Tests.Snmp;

/// <summary>Objects as an agent holds them, answering as RFC 3416 §4.2 asks, or with the deviations that a test gives it.</summary>
internal sealed class MibTree
{
    private readonly Dictionary<ObjectIdentifier, SnmpValue> _values = [];
    private readonly List<ObjectIdentifier> _added = [];
    private ObjectIdentifier[]? _sorted;

    /// <summary>What an SNMPv1 agent says: noSuchName instead of exceptions.</summary>
    public bool IsVersion1 { get; init; }

    /// <summary>Most bindings in an answer; more is tooBig.</summary>
    public int MaxBindings { get; init; } = int.MaxValue;

    /// <summary>Objects for which the agent says genErr.</summary>
    public Predicate<ObjectIdentifier> Refuses { get; init; } = _ => false;

    /// <summary>True for an agent whose GETNEXT goes by the order in which objects were added.</summary>
    public bool InOrderOfAddition { get; init; }

    /// <summary>Requests that were answered.</summary>
    public int Requests { get; private set; }

    /// <summary>Requests that were GetBulkRequests.</summary>
    public int BulkRequests { get; private set; }

    public MibTree Add(string name, SnmpValue value)
    {
        ObjectIdentifier added = ObjectIdentifier.Parse(name);
        _values.Add(added, value);
        _added.Add(added);
        _sorted = null;
        return this;
    }

    /// <summary>Adds rows of a table: columns 1 to n, values by a function of row and column.</summary>
    public MibTree AddTable(string entry, int columns, IReadOnlyList<string> suffixes, Func<int, int, SnmpValue> value)
    {
        for (int column = 1; column <= columns; column++)
        {
            for (int row = 0; row < suffixes.Count; row++)
            {
                Add($"{entry}.{column}{suffixes[row]}", value(row, column));
            }
        }

        return this;
    }

    /// <summary>The answer, as the channel would deliver it.</summary>
    public Task<SnmpReply> ExchangeAsync(SnmpPdu request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(SnmpReply.Of(Answer(request), 100));
    }

    public SnmpPdu Answer(SnmpPdu request)
    {
        Requests++;
        BulkRequests += request.Type == PduType.GetBulkRequest ? 1 : 0;
        List<VarBind> bindings = [];
        int repetitions = request.Type == PduType.GetBulkRequest ? request.MaxRepetitions : 1;
        ObjectIdentifier[] places = [.. request.Bindings.Select(binding => binding.Name)];
        for (int repetition = 0; repetition < repetitions; repetition++)
        {
            for (int i = 0; i < places.Length; i++)
            {
                VarBind found = request.Type == PduType.GetRequest ? Get(places[i]) : Next(places[i]);
                if (Refuses(found.Name))
                {
                    return SnmpPdu.Response(request.RequestId, 5, i + 1, request.Bindings);
                }

                if (IsVersion1 && !found.Value.IsPresent)
                {
                    return SnmpPdu.Response(request.RequestId, SnmpError.NoSuchName, i + 1, request.Bindings);
                }

                bindings.Add(found);
                places[i] = found.Name;
            }
        }

        return bindings.Count > MaxBindings
            ? SnmpPdu.Response(request.RequestId, SnmpError.TooBig, 0, [])
            : SnmpPdu.Response(request.RequestId, 0, 0, bindings);
    }

    private VarBind Get(ObjectIdentifier name) => new(name, _values.GetValueOrDefault(name, SnmpValue.NoSuchInstance));

    private VarBind Next(ObjectIdentifier name)
    {
        if (InOrderOfAddition)
        {
            // A list in memory: the entry behind this one; and where there is none of this name, the first that is larger.
            int at = _added.IndexOf(name);
            ObjectIdentifier? behind = at >= 0 ? _added.ElementAtOrDefault(at + 1) : _added.Find(found => found.CompareTo(name) > 0);
            return behind is null ? new VarBind(name, SnmpValue.EndOfMibView) : Get(behind);
        }

        _sorted ??= [.. _values.Keys.Order()];
        int place = Array.BinarySearch(_sorted, name);
        place = place < 0 ? ~place : place + 1;
        return place < _sorted.Length ? Get(_sorted[place]) : new VarBind(name, SnmpValue.EndOfMibView);
    }
}
