// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Tests;

/// <summary>Evidence as users read it.</summary>
internal static class EvidenceTexts
{
    /// <summary>The English text of each.</summary>
    public static string[] Texts(this IEnumerable<Evidence> evidence) => evidence.Select(each => each.Text).ToArray();
}
