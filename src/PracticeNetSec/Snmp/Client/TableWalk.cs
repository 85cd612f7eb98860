// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp.Client;

/// <summary>
/// Reads a table from an agent, several columns to a request, so that a row costs one round trip. Each column keeps its
/// own cursor, so that gaps in one do not disturb the others, and columns that do not fit in one request are read in
/// parallel. Independent of sockets.
/// </summary>
internal sealed class TableWalk
{
    // An agent that returns to an earlier row usually loops forever; one whose table changes under the walk does
    // not. Up to this many times per column, the latter is assumed.
    private const int MaxReturns = 8;

    private readonly Func<SnmpPdu, CancellationToken, Task<SnmpReply>> _exchange;
    private readonly TableRequest _request;
    private readonly int _columnsPerRequest;
    private readonly object _gate = new();
    private readonly Dictionary<string, SnmpRow> _bySuffix = new(StringComparer.Ordinal);
    private readonly List<SnmpRow> _rows = new();
    private SnmpOutcome _outcome = SnmpOutcome.Answered;
    private Evidence? _reason;
    private int _requests;
    private int _bytes;
    private bool _outOfOrder;
    private bool _stopped;

    /// <param name="exchange">Sends a request to the agent and returns the outcome.</param>
    /// <param name="request">What to read.</param>
    /// <param name="columnsPerRequest">Maximum columns per request.</param>
    public TableWalk(Func<SnmpPdu, CancellationToken, Task<SnmpReply>> exchange, TableRequest request, int columnsPerRequest) =>
        (_exchange, _request, _columnsPerRequest) = (exchange, request, columnsPerRequest);

    /// <summary>Reads the table; called once per instance.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<SnmpTable> RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_request.MaxDuration);
        try
        {
            Column[] columns = _request.Columns.Select(root => new Column(root)).ToArray();
            await Task.WhenAll(Groups(columns, _columnsPerRequest).Select(group => WalkAsync(group, limit.Token))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Stop(SnmpOutcome.Capped, EvidenceOf.SnmpTableTimeOver((long)_request.MaxDuration.TotalMilliseconds));
        }

        lock (_gate)
        {
            return new SnmpTable(_rows.ToArray(), _outcome, _reason, _requests, _outOfOrder);
        }
    }

    private async Task WalkAsync(IReadOnlyList<Column> columns, CancellationToken cancellation)
    {
        int repetitions = _request.RowsPerRequest;
        while (true)
        {
            Column[] active = columns.Where(column => !column.IsDone).ToArray();
            if (active.Length == 0 || HasStopped())
            {
                return;
            }

            IEnumerable<ObjectIdentifier> places = active.Select(column => column.Place);
            SnmpReply reply = await _exchange(repetitions > 1 ? SnmpPdu.GetBulk(places, repetitions) : SnmpPdu.GetNext(places), cancellation).ConfigureAwait(false);
            Count(reply);
            if (repetitions > 1 && (reply.Pdu is null || reply.Pdu.ErrorStatus != SnmpError.None || !IsWalk(active, reply.Pdu.Bindings)))
            {
                // Agents need not support GETBULK correctly.
                repetitions = 1;
            }
            else if (reply.Pdu is null)
            {
                Stop(reply.Outcome, reply.Reason!);
            }
            else if (reply.Pdu.ErrorStatus == SnmpError.None)
            {
                Take(active, reply.Pdu.Bindings, repetitions);
            }
            else if (HandleError(active, reply.Pdu))
            {
                int half = (active.Length + 1) / 2;
                await Task.WhenAll(Groups(active, half).Select(group => WalkAsync(group, cancellation))).ConfigureAwait(false);
                return;
            }
        }
    }

    /// <summary>
    /// True when an answer to GETBULK advances in each column. One that does not may have skipped rows, and is requested
    /// again row by row.
    /// </summary>
    private static bool IsWalk(Column[] active, IReadOnlyList<VarBind> bindings)
    {
        for (int i = 0; i < bindings.Count; i++)
        {
            ObjectIdentifier before = i < active.Length ? active[i].Place : bindings[i - active.Length].Name;
            if (bindings[i].Value.IsPresent && bindings[i].Name.CompareTo(before) <= 0)
            {
                return false;
            }
        }

        return bindings.Count > 0;
    }

