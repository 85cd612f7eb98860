// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Tests;

/// <summary>Evidence as tests compare it: by what it states, never by its wording.</summary>
internal static class StatedEvidence
{
    /// <summary>Its code and arguments, without who observed it and when.</summary>
    public static Evidence Stated(this Evidence evidence) => new() { Code = evidence.Code, Arguments = evidence.Arguments };

    /// <summary>The same of each.</summary>
    public static Evidence[] Stated(this IEnumerable<Evidence> evidence) => evidence.Select(Stated).ToArray();

    /// <summary>The same of it and of all evidence that its arguments contain.</summary>
    public static Evidence[] StatedWithParts(this Evidence evidence) =>
        evidence.Arguments.Values.SelectMany(value => value as IEnumerable<Evidence> ?? (value is Evidence cause ? [cause] : [])).SelectMany(StatedWithParts).Prepend(evidence.Stated()).ToArray();
}
