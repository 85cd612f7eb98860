// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>PowerShell's order of values: by its own comparison where that is defined, otherwise by their text.</summary>
internal sealed class PropertyComparer(bool caseSensitive) : IComparer<object?>
{
    public int Compare(object? x, object? y)
    {
        if (LanguagePrimitives.TryCompare(x, y, !caseSensitive, CultureInfo.CurrentCulture, out int order))
        {
            return order;
        }

        return CultureInfo.CurrentCulture.CompareInfo.Compare(
            x?.ToString(),
            y?.ToString(),
            caseSensitive ? CompareOptions.None : CompareOptions.IgnoreCase);
    }
}
