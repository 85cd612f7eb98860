// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Reporting.Documents;

/// <summary>A name and what stands beside it. All texts are clean already.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">What stands beside it.</param>
/// <param name="Link">Where it leads; may be null.</param>
internal sealed record DocumentTerm(string Name, string Text, string? Link = null);
