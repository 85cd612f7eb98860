// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp.Recorded;

/// <summary>
/// A device as recorded with <c>snmpwalk</c> or a simulator's recorder. It answers like the device, except that
/// what was not recorded is not known to be missing.
/// </summary>
internal sealed class RecordedWalk : ISnmpSource
{
    private readonly IReadOnlyList<VarBind> _objects;
    private readonly Evidence? _trouble;
    private readonly ObjectIdentifier? _end;

    /// <param name="objects">In ascending order; one that was recorded with several values once with each.</param>
    /// <param name="trouble">Why the recording may be incomplete; null when nothing indicates it.</param>
    /// <param name="end">Where the device reported the end of its objects; null when it did not.</param>
    public RecordedWalk(IReadOnlyList<VarBind> objects, Evidence? trouble, ObjectIdentifier? end = null) => (_objects, _trouble, _end) = (objects, trouble, end);

    public string Kind => "walk";

    public IPAddress? Agent => null;

    /// <summary>Number of objects recorded.</summary>
    public int Count => _objects.Count;

    /// <summary>Why the recording may be incomplete; null when nothing indicates it.</summary>
    public Evidence? Trouble => _trouble;

    /// <summary>Reads a recording: <c>snmpwalk -On</c>, <c>snmpwalk -OQn</c> or <c>.snmprec</c>, in UTF-8 or any encoding with a byte order mark.</summary>
    /// <exception cref="RecordingFormatException">The file is not a recording.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static RecordedWalk Load(string path, CancellationToken cancellation)
    {
        using StreamReader text = InputFile.OpenText(path);
        return new RecordingReader(text, Path.GetFileName(path)).Read(cancellation);
    }

    public Task<SnmpObjects> GetAsync(IReadOnlyList<ObjectIdentifier> names, CancellationToken cancellation)
    {
        Dictionary<ObjectIdentifier, SnmpValue> values = new();
        foreach (ObjectIdentifier name in names)
        {
            if (ForbiddenSubtree.Contains(name))
            {
                throw new ForbiddenObjectException(name);
            }

            int place = PlaceOf(name);
            if (place < _objects.Count && _objects[place].Name.Equals(name) && _objects[place].Value.IsPresent)
            {
                values[name] = _objects[place].Value;
            }
        }

        return Task.FromResult(new SnmpObjects(SnmpOutcome.Answered, null, values));
    }

    public Task<SnmpTable> ReadTableAsync(TableRequest request, CancellationToken cancellation)
    {
        RecordedRows rows = new(request.MaxRows);
        Evidence? trouble = _trouble;
        foreach (ObjectIdentifier column in request.Columns)
        {
            if (ForbiddenSubtree.IsReachedFrom(column))
            {
                throw new ForbiddenObjectException(column);
            }

            for (int i = PlaceOf(column); i < _objects.Count && _objects[i].Name.IsWithin(column); i++)
            {
                cancellation.ThrowIfCancellationRequested();
                VarBind found = _objects[i];
                if (!found.Value.IsPresent || found.Name.Length == column.Length)
                {
                    continue;
                }

                if (!rows.TryAdd(found.Name.SuffixFrom(column.Length), column[column.Length - 1], found.Value))
                {
                    trouble = EvidenceOf.SnmpTooManyRows(request.MaxRows);
                    break;
                }
            }
        }

        IReadOnlyList<SnmpRow> read = rows.Complete();
        if (rows.HasContradictions && trouble is null)
        {
            trouble = EvidenceOf.RecordingContradicts();
        }

        if (read.Count == 0 && trouble is null && !PassesOver(request.Columns[0].Parent(2)))
        {
            trouble = EvidenceOf.RecordingTableUnknown();
        }

        return Task.FromResult(new SnmpTable(read, SnmpOutcome.Answered, trouble, 0, outOfOrder: false));
    }

    /// <summary>
    /// True when the recording passed the position of a table without showing it, or states that there is
    /// nothing there, or no more objects. Neighbours in the group are not enough: a file put together from walks of single tables has those too. The
    /// recording must also have gone past the whole group, which walks of single tables never do.
    /// </summary>
    private bool PassesOver(ObjectIdentifier table)
    {
        ObjectIdentifier group = table.Parent();
        int place = PlaceOf(table);

        // Said of the table or its entry it is about all rows; said of an object within, it is about that one only.
        bool said = place < _objects.Count && !_objects[place].Value.IsPresent
            && (_objects[place].Name.Equals(table) || _objects[place].Name.Equals(table.Append(1)));
        return said || (_end is not null && table.CompareTo(_end) > 0) || (IsBeyond(table, group) && IsBeyond(group, group.Parent()));
    }

    /// <summary>True when the recording has objects before and after a part, both within the whole.</summary>
    private bool IsBeyond(ObjectIdentifier part, ObjectIdentifier whole)
    {
        int before = PlaceOf(part) - 1;
        int behind = before + 1;
        while (behind < _objects.Count && _objects[behind].Name.IsWithin(part))
        {
            behind++;
        }

        return before >= 0 && _objects[before].Name.IsWithin(whole) && behind < _objects.Count && _objects[behind].Name.IsWithin(whole);
    }

    /// <summary>Position of the first object that is not before the name.</summary>
    private int PlaceOf(ObjectIdentifier name)
    {
        int low = 0;
        int high = _objects.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_objects[middle].Name.CompareTo(name) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
