// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Packaging.Help;

/// <summary>Kinds of text on a help page.</summary>
internal enum HelpTextKind
{
    /// <summary>To be wrapped.</summary>
    Paragraph,

    /// <summary>A heading inside a section.</summary>
    Heading,

    /// <summary>One item a line; a table is such a list too.</summary>
    List,

    /// <summary>Kept as it is.</summary>
    Code,
}
