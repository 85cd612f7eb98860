// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Xml;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Probing;

/// <summary>
/// Reads nmap's XML output (<c>nmap -oX</c>, nmap.dtd 1.05) as a stream. The file may be of any size; a file that
/// is truncated (an aborted scan) yields its complete hosts first and then the error.
/// </summary>
public static class NmapScan
{
    private const string Masscan = "masscan";
    private const int MaxScripts = 256; // of one host
    private const int MaxUdpPorts = 1024; // of one host
    private const int MaxOutputLength = 4096;

    // Only a scan that tries the handshake (-sS, -sT) shows a port's state. FIN, NULL, Xmas, Maimon, ACK, window and idle scans conclude it
    // from the behaviour of some systems, and a bad checksum (--badsum) is answered by what is on the way alone.
    private static readonly HashSet<string> ConclusiveTypes = new(StringComparer.Ordinal) { "syn", "connect" };
    private const string BadChecksum = "--badsum";

    // What nmap calls a service that it did not recognise: closed without data, behind TLS, or unknown.
    private static readonly HashSet<string> Undecided = new(StringComparer.Ordinal) { "tcpwrapped", "unknown", "ssl", "tls" };

    // nmap's names that differ from IANA's.
    private static readonly Dictionary<string, string> NmapNames = new(StringComparer.Ordinal)
    {
        ["vnc"] = "rfb",
        ["vnc-http"] = "http",
        ["http-proxy"] = "http",
        ["http-alt"] = "http",
        ["ldapssl"] = "ldaps",
        ["mongodb"] = "mongod",
        ["rpcbind"] = "sunrpc",
        ["firebird"] = "gds-db",
    };

    /// <summary>Reads the hosts that were up, one by one.</summary>
    /// <param name="stream">XML as nmap writes it.</param>
    /// <exception cref="InvalidDataException">The stream is not nmap's XML, or is truncated, or nmap itself ended with an error: thrown after the hosts before it.</exception>
    public static IEnumerable<NmapHost> Read(Stream stream)
    {
        using IEnumerator<NmapHost> hosts = ReadHosts(stream).GetEnumerator();
        if (!hosts.MoveNext())
        {
            yield break;
        }

        if (hosts.Current.Scanner != Masscan)
        {
            do
            {
                yield return hosts.Current;
            }
            while (hosts.MoveNext());
            yield break;
        }

        // masscan writes an element for each port: only together they show what a host has open.
        ScannedHosts joined = new(Masscan);
        InvalidDataException? broken = null;
        do
        {
            joined.Add(hosts.Current);
        }
        while (MovesOn(hosts, out broken));
        foreach (NmapHost host in joined.Read())
        {
            yield return host;
        }

        if (broken is not null)
        {
            throw new InvalidDataException(broken.Message, broken);
        }
    }

    private static bool MovesOn(IEnumerator<NmapHost> hosts, out InvalidDataException? broken)
    {
        try
        {
            broken = null;
            return hosts.MoveNext();
        }
        catch (InvalidDataException cut)
        {
            broken = cut;
            return false;
        }
    }

    private static IEnumerable<NmapHost> ReadHosts(Stream stream)
    {
        // nmap writes a DOCTYPE without a subset: it is skipped, never resolved or expanded.
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };
        using XmlReader reader = XmlReader.Create(stream, settings);
        Guarded(() => reader.MoveToContent());
        if (reader.LocalName != "nmaprun")
        {
            throw new InvalidDataException($"The file is XML, but not nmap's: its root is <{Shorten(reader.LocalName)}>, not <nmaprun>. Make one with nmap -oX.");
        }

