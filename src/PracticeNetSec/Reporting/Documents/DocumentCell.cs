// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>A cell of a table. The text is already sanitized.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsBad">True where it must be fixed.</param>
/// <param name="IsHead">True for the row's header.</param>
/// <param name="Link">Target of the link; may be null.</param>
/// <param name="Links">Several links in place of the text, where the format supports links.</param>
internal sealed record DocumentCell(string Text, bool IsBad = false, bool IsHead = false, string? Link = null, IReadOnlyList<DocumentTerm>? Links = null);
