// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Group-Object</c>: objects with equal properties together, in the order of their values.</summary>
[Cmdlet("Group", "Object")]
[OutputType(typeof(GroupResult), typeof(Hashtable))]
public sealed class GroupObjectCommand : PSCmdlet
{
    private readonly List<(GroupResult Group, object?[] Keys)> _groups = [];
    private PropertySelector[] _selectors = [];
    private PropertyComparer _comparer = new(caseSensitive: false);

    /// <summary>The objects to group.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Names, script blocks or tables with Expression; without, the objects themselves.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>Counts only, and keeps no objects.</summary>
    [Parameter]
    public SwitchParameter NoElement { get; set; }

    /// <summary>One table: value to objects.</summary>
    [Parameter]
    [Alias("AHT")]
    public SwitchParameter AsHashTable { get; set; }

    /// <summary>The keys of the table are text.</summary>
    [Parameter]
    public SwitchParameter AsString { get; set; }

    /// <summary>Tells upper from lower case.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _selectors = PropertySelector.ParseAll(this, Property);
        _comparer = new PropertyComparer(CaseSensitive);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        PSObject item = InputObject;
        object?[] keys = _selectors.Length == 0 ? [item.BaseObject] : [.. _selectors.Select(selector => selector.Value(item))];
        GroupResult? group = _groups.Find(g => Compare(g.Keys, keys) == 0).Group;
        if (group is null)
        {
            string name = string.Join(", ", keys.Where(key => key is not null).Select(key => PSObject.AsPSObject(key).ToString()));
            group = new GroupResult(name, keys);
            _groups.Add((group, keys));
        }

        group.Count++;
        if (!NoElement)
        {
            group.Group.Add(item);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (AsHashTable)
        {
            var table = new Hashtable(CaseSensitive ? StringComparer.CurrentCulture : StringComparer.CurrentCultureIgnoreCase);
            foreach ((GroupResult group, object?[] keys) in _groups)
            {
                table[AsString || keys[0] is null || keys.Length > 1 ? group.Name : keys[0]!] = group.Group;
            }

            WriteObject(table);
            return;
        }

        foreach ((GroupResult group, _) in _groups.Order(Comparer<(GroupResult Group, object?[] Keys)>.Create((a, b) => Compare(a.Keys, b.Keys))))
        {
            // The engine's own view for groups goes by this name.
            PSObject result = PSObject.AsPSObject(group);
            result.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.GroupInfo" + (NoElement ? "NoElement" : string.Empty));
            WriteObject(result);
        }
    }

    private int Compare(object?[] a, object?[] b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            int order = _comparer.Compare(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
