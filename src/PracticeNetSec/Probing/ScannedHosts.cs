// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>Joins what a file has of each address: scanners write a record for each port, in any order.</summary>
internal sealed class ScannedHosts
{
    /// <summary>Maximum ports of a file, of all addresses together.</summary>
    public const int MaxPorts = 2_000_000;

    private readonly Dictionary<string, Host> _hosts = new(StringComparer.Ordinal);
    private int _ports;

    /// <param name="scanner">Who scanned, as sources name it.</param>
    public ScannedHosts(string scanner) => Scanner = scanner;

    /// <summary>Who scanned, as sources name it.</summary>
    public string Scanner { get; set; }

    /// <summary>Adds one port; of two records of one port the open one counts, then the later.</summary>
    /// <exception cref="InvalidDataException">There are more ports than are kept.</exception>
    public void Add(ScannedPort found)
    {
        Host host = HostOf(found.Address);
        host.Name ??= found.HostName;
        host.Saw(found.SeenAt);
        if (found.IsUdp)
        {
            host.UdpPorts.Add(found.Port);
            return;
        }

        if (host.Ports.TryGetValue(found.Port, out ScannedPort? known))
        {
            bool isOpener = (found.State == PortState.Open) == (known.State == PortState.Open) ? found.SeenAt >= known.SeenAt : found.State == PortState.Open;
            host.Ports[found.Port] = (isOpener ? found : known) with { Service = found.Service ?? known.Service };
        }
        else if (++_ports > MaxPorts)
        {
            throw new InvalidDataException($"The file has more than {MaxPorts:N0} ports. Split it, for instance by addresses.");
        }
        else
        {
            host.Ports.Add(found.Port, found);
        }
    }

    /// <summary>Adds a host that was read whole, such as one of several elements of the same address.</summary>
    /// <exception cref="InvalidDataException">There are more ports than are kept.</exception>
    public void Add(NmapHost read)
    {
        Host host = HostOf(read.Address);
        host.IsConclusive &= read.IsConclusive;
        host.Scripts.AddRange(read.Scripts);
        host.Saw(read.StartedAt);
        host.Saw(read.EndedAt);
        host.Name ??= read.HostName;
        host.UdpPorts.UnionWith(read.UdpPorts);
        foreach (PortResult port in read.Ports)
        {
            Add(new ScannedPort(read.Address, port.Port, IsUdp: false, port.State, port.EndedAt) { HostName = read.HostName, Service = port.IdentifiedService });
        }
    }

    /// <summary>The hosts, in the order in which the file names them first.</summary>
    public IEnumerable<NmapHost> Read() => _hosts.Select(host => host.Value.ToResult(host.Key, Scanner));

    private Host HostOf(string address)
    {
        if (!_hosts.TryGetValue(address, out Host? host))
        {
            _hosts.Add(address, host = new Host());
        }

        return host;
    }

    private sealed class Host
    {
        public string? Name { get; set; }

        public bool IsConclusive { get; set; } = true;

        public Dictionary<int, ScannedPort> Ports { get; } = new();

        public HashSet<int> UdpPorts { get; } = new();

        public List<NmapScript> Scripts { get; } = new();

        private DateTimeOffset First { get; set; } = DateTimeOffset.MaxValue;

        private DateTimeOffset Last { get; set; } = DateTimeOffset.MinValue;

        public void Saw(DateTimeOffset at)
        {
            First = at < First ? at : First;
            Last = at > Last ? at : Last;
        }

        public NmapHost ToResult(string address, string scanner) => new()
        {
            Address = address,
            HostName = Name,
            IsConclusive = IsConclusive,
            Scanner = scanner,
            StartedAt = First,
            EndedAt = Last,
            Scripts = Scripts,
            StatedPorts = Ports.Count,
            UdpPorts = UdpPorts.OrderBy(port => port).ToArray(),
            Ports = Ports.Values.OrderBy(port => port.Port).Select(port => new PortResult
            {
                ComputerName = Name ?? address,
                Address = address,
                Port = port.Port,
                State = port.State,
                Service = ServiceNames.Find(port.Port),
                IdentifiedService = port.Service,

                // None of these files shows the page of a web server.
                IsPageUnread = port.Service is "http" or "https" && !Scripts.Any(script => script.Port == port.Port && script.ShowsPage),
                StartedAt = port.SeenAt,
                EndedAt = port.SeenAt,
            }).ToArray(),
        };
    }
}
