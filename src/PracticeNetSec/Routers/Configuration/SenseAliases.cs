// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>Names that the rules of OPNsense and pfSense use instead of addresses and ports.</summary>
internal sealed class SenseAliases
{
    private const int MaxParts = 1000;
    private const int MaxNesting = 4;

    private static readonly char[] Between = { ' ', '\n', '\r', '\t', ',' };

    private static readonly string[] Types = { "host", "network", "port" };

    private static readonly string[] SenderFields = { "source/address", "source/network", "source_net" };

    private readonly Dictionary<string, string[]> _parts = new(StringComparer.Ordinal);

    /// <summary>Adds one; lists that the firewall fetches itself are not known here.</summary>
    public void Add(ConfigurationEntry alias)
    {
        string content = alias["address"].Length > 0 ? alias["address"] : alias["content"];
        string[] parts = content.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        if (alias["name"].Length > 0 && Types.Contains(alias["type"]) && parts.Length <= MaxParts)
        {
            _parts[alias["name"]] = parts;
        }
    }

    /// <summary>Ports as a list; the text itself where it is no alias.</summary>
    public string Ports(string text) => string.Join(",", Resolve(text, 0).Take(MaxParts));

    /// <summary>One machine; the text itself where it is none.</summary>
    public string Machine(string text) => Resolve(text, 0).ToArray() is { Length: 1 } one ? one[0] : text;

    /// <summary>Addresses and networks.</summary>
    public IReadOnlyList<string> Networks(string text) => Resolve(text, 0).Take(MaxParts).ToArray();

    /// <summary>Who may use a rule; a text that is no network where that is not understood.</summary>
    public IReadOnlyList<string> SendersOf(ConfigurationEntry rule)
    {
        string senders = SenderFields.Select(name => rule[name]).FirstOrDefault(text => text.Length > 0) ?? "";
        bool isInverted = (rule.Has("source/not") && rule["source/not"] != "0") || rule["source_not"] == "1";
        return isInverted ? new[] { "!" } : senders.Length == 0 ? Array.Empty<string>() : Networks(senders);
    }

    private IEnumerable<string> Resolve(string text, int depth) =>
        text.Length == 0 ? Array.Empty<string>()
        : depth < MaxNesting && _parts.TryGetValue(text, out string[]? parts) ? parts.SelectMany(part => Resolve(part, depth + 1))
        : new[] { text };
}
