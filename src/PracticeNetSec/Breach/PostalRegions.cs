// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Breach;

/// <summary>Which Länder a postal code can lie in, <c>Data/postal-codes.json</c>. Postal regions cross borders: several can apply.</summary>
internal static class PostalRegions
{
    private static readonly Lazy<PostalFile> File = new(() => EmbeddedData.Read<PostalFile>("postal-codes.json"));

    /// <summary>Codes of all Länder that the code's region touches; a single one only where the entire region is in it.</summary>
    /// <exception cref="InputException"><c>InvalidPostalCode</c>: not five digits, or of no region.</exception>
    public static IReadOnlyList<string> LandsOf(string postalCode)
    {
        string code = postalCode.Trim();
        if (code.StartsWith("D-", StringComparison.OrdinalIgnoreCase))
        {
            code = code.Substring(2);
        }

        if (code.Length != 5 || !code.All(c => c is >= '0' and <= '9') || code.StartsWith("00", StringComparison.Ordinal))
        {
            throw new InputException("InvalidPostalCode", $"'{SafeQuote(postalCode)}' is no German postal code: give five digits, for instance 29221; in quotation marks when the first is a zero, for instance '01067'.");
        }

        Dictionary<string, string[]> regions = File.Value.Regions;
        return regions.TryGetValue(code.Substring(0, 2), out string[]? two) ? two : regions[code.Substring(0, 1)];
    }

    private static string SafeQuote(string text) => DeviceText.Clean(text.Length > 40 ? text.Substring(0, 40) : text);

    private sealed class PostalFile
    {
        [JsonProperty(Required = Required.Always)]
        public Dictionary<string, string[]> Regions { get; set; } = new();
    }
}
