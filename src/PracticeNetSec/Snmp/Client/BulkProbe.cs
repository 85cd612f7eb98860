// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Snmp.Client;

/// <summary>
/// Determines once whether an agent answers GETBULK as it answers GETNEXT. Agents that return other objects, an error or
/// nothing at all are read row by row, which every agent supports correctly.
/// </summary>
internal sealed class BulkProbe
{
    private const int Rows = 2;
    private const int MaxColumns = 2;

    private readonly Func<SnmpPdu, CancellationToken, Task<SnmpReply>> _exchange;
    private volatile Finding _finding;

    /// <param name="exchange">Sends a request to the agent and returns the outcome.</param>
    public BulkProbe(Func<SnmpPdu, CancellationToken, Task<SnmpReply>> exchange) => _exchange = exchange;

    /// <summary>True when the agent supports GETBULK correctly. A table of fewer than two rows proves nothing and needs none.</summary>
    /// <param name="columns">Columns of the table to be read.</param>
    /// <param name="cancellation">Cancels it.</param>
    public async Task<bool> SupportsGetBulkAsync(IReadOnlyList<ObjectIdentifier> columns, CancellationToken cancellation)
    {
        // Two callers may both probe; the result is the same.
        if (_finding == Finding.None)
        {
            ObjectIdentifier[] roots = columns.Take(MaxColumns).ToArray();
            ObjectIdentifier[]? expected = await StepAsync(roots, cancellation).ConfigureAwait(false);
            if (expected is null)
            {
                return false;
            }

            SnmpReply bulk = await _exchange(SnmpPdu.GetBulk(roots, Rows), cancellation).ConfigureAwait(false);
            bool same = bulk.Pdu is { ErrorStatus: SnmpError.None } pdu && pdu.Bindings.Select(binding => binding.Name).SequenceEqual(expected);
            _finding = same ? Finding.Well : Finding.Badly;
        }

        return _finding == Finding.Well;
    }

    /// <summary>The names of the first rows by GETNEXT, row after row; null when there are fewer.</summary>
    private async Task<ObjectIdentifier[]?> StepAsync(ObjectIdentifier[] roots, CancellationToken cancellation)
    {
        List<ObjectIdentifier> names = new();
        ObjectIdentifier[] places = roots;
        for (int row = 0; row < Rows; row++)
        {
            SnmpReply reply = await _exchange(SnmpPdu.GetNext(places), cancellation).ConfigureAwait(false);
            if (reply.Pdu is not { ErrorStatus: SnmpError.None } pdu || pdu.Bindings.Count != roots.Length
                || pdu.Bindings.Where((binding, i) => !binding.Value.IsPresent || !binding.Name.IsWithin(roots[i])).Any())
            {
                return null;
            }

            places = pdu.Bindings.Select(binding => binding.Name).ToArray();
            names.AddRange(places);
        }

        return names.ToArray();
    }

    private enum Finding
    {
        None,
        Well,
        Badly,
    }
}
