// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Sort-Object</c>; the order of equal objects stays.</summary>
[Cmdlet("Sort", "Object")]
[OutputType(typeof(PSObject))]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _items = [];

    /// <summary>The objects to sort.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Names, script blocks or tables with Expression and Ascending or Descending; without, the objects themselves.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>From the largest to the smallest.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>Only the first of those that are equal.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>Tells upper from lower case.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <summary>Only so many from the start of the result.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _items.Add(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        PropertySelector[] selectors = PropertySelector.ParseAll(this, Property);
        var comparer = new PropertyComparer(CaseSensitive);
        IEnumerable<(PSObject Item, object?[] Keys)> sorted = _items
            .Where(item => HasKey(selectors, item))
            .Select(item => (Item: item, Keys: Keys(selectors, item)))
            .Order(Comparer<(PSObject Item, object?[] Keys)>.Create((a, b) => Compare(selectors, comparer, a.Keys, b.Keys)));

        // What has none of the properties cannot be compared, and comes last in either direction.
        sorted = sorted.Concat(_items.Where(item => !HasKey(selectors, item)).Select(item => (item, Keys(selectors, item))));
        object?[]? before = null;
        int written = 0;
        foreach ((PSObject item, object?[] keys) in sorted)
        {
            if (written == Top)
            {
                return;
            }

            if (!Unique || before is null || Compare(selectors, comparer, before, keys) != 0)
            {
                WriteObject(item);
                written++;
            }

            before = keys;
        }
    }

    private static bool HasKey(PropertySelector[] selectors, PSObject item) =>
        selectors.Length == 0 || selectors.Any(selector => selector.Exists(item));

    private static object?[] Keys(PropertySelector[] selectors, PSObject item) =>
        selectors.Length == 0 ? [item] : [.. selectors.Select(selector => selector.Value(item))];

    private int Compare(PropertySelector[] selectors, PropertyComparer comparer, object?[] a, object?[] b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            int order = comparer.Compare(a[i], b[i]);
            bool descending = (i < selectors.Length ? selectors[i].Descending : null) ?? Descending;
            if (order != 0)
            {
                return descending ? -order : order;
            }
        }

        return 0;
    }
}
