// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>One rule or section: only the settings that a reader asks for are kept, so that no secret is.</summary>
internal sealed class ConfigurationEntry
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <param name="part">The part of the configuration, as its vendor names it.</param>
    /// <param name="line">Where it begins.</param>
    public ConfigurationEntry(string part, int line) => (Part, Line) = (part, line);

    /// <summary>The part of the configuration, as its vendor names it.</summary>
    public string Part { get; }

    /// <summary>Where it begins, from 1.</summary>
    public int Line { get; }

    /// <summary>Names of the settings that it has.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>A setting; empty where it has none.</summary>
    public string this[string name] => _values.TryGetValue(name, out string? value) ? value : "";

    /// <summary>True where it has that setting, empty or not.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Adds a setting; a list has its values separated by spaces.</summary>
    public void Add(string name, string value) => _values[name] = _values.TryGetValue(name, out string? before) && before.Length > 0 ? before + " " + value : value;
}
