// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace PracticeNetSec.Packaging.Texts;

/// <summary>One code of <c>Data/evidence-*.json</c>: its arguments and its English text.</summary>
/// <param name="Code"><c>subject.statement</c>.</param>
/// <param name="Arguments">Name and type in the order of the file.</param>
/// <param name="English">The text in English.</param>
internal sealed record EvidenceDefinition(string Code, IReadOnlyList<(string Name, string Type)> Arguments, string English)
{
    private static readonly char[] Separators = { '.', '-' };

    /// <summary>The code as a name of C#.</summary>
    public string Name => string.Concat(Code.Split(Separators).Select(part => char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..]));

    /// <summary>Every code of a file.</summary>
    public static IEnumerable<EvidenceDefinition> ReadAll(JsonElement file) => file.TryGetProperty("codes", out JsonElement codes)
        ? codes.EnumerateArray().Select(code => new EvidenceDefinition(
            code.GetProperty("code").GetString()!,
            code.TryGetProperty("arguments", out JsonElement arguments) ? arguments.EnumerateObject().Select(argument => (argument.Name, argument.Value.GetString()!)).ToArray() : [],
            code.GetProperty("text").GetProperty("en").GetString()!))
        : [];

    /// <summary>The type of a factory method's parameter; anything that is none of the named types is an enumeration.</summary>
    public static string ClrType(string type) => type switch
    {
        "notation" or "quote" or "word" => "string",
        "cause" => "Evidence",
        "words" => "IEnumerable<string>",
        "number" or "count" => "long",
        "time" => "DateTimeOffset",
        "parts" or "items" => "IEnumerable<Evidence>",
        _ => type,
    };

    /// <summary>The expression that is kept of a parameter.</summary>
    public static string Value((string Name, string Type) argument) => ClrType(argument.Type) switch
    {
        "string" or "long" or "DateTimeOffset" or "Evidence" => argument.Name,
        "IEnumerable<string>" or "IEnumerable<Evidence>" => argument.Name + ".ToArray()",
        _ => argument.Name + ".ToString()",
    };
}
