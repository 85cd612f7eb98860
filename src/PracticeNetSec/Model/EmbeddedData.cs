// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Newtonsoft.Json;

namespace PracticeNetSec.Model;

/// <summary>The JSON files of <c>Data/</c>, which are embedded in the assembly.</summary>
internal static class EmbeddedData
{
    private const string Prefix = "PracticeNetSec.Data.";
    private static readonly Assembly Home = typeof(EmbeddedData).Assembly;

    /// <summary>File names that start with <paramref name="start"/>, in ordinal order.</summary>
    public static IEnumerable<string> Names(string start) => Home.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix + start, StringComparison.Ordinal))
        .Select(name => name.Substring(Prefix.Length))
        .OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>Opens a file for a reader that checks more than the shape.</summary>
    public static Stream Open(string name) => Home.GetManifestResourceStream(Prefix + name)
        ?? throw new FileNotFoundException($"The assembly carries no data file '{name}'.");

    public static T Read<T>(string name)
    {
        using JsonTextReader reader = new(new StreamReader(Open(name)));
        return JsonSerializer.CreateDefault().Deserialize<T>(reader)
            ?? throw new InvalidDataException($"The data file '{name}' is empty.");
    }
}
