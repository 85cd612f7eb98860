// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Reporting.Documents;

/// <summary>One entry of a list. All texts are clean already.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Label">Stands before it in bold; may be null.</param>
/// <param name="Language">Language of the text where it is not the paper's.</param>
/// <param name="IsCode">True for technical notation.</param>
internal sealed record DocumentLine(string Text, string? Label = null, string? Language = null, bool IsCode = false);
