// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Model;

/// <summary>The type of one argument of evidence.</summary>
/// <param name="Type">How it is kept and shown.</param>
/// <param name="Enumeration">The name of the enumeration whose values it has; null for any other word.</param>
internal sealed record EvidenceArgument(EvidenceType Type, string? Enumeration = null)
{
    /// <summary>As the data file writes it: a type by its name, anything else is an enumeration.</summary>
    public static EvidenceArgument Parse(string text) =>
        Enum.TryParse(text, ignoreCase: true, out EvidenceType type) ? new EvidenceArgument(type) : new EvidenceArgument(EvidenceType.Word, text);
}