    /// <summary>Processes the response: bindings in the order of the columns, over and over for GETBULK (RFC 3416 §4.2.3).</summary>
    private void Take(Column[] active, IReadOnlyList<VarBind> bindings, int repetitions)
    {
        if (bindings.Count == 0)
        {
            Stop(SnmpOutcome.Malformed, EvidenceOf.SnmpNoObject());
            return;
        }

        for (int i = 0; i < Math.Min(bindings.Count, active.Length * repetitions); i++)
        {
            Column column = active[i % active.Length];
            VarBind binding = bindings[i];
            if (column.IsDone)
            {
                continue;
            }

            if (!binding.Value.IsPresent || !binding.Name.IsWithin(column.Root) || binding.Name.Length == column.Root.Length)
            {
                column.IsDone = true;
                continue;
            }

            AddCell(column, binding);
        }
    }

    private void AddCell(Column column, VarBind binding)
    {
        string suffix = binding.Name.SuffixFrom(column.Root.Length);
        bool inOrder = binding.Name.CompareTo(column.Place) > 0;
        column.Place = binding.Name;
        lock (_gate)
        {
            _outOfOrder |= !inOrder;
            if (!_bySuffix.TryGetValue(suffix, out SnmpRow? row))
            {
                if (_rows.Count == _request.MaxRows)
                {
                    Stop(SnmpOutcome.Capped, EvidenceOf.SnmpTooManyRows(_request.MaxRows));
                    return;
                }

                row = new SnmpRow(suffix);
                _bySuffix.Add(suffix, row);
                _rows.Add(row);
            }

            if (row.TryAdd(column.Number, binding.Value))
            {
                return;
            }

            if (!binding.Value.Equals(row[column.Number]))
            {
                Note(SnmpOutcome.Malformed, EvidenceOf.SnmpValuesDiffer(column.Number));
            }

            if (++column.Returns > MaxReturns)
            {
                column.IsDone = true;
                Note(SnmpOutcome.Capped, EvidenceOf.SnmpRowsRepeat(column.Number));
            }
        }
    }

    /// <summary>Handles an error; true when the columns must be requested in smaller groups to find the failing one.</summary>
    private bool HandleError(Column[] active, SnmpPdu answer)
    {
        Column? atFault = answer.ErrorIndex >= 1 && answer.ErrorIndex <= active.Length ? active[answer.ErrorIndex - 1]
            : active.Length == 1 ? active[0]
            : null;
        if (atFault is null || (answer.ErrorStatus == SnmpError.TooBig && active.Length > 1))
        {
            return true;
        }

        atFault.IsDone = true;
        if (answer.ErrorStatus != SnmpError.NoSuchName)
        {
            // The other columns continue: a row without this one is still worth reading.
            Note(SnmpOutcome.AgentError, EvidenceOf.SnmpColumnRefused(atFault.Number, SnmpError.Cause(answer.ErrorStatus)));
        }

        return false;
    }

    private void Count(SnmpReply reply)
    {
        lock (_gate)
        {
            _requests++;
            _bytes += reply.Bytes;
            if (_bytes > _request.MaxBytes)
            {
                Stop(SnmpOutcome.Capped, EvidenceOf.SnmpTableTooLarge(_request.MaxBytes));
            }
        }
    }

    private bool HasStopped()
    {
        lock (_gate)
        {
            return _stopped;
        }
    }

    /// <summary>Ends the walk of every column.</summary>
    private void Stop(SnmpOutcome outcome, Evidence reason)
    {
        lock (_gate)
        {
            Note(outcome, reason);
            _stopped = true;
        }
    }

    /// <summary>Keeps the first reason why the table is not complete.</summary>
    private void Note(SnmpOutcome outcome, Evidence reason)
    {
        lock (_gate)
        {
            if (_outcome == SnmpOutcome.Answered)
            {
                (_outcome, _reason) = (outcome, reason);
            }
        }
    }

    private static IEnumerable<Column[]> Groups(Column[] columns, int size)
    {
        for (int start = 0; start < columns.Length; start += size)
        {
            yield return columns.Skip(start).Take(size).ToArray();
        }
    }

    /// <summary>A column and the last object read in it.</summary>
    private sealed class Column
    {
        public Column(ObjectIdentifier root) => (Root, Place) = (root, root);

        public ObjectIdentifier Root { get; }

        public uint Number => Root[Root.Length - 1];

        public ObjectIdentifier Place { get; set; }

        public int Returns { get; set; }

        public bool IsDone { get; set; }
    }
}
