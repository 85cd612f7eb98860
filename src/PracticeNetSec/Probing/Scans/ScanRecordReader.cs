// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Probing.Scans;

/// <summary>
/// The ports of one record. The fields are those that the tools' documentation names: masscan (<c>-oJ</c>, <c>-oD</c>), naabu (<c>-json</c>), zgrab2,
/// Shodan (developer.shodan.io: host, banner), Censys (docs.censys.com: host, services).
/// </summary>
internal static class ScanRecordReader
{
    private const int LastPort = 65535;
    private const string Success = "success";

    private static readonly string[] TimeFormats = { "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss" };

    /// <summary>The form that a record has; null where it has none that is known.</summary>
    public static ScanFormat? FormatOf(JObject record) =>
        record["ip_str"] is not null ? ScanFormat.Shodan
        : Hosts(record).Any(host => host["services"] is JArray) || record["result"] is JObject ? ScanFormat.Censys
        : record["data"] is JObject data && record["rec_type"] is null && data.Properties().Any(module => module.Value is JObject answer && answer["status"] is not null) ? ScanFormat.Zgrab2
        : record["ip"] is not null && (record["ports"] is JArray || record["rec_type"] is not null || record["proto"] is not null) ? ScanFormat.MasscanJson
        : record["port"] is not null && (record["ip"] ?? record["host"]) is not null ? ScanFormat.Naabu
        : null;

    /// <summary>The ports of a record; none where it is about none, such as masscan's last.</summary>
    public static IEnumerable<ScannedPort> Read(JObject record, ScanFormat format) => format switch
    {
        ScanFormat.MasscanJson => Masscan(record),
        ScanFormat.Naabu => Naabu(record),
        ScanFormat.Zgrab2 => Zgrab2(record),
        ScanFormat.Shodan => Shodan(record),
        ScanFormat.Censys => Hosts(record).SelectMany(Censys),
        _ => Array.Empty<ScannedPort>(),
    };

    /// <summary>A name that the caller of the scanner gave, and not the address again.</summary>
    public static string? HostName(string? text) => text is { Length: > 0 } && !IPAddress.TryParse(text, out _) && DeviceText.Clean(text) is { Length: > 0 } shown ? shown : null;

    /// <summary>An address as results name it; null for what is none.</summary>
    public static string? Address(string? text) => text is not null && text.IndexOfAny(OfAddresses) >= 0 && IPAddress.TryParse(text, out IPAddress? address) ? address.ToString() : null;

