// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>The warning about practices of which it is not known whether others have the same address.</summary>
internal static class UncomparedAddresses
{
    private const int MaxNamed = 10;

    /// <summary>Names some of them and counts the rest.</summary>
    public static string Describe(IReadOnlyCollection<string> practices) =>
        $"Whether other practices have the same address is not known for {string.Join(", ", practices.Take(MaxNamed))}{(practices.Count > MaxNamed ? $" and {practices.Count - MaxNamed} more" : "")}: the name could not be looked up. What answers there is not attributed; repeat the audit, or state the column Line in the inventory.";
}
