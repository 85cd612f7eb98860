// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>One row of <c>Data/ports.json</c>.</summary>
internal sealed class PortService
{
    public int Port { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Must never be reachable from the Internet in a practice.</summary>
    public bool Dangerous { get; set; }

    /// <summary>Its common name, the same in every language: <c>SMB</c>, <c>RDP</c>.</summary>
    public string Label { get; set; } = "";
}

/// <summary>What a port number usually stands for, and which ones a practice must never expose to the Internet.</summary>
internal static class ServiceNames
{
    // Services that are not dangerous by themselves; on the number of a dangerous one they show that it is not that one.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "ssh", "smtp", "pop3", "imap", "domain" };

    // Dangerous services that are themselves reached over HTTP: Docker, WinRM, Orthanc, Elasticsearch.
    private static readonly HashSet<int> OverHttp = new() { 2375, 5985, 5986, 8042, 9200 };

    private static readonly Lazy<Table> Data = new(() => new Table(EmbeddedData.Read<PortFile>("ports.json")));

    /// <summary>
    /// The ports that are probed when no others are given, in the order in which they are asked: first those that most often lead to
    /// data, because what blocks scans may let only the first few through; then both blocks of the 2019 vulnerability with their
    /// neighbours, so that a block shows its edges, and all other services that a practice must never expose.
    /// </summary>
    public static IReadOnlyList<int> DefaultPorts => Data.Value.DefaultPorts;

    /// <summary>Every port that a practice must never expose.</summary>
    public static IReadOnlyCollection<int> DangerousPorts => Data.Value.Dangerous;

    public static string? Find(int port) => Data.Value.ByPort.TryGetValue(port, out PortService? service) ? service.Name : null;

    /// <summary>The dangerous service of a measured port: what its answer shows, else what its number stands for; null for any other.</summary>
    public static PortService? Dangerous(PortResult port) => port.IdentifiedService is not string name ? Dangerous(port.Port)
        : Data.Value.ByName.TryGetValue(name, out PortService? named) ? named
        : Dangerous(port.Port) is { } numbered && (Harmless.Contains(name) ? OverHttp.Contains(port.Port) : true) ? numbered
        : null;

    /// <summary>The row of a dangerous port; null for any other.</summary>
    public static PortService? Dangerous(int port) =>
        Data.Value.ByPort.TryGetValue(port, out PortService? service) && service.Dangerous ? service : null;

    private sealed class PortFile
    {
        public PortService[] Services { get; set; } = Array.Empty<PortService>();

        public int[] DefaultPorts { get; set; } = Array.Empty<int>();
    }

    private sealed class Table
    {
        public Table(PortFile file)
        {
            ByPort = file.Services.ToDictionary(service => service.Port);
            Dangerous = file.Services.Where(service => service.Dangerous).Select(service => service.Port).OrderBy(port => port).ToArray();
            DefaultPorts = file.DefaultPorts;
            ByName = file.Services.Where(service => service.Dangerous).GroupBy(service => service.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
        }

        public Dictionary<string, PortService> ByName { get; }

        public Dictionary<int, PortService> ByPort { get; }

        public IReadOnlyCollection<int> Dangerous { get; }

        public IReadOnlyList<int> DefaultPorts { get; }
    }
}
