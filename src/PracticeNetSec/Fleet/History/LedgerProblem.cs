// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.History;

/// <summary>One position at which a history differs from what was written.</summary>
public sealed class LedgerProblem
{
    /// <summary>Number of the entry, 1 for the first; 0 where it concerns the file as a whole.</summary>
    public long Entry { get; set; }

    /// <summary>What is wrong there.</summary>
    public LedgerProblemKind Kind { get; set; }

    /// <summary>In one sentence.</summary>
    public string Message { get; set; } = "";

    /// <inheritdoc/>
    public override string ToString() => Entry > 0 ? $"entry {Entry}: {Message}" : Message;
}
