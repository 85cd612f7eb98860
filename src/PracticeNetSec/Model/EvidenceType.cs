// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>How a value of evidence is typed and shown.</summary>
internal enum EvidenceType
{
    /// <summary>Technical notation, the same in every language: addresses, ports, masks, names of tables.</summary>
    Notation,

    /// <summary>What a device or a person wrote: documents put it in quotation marks.</summary>
    Quote,

    /// <summary>The name of an enumeration's value, or one of this module's own terms: shown in the language of the text.</summary>
    Word,

    /// <summary>Why something failed: one piece of further evidence, see ErrorCause. Earlier versions saved a text.</summary>
    Cause,

    /// <summary>Several of them, with commas.</summary>
    Words,

    /// <summary>A whole number without thousands separators, such as a port.</summary>
    Number,

    /// <summary>How many there are of something.</summary>
    Count,

    /// <summary>A point in time.</summary>
    Time,

    /// <summary>Further evidence, one after the other with semicolons.</summary>
    Parts,

    /// <summary>Further evidence, one after the other with commas.</summary>
    Items,
}
