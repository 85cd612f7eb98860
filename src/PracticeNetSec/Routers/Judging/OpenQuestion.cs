// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers.Judging;

/// <summary>Something that is not known about a router.</summary>
/// <param name="Sentence">What is not known, and what would settle it.</param>
/// <param name="Command">The PowerShell line that settles it, ready to paste; null where only a person can.</param>
internal sealed record OpenQuestion(string Sentence, string? Command = null)
{
    /// <inheritdoc/>
    public override string ToString() => Command is null ? Sentence : $"{Sentence} Run: {Command}";
}
