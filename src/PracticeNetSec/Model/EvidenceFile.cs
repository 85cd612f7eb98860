// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Model;

/// <summary>The shape of <c>Data/evidence-*.json</c>.</summary>
internal sealed class EvidenceFile
{
    public EvidenceDefinition[] Codes { get; set; } = Array.Empty<EvidenceDefinition>();

    /// <summary>By language, then by word: names of enumeration values and this module's own terms.</summary>
    public Dictionary<string, Dictionary<string, string>> Words { get; set; } = new();
}
