// SPDX-License-Identifier: MIT
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>One group of <c>Group-Object</c>, with the properties PowerShell's own has.</summary>
public sealed class GroupResult
{
    internal GroupResult(string name, object?[] values)
    {
        Name = name;
        Values = [.. values];
    }

    /// <summary>How many objects belong to the group.</summary>
    public int Count { get; internal set; }

    /// <summary>The values that make the group, as text.</summary>
    public string Name { get; }

    /// <summary>The objects, empty with -NoElement.</summary>
    public Collection<PSObject> Group { get; } = [];

    /// <summary>The values that make the group.</summary>
    public Collection<object?> Values { get; }
}