    /// <summary>A port's number; 0 for what is none.</summary>
    public static int Port(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= LastPort ? port : 0;

    /// <summary>Seconds since 1970 or a time as text; the beginning of time for what is neither.</summary>
    public static DateTimeOffset Time(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime()
        : DateTimeOffset.TryParseExact(text is { Length: > 27 } && text.EndsWith("Z", StringComparison.Ordinal) ? text.Substring(0, 27) + "Z" : text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at.ToLocalTime()
        : DateTimeOffset.MinValue;

    private static readonly char[] OfAddresses = { '.', ':' };

    private static string? Text(JToken? token) => token is JValue { Value: not null } value ? Convert.ToString(value.Value, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<JObject> Objects(JToken? list) => list is JArray array ? array.OfType<JObject>() : Enumerable.Empty<JObject>();

    private static ScannedPort? Found(JToken? address, JToken? port, string? protocol, PortState state, JToken? at, string? service = null, string? host = null) =>
        Address(Text(address)) is string found && Port(Text(port)) is > 0 and int number
            ? new ScannedPort(found, number, string.Equals(protocol, "udp", StringComparison.OrdinalIgnoreCase) || string.Equals(protocol, "quic", StringComparison.OrdinalIgnoreCase), state, Time(Text(at))) { Service = ScanServices.Find(service), HostName = HostName(host) }
            : null;

    private static IEnumerable<ScannedPort> Masscan(JObject record)
    {
        IEnumerable<JObject> ports = record["ports"] is JArray ? Objects(record["ports"]) : new[] { record };
        foreach (JObject port in ports)
        {
            // A banner has no status; it was sent over an open port.
            string? status = Text(port["status"]) ?? Text((port["data"] as JObject)?["status"]);
            PortState? state = status switch { "open" or null => PortState.Open, "closed" => PortState.Closed, _ => null };
            string? service = Text((port["service"] as JObject)?["name"]) ?? Text((port["data"] as JObject)?["service_name"]);
            if (state is PortState known && Found(record["ip"], port["port"], Text(port["proto"]), known, record["timestamp"], service) is ScannedPort found)
            {
                yield return found;
            }
        }
    }

    private static ScannedPort[] Naabu(JObject record)
    {
        // Earlier versions wrote the port as an object, with 0 for TCP and 1 for UDP.
        JObject? old = record["port"] as JObject;
        string? protocol = old is null ? Text(record["protocol"]) : Text(old["Protocol"]) == "1" ? "udp" : "tcp";
        return Found(record["ip"] ?? record["host"], old?["Port"] ?? record["port"], protocol, PortState.Open, record["timestamp"], null, Text(record["host"])) is ScannedPort found
            ? new[] { found }
            : Array.Empty<ScannedPort>();
    }

    private static IEnumerable<ScannedPort> Zgrab2(JObject record)
    {
        foreach (JProperty module in (record["data"] as JObject)?.Properties() ?? Enumerable.Empty<JProperty>())
        {
            if (module.Value is not JObject answer || Text(answer["status"]) != Success)
            {
                continue; // Whether the port was open, an error does not show.
            }

            string? protocol = Text(answer["protocol"]);
            JToken? port = answer["port"] ?? (ScanServices.UsualPort(protocol ?? module.Name) is > 0 and int usual ? new JValue(usual) : null);
            if (Found(record["ip"], port, "tcp", PortState.Open, answer["timestamp"], protocol ?? module.Name, Text(record["domain"])) is ScannedPort found)
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<ScannedPort> Shodan(JObject record)
    {
        JObject[] banners = record["data"] is JArray ? Objects(record["data"]).ToArray() : new[] { record };
        HashSet<int> seen = new();
        foreach (JObject banner in banners)
        {
            string? module = Text((banner["_shodan"] as JObject)?["module"]);
            string? service = module is not null && ScanServices.Find(module) == "http" && banner["ssl"] is not null ? "https" : module;
            if (Found(banner["ip_str"] ?? record["ip_str"], banner["port"], Text(banner["transport"]), PortState.Open, banner["timestamp"] ?? record["last_update"], service) is ScannedPort found)
            {
                seen.Add(found.Port);
                yield return found;
            }
        }

        // The list of ports does not say of which protocol: where a banner was left out, it may be either.
        foreach (JToken port in record["ports"] as JArray ?? new JArray())
        {
            if (Found(record["ip_str"], port, "tcp", PortState.Open, record["last_update"]) is ScannedPort listed && !seen.Contains(listed.Port))
            {
                yield return listed;
            }
        }
    }

    private static IEnumerable<JObject> Hosts(JObject record)
    {
        JToken? inner = record["result"] ?? record["host"] ?? record["resource"];
        return inner is not JObject whole ? new[] { record }
            : whole["hits"] is JArray hits ? hits.OfType<JObject>().SelectMany(Hosts)
            : whole["resource"] is JObject resource ? new[] { resource }
            : new[] { whole };
    }

    private static IEnumerable<ScannedPort> Censys(JObject host)
    {
        foreach (JObject service in Objects(host["services"]))
        {
            string? name = Text(service["extended_service_name"]) ?? Text(service["service_name"]) ?? Text(service["protocol"]);
            JToken? at = service["observed_at"] ?? service["scan_time"] ?? host["last_updated_at"];
            if (Found(host["ip"], service["port"], Text(service["transport_protocol"]), PortState.Open, at, name) is ScannedPort found)
            {
                yield return found;
            }
        }
    }
}
