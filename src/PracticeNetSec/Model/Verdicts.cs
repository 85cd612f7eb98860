// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Model;

/// <summary>
/// The common combination of verdicts: what is known to be bad outweighs what is not known, and that outweighs what
/// is known to be good. The numbers of <see cref="Verdict"/> are stable for JSON and are not this order.
/// </summary>
internal static class Verdicts
{
    private static readonly Verdict[] Order = { Verdict.NotExposed, Verdict.Undetermined, Verdict.AtRisk, Verdict.Exposed };

    /// <summary>The verdict of all together; of none, Undetermined.</summary>
    public static Verdict Combine(IEnumerable<Verdict> verdicts) => verdicts.OrderByDescending(Rank).DefaultIfEmpty(Verdict.Undetermined).First();

    /// <summary>The precedence; the higher value wins.</summary>
    public static int Rank(Verdict verdict) => Array.IndexOf(Order, verdict);
}
