// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Assessment;

/// <summary>Something that is not known about a router.</summary>
/// <param name="Sentence">What is not known, and what would resolve it.</param>
/// <param name="Command">The PowerShell line that resolves it, ready to paste; null where only a person can.</param>
internal sealed record UnresolvedCheck(Evidence Sentence, string? Command = null)
{
    /// <summary>Both in one.</summary>
    public Evidence WithCommand() => Command is null ? Sentence : EvidenceOf.CheckRun(new[] { Sentence }, Command);
}
