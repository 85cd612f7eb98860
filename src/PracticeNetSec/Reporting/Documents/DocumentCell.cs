// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>A cell of a table. The text is clean already.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsBad">True where it must be put right.</param>
/// <param name="IsHead">True where it names its row.</param>
/// <param name="Link">Where it leads; may be null.</param>
/// <param name="Links">Several links in place of the text, where the paper can lead to them.</param>
internal sealed record DocumentCell(string Text, bool IsBad = false, bool IsHead = false, string? Link = null, IReadOnlyList<DocumentTerm>? Links = null);
