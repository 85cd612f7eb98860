// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Fleet.History;

namespace PracticeNetSec.Fleet.Ledger.Lines;

/// <summary>Whether an export is what was written.</summary>
internal sealed class LineFileCheck
{
    /// <summary>Intact lines.</summary>
    public long Lines { get; set; }

    /// <summary>True when lines cannot be missing at the end without a problem being named.</summary>
    public bool IsWhole { get; set; }

    /// <summary>What is wrong, in the order of the file.</summary>
    public LedgerProblem[] Problems { get; set; } = Array.Empty<LedgerProblem>();
}
