// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Reporting.Documents;

/// <summary>One entry of a list. All texts are already sanitized.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">Precedes it in bold; may be null.</param>
/// <param name="Language">Language of the text where it is not the document's.</param>
/// <param name="IsCode">True for technical notation.</param>
internal sealed record DocumentLine(string Text, string? Label = null, string? Language = null, bool IsCode = false);
