// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>One row of <c>Data/ports.json</c>.</summary>
internal sealed class PortService
{
    /// <summary><c>tcp</c> or <c>udp</c>.</summary>
    public string Protocol { get; set; } = ServiceNames.Tcp;

    public int Port { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Must never be reachable from the Internet in a practice.</summary>
    public bool Dangerous { get; set; }

    /// <summary>A service that practices mean to offer to the Internet: web servers and VPN.</summary>
    public bool Expected { get; set; }

    /// <summary>Its common name, the same in every language: <c>SMB</c>, <c>RDP</c>.</summary>
    public string Label { get; set; } = "";
}

/// <summary>What a port number usually stands for, and which ones a practice must never expose to the Internet.</summary>
internal static class ServiceNames
{
    public const string Tcp = "tcp";
    public const string Udp = "udp";

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

    /// <summary>Every service that a practice must never expose.</summary>
    public static IReadOnlyCollection<PortService> DangerousServices => Data.Value.Dangerous;

    /// <summary>The name of the service that a TCP port stands for; null for one that is not listed.</summary>
    public static string? Find(int port) => Data.Value.Find(Tcp, port)?.Name;

    /// <summary>True for the port of a service that practices mean to offer: what answers there needs no other proof of what it is.</summary>
    public static bool IsExpected(string protocol, int port) => Data.Value.Find(protocol, port) is { Expected: true };

    /// <summary>True for the port of a service that must stay inside.</summary>
    public static bool IsDangerous(string protocol, int port) => Data.Value.Find(protocol, port) is { Dangerous: true };

    /// <summary>The dangerous service of a measured port: what its answer shows, else what its number stands for; null for any other.</summary>
    public static PortService? Dangerous(PortResult port) => port.IdentifiedService is not string name ? Dangerous(port.Port)
        : Data.Value.ByName.TryGetValue(name, out PortService? named) ? named
        : Dangerous(port.Port) is { } numbered && (Harmless.Contains(name) ? OverHttp.Contains(port.Port) : true) ? numbered
        : null;

    /// <summary>The row of a dangerous TCP port; null for any other.</summary>
    public static PortService? Dangerous(int port) => Data.Value.Find(Tcp, port) is { Dangerous: true } service ? service : null;

    private sealed class PortFile
    {
        public PortService[] Services { get; set; } = Array.Empty<PortService>();

        /// <summary>Services that no number stands for; only their answers show them.</summary>
        public PortService[] Unnumbered { get; set; } = Array.Empty<PortService>();

        public int[] DefaultPorts { get; set; } = Array.Empty<int>();
    }

    private sealed class Table
    {
        private readonly Dictionary<(string Protocol, int Port), PortService> _services;

        public Table(PortFile file)
        {
            _services = file.Services.ToDictionary(service => (service.Protocol, service.Port));
            Dangerous = file.Services.Where(service => service.Dangerous).OrderBy(service => service.Protocol, StringComparer.Ordinal).ThenBy(service => service.Port).ToArray();
            DefaultPorts = file.DefaultPorts;
            ByName = Dangerous.Where(service => service.Protocol == Tcp).Concat(file.Unnumbered).GroupBy(service => service.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
        }

        public Dictionary<string, PortService> ByName { get; }

        public IReadOnlyCollection<PortService> Dangerous { get; }

        public IReadOnlyList<int> DefaultPorts { get; }

        public PortService? Find(string protocol, int port) => _services.TryGetValue((protocol, port), out PortService? service) ? service : null;
    }
}