        (NmapPorts asked, DateTimeOffset started) = (NmapPorts.None, Time(reader.GetAttribute("start")) ?? DateTimeOffset.MinValue);
        string scanner = reader.GetAttribute("scanner") == Masscan ? Masscan : "nmap";
        bool isConclusive = reader.GetAttribute("args")?.Split(' ').Contains(BadChecksum) != true;
        while (Guarded(reader.Read))
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "scaninfo" && reader.GetAttribute("protocol") == "tcp")
            {
                asked = NmapPorts.Parse(reader.GetAttribute("services") ?? "");
                isConclusive &= ConclusiveTypes.Contains(reader.GetAttribute("type") ?? "");
            }
            else if (reader.LocalName == "finished" && (reader.GetAttribute("errormsg") ?? (reader.GetAttribute("exit") == "error" ? "" : null)) is string trouble)
            {
                string quoted = DeviceText.Clean(Shorten(trouble)) is { Length: > 0 } said ? $" ({said})" : "";
                throw new InvalidDataException($"nmap ended with an error{quoted}: hosts or ports may be missing. Run the scan again.");
            }
            else if (reader.LocalName == "host")
            {
                NmapHost? host = null;
                Guarded(() => (host = ReadHost(reader, asked, started)) is not null);
                if (host is not null)
                {
                    host.Ports = isConclusive ? host.Ports : Array.Empty<PortResult>();
                    host.Scripts = isConclusive ? host.Scripts : Array.Empty<NmapScript>();
                    host.UdpPorts = isConclusive ? host.UdpPorts : Array.Empty<int>();
                    host.IsConclusive = isConclusive;
                    host.StatedPorts = isConclusive ? host.StatedPorts : 0;
                    host.Scanner = scanner;
                    yield return host;
                }
            }
        }
    }

    private static NmapHost? ReadHost(XmlReader reader, NmapPorts asked, DateTimeOffset started)
    {
        NmapHost host = new()
        {
            StartedAt = Time(reader.GetAttribute("starttime")) ?? started,
            EndedAt = Time(reader.GetAttribute("endtime")) ?? started,
        };
        Dictionary<int, PortResult> open = new();
        Dictionary<int, PortState?> named = new(); // by lines of their own, whatever their state
        List<NmapScript> scripts = new();
        string product = "";
        int current = 0;
        SortedSet<int> overUdp = new();
        List<(PortState? State, int Count)> folded = new();
        bool up = true;
        using (XmlReader inside = reader.ReadSubtree())
        {
            while (inside.Read())
            {
                if (inside.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                switch (inside.LocalName)
                {
                    case "status":
                        up = inside.GetAttribute("state") == "up";
                        break;
                    case "address" when inside.GetAttribute("addrtype") is "ipv4" or "ipv6" && IPAddress.TryParse(inside.GetAttribute("addr"), out IPAddress? address):
                        host.Address = address.ToString();
                        break;
                    // A PTR record names what the holder of the address likes: only a name that the caller of nmap gave is a target later.
                    case "hostname" when inside.GetAttribute("type") != "PTR":
                        host.HostName ??= inside.GetAttribute("name") is string name && DeviceText.Clean(name) is { Length: > 0 } shown ? shown : null;
                        break;
                    case "extraports":
                        folded.Add((State(inside.GetAttribute("state"), null), int.TryParse(inside.GetAttribute("count"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 0));
                        break;
                    case "port" when inside.GetAttribute("protocol") == "tcp":
                        current = ReadPort(inside, host, open, named);
                        product = "";
                        break;
                    case "port":
                        current = 0;
                        if (inside.GetAttribute("protocol") == ServiceNames.Udp && PortOf(inside) is > 0 and int udp && inside.ReadToDescendant("state") && inside.GetAttribute("state") == "open" && overUdp.Count < MaxUdpPorts)
                        {
                            overUdp.Add(udp);
                        }

                        break;
                    // HTTP.sys of Windows without a site does not show what it serves, its remote management among other things.
                    case "service" when current > 0 && IsWithoutSite(product = inside.GetAttribute("product") ?? ""):
                        break;
                    case "service" when current > 0 && inside.GetAttribute("method") == "probed" && inside.GetAttribute("name") is string service:
                        open[current].IdentifiedService = Undecided.Contains(service) ? null : NmapNames.TryGetValue(service, out string? registered) ? registered : Shorten(service);
                        open[current].IsPageUnread = open[current].IdentifiedService is "http" or "https";
                        break;
                    case "script" when current > 0 && inside.GetAttribute("id") is string id:
                        NmapScript script = new() { Port = current, Id = Shorten(id), Output = Cut(inside.GetAttribute("output") ?? "") };
                        open[current].IdentifiedService = script.ServiceOf(product) ?? open[current].IdentifiedService ?? (script.ShowsPage && !IsWithoutSite(product) ? "http" : null);
                        open[current].IsPageUnread &= !script.ShowsPage;
                        script.Output = script.NamesFiles ? "" : script.Output;
                        if (scripts.Count < MaxScripts)
                        {
                            scripts.Add(script);
                        }

                        break;
                }
            }
        }

        // nmap merges frequent states into one line each; which port has which is only known where there is one line, of all the rest.
        int unnamed = asked.Count - named.Keys.Count(asked.Contains);
        PortState? rest = folded.Count == 1 && folded[0].State is PortState state && folded[0].Count == unnamed ? state : null;
        host.Ports = asked.Kept(open.Keys, named, rest)
            .Select(port => open.TryGetValue(port.Port, out PortResult? found) ? found : Result(host, port.Port, port.State))
            .ToArray();
        host.StatedPorts = named.Values.Count(known => known is not null) + (rest is null ? 0 : unnamed);
        foreach (PortResult result in host.Ports)
        {
            result.Address = host.Address;
            result.ComputerName = host.HostName ?? host.Address;
        }

        host.UdpPorts = overUdp.ToArray();
        host.Scripts = scripts;
        return up && host.Address.Length > 0 ? host : null;
    }

    /// <summary>The number of an open port; 0 for any other, of which its state alone is kept.</summary>
    private static int ReadPort(XmlReader reader, NmapHost host, Dictionary<int, PortResult> open, Dictionary<int, PortState?> named)
    {
        if (PortOf(reader) is not (> 0 and int port))
        {
            return 0;
        }

        // <state> is the first child of <port> by nmap's DTD.
        PortState? state = reader.ReadToDescendant("state") ? State(reader.GetAttribute("state"), reader.GetAttribute("reason")) : null;
        named[port] = state;
        if (state != PortState.Open)
        {
            open.Remove(port);
            return 0;
        }

        open[port] = Result(host, port, PortState.Open);
        return port;
    }

    private static int PortOf(XmlReader reader) =>
        int.TryParse(reader.GetAttribute("portid"), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= NmapPorts.Last ? port : 0;

    private static bool IsWithoutSite(string product) => product.StartsWith("Microsoft HTTPAPI", StringComparison.Ordinal);

    private static PortResult Result(NmapHost host, int port, PortState state) => new()
    {
        Port = port,
        State = state,
        Service = ServiceNames.Find(port),
        StartedAt = host.StartedAt,
        EndedAt = host.EndedAt,
    };

    /// <summary>nmap's states mapped to ours; null for inconclusive ones (<c>open|filtered</c>, <c>unfiltered</c>).</summary>
    private static PortState? State(string? state, string? reason) => state switch
    {
        "open" => PortState.Open,
        "closed" => PortState.Closed,
        "filtered" when reason is not null && reason.EndsWith("-unreach", StringComparison.Ordinal) => PortState.Unreachable,
        "filtered" => PortState.Filtered,
        _ => null,
    };

    private static DateTimeOffset? Time(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long unix) && unix < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(unix).ToLocalTime()
            : null;

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException broken)
        {
            throw new InvalidDataException(
                $"The file is not whole XML (line {broken.LineNumber}, position {broken.LinePosition}). If the scan was stopped, run it again with nmap -oX.", broken);
        }
    }

    private static string Cut(string output) => output.Length <= MaxOutputLength ? output : output.Substring(0, MaxOutputLength);

    private static string Shorten(string name) => name.Length <= 40 ? name : name.Substring(0, 40) + "…";
}
