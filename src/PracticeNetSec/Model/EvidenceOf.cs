// SPDX-License-Identifier: MIT
using System;
using System.Linq;

namespace PracticeNetSec.Model;

/// <summary>The codes of evidence. The parts of this class are generated from <c>Data/evidence-*.json</c>.</summary>
internal static partial class EvidenceCode
{
}

/// <summary>Makes evidence of each code with its values. The parts of this class are generated from <c>Data/evidence-*.json</c>.</summary>
internal static partial class EvidenceOf
{
    private static Evidence Make(string code, string? source, DateTimeOffset? observedAt, params (string Name, object Value)[] arguments) => new()
    {
        Code = code,
        Arguments = arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal),
        Source = source,
        ObservedAt = observedAt,
    };
}
