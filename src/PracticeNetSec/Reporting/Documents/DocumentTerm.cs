// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Reporting.Documents;

/// <summary>A name and the text beside it. All texts are already sanitized.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">The text beside it.</param>
/// <param name="Link">Target of the link; may be null.</param>
internal sealed record DocumentTerm(string Name, string Text, string? Link = null);
