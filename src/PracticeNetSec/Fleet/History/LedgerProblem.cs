// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.History;

/// <summary>One position at which a ledger differs from what was written.</summary>
public sealed class LedgerProblem
{
    /// <summary>Line in the file, 1 for the first.</summary>
    public long Line { get; set; }

    /// <summary>What is wrong there.</summary>
    public LedgerProblemKind Kind { get; set; }

    /// <summary>In one sentence.</summary>
    public string Message { get; set; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"line {Line}: {Message}";
}
