// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Reporting.Documents;

/// <summary>The style of a paragraph.</summary>
internal enum ParagraphStyle
{
    Plain = 0,

    /// <summary>The one sentence that must be read.</summary>
    Lead = 1,

    /// <summary>What must not be overlooked.</summary>
    Note = 2,

    Small = 3,

    Strong = 4,
}
