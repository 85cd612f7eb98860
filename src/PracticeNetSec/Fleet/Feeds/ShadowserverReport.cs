// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using CsvHelper;
using CsvHelper.Configuration;
using PracticeNetSec.Assessment;
using PracticeNetSec.Files;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>
/// Reads Shadowserver's reports on accessible services (CSV; columns as documented at
/// shadowserver.org/what-we-do/network-reporting: timestamp in UTC, ip, protocol, port, hostname, tag, and what the
/// service reports). A report lists only what answered: what is missing in it proves nothing.
/// </summary>
public static class ShadowserverReport
{
    private const string SourceName = "Shadowserver";
    private const int MaxDetailLength = 200;

    // The name of a report's file identifies its service; older reports have no tag column.
    // With the name in IANA's registry: it counts whatever the port, because Shadowserver asked the service.
    private static readonly Dictionary<string, string> Services = new(StringComparer.OrdinalIgnoreCase)
    {
        ["smb"] = "microsoft-ds",
        ["snmp"] = "snmp",
        ["rdp"] = "ms-wbt-server",
        ["ftp"] = "ftp",
        ["telnet"] = "telnet",
        ["http"] = "http",
        ["vnc"] = "rfb",
        ["mysql"] = "mysql",
        ["postgres"] = "postgresql",
        ["rsync"] = "rsync",
        ["afp"] = "afp",
        ["ldap_tcp"] = "ldap",
        ["mongodb"] = "mongod",
        ["elasticsearch"] = "elasticsearch",
        ["redis"] = "redis",
        ["docker"] = "docker",
    };
    private static readonly string[] TimeFormats = { "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ssZ", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-dd HH:mm:ss'+00:00'" };

    // What each report states about the service, in the order in which it is shown.
    private static readonly string[] DetailColumns = { "smb_version_string", "smbv1_support", "sysdesc", "sysname", "rdp_protocol", "banner", "http_server", "server", "http_title", "version" };

    /// <summary>Reads a report line by line; an invalid line is returned with an error, the others are read.</summary>
    /// <param name="path">A CSV file; its name identifies the service where the lines do not.</param>
    /// <exception cref="InvalidDataException">The file is no Shadowserver report.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<ShadowserverRow> Read(string path)
    {
        using StreamReader reader = InputFile.OpenText(path);
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture) { BadDataFound = null, MaxFieldSize = 1024 * 1024, TrimOptions = TrimOptions.Trim };
        using CsvParser parser = new(reader, configuration);
        Dictionary<string, int> columns = parser.Read() ? Columns(parser.Record!) : new();
        if (!columns.ContainsKey("timestamp") || !columns.ContainsKey("ip") || !columns.ContainsKey("port"))
        {
            throw new InvalidDataException("The file is no Shadowserver report on accessible services: its first line must name timestamp, ip and port.");
        }

        string service = Services.Keys.FirstOrDefault(name => Path.GetFileName(path).IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0) ?? "";
        while (parser.Read())
        {
            string[] fields = parser.Record!;
            if (fields.Any(field => field.Length > 0))
            {
                yield return ReadRow(parser.RawRow, service, column => columns.TryGetValue(column, out int index) && index < fields.Length ? fields[index] : "");
            }
        }
    }

    /// <summary>Assesses what a report states about one address on one day, by the same rules as a measurement from outside.</summary>
    /// <param name="rows">Good lines of one address.</param>
    /// <param name="practice">The practice that had the address then; null when none is known.</param>
    public static RouterExposure Assess(IReadOnlyList<ShadowserverRow> rows, Practice? practice)
    {
        ShadowserverRow first = rows[0];
        ShadowserverRow? known = rows.FirstOrDefault(row => row.Model is not null);
        return RouterAssessor.Expose(new RouterObservation
        {
            PracticeId = practice?.PracticeId ?? "",
            Practice = practice,
            ComputerName = first.Address,
            WanAddress = first.Address,
            Vantage = Vantage.Recorded,
            StartedAt = rows.Min(row => row.SeenAt),
            EndedAt = rows.Max(row => row.SeenAt),
            Sources = rows.Select(Source).ToArray(),
            Ports = rows.Where(row => row.Protocol == "tcp").GroupBy(row => row.Port).OrderBy(same => same.Key).Select(Port).ToArray(),
            Identity = known is null ? new RouterIdentity() : new RouterIdentity
            {
                Vendor = known.Vendor,
                Model = known.Model,
                Confidence = Confidence.Low,
                Evidence = new[] { EvidenceOf.IdentityShadowserver(known.Tag, SourceName, known.SeenAt) },
            },
        });
    }

    private static Dictionary<string, int> Columns(string[] header)
    {
        Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < header.Length; index++)
        {
            columns[header[index].Trim('\uFEFF')] = index;
        }

        return columns;
    }

    private static ShadowserverRow ReadRow(int line, string service, Func<string, string> field)
    {
        string protocol = field("protocol").ToLowerInvariant();
        string tag = field("tag").Split(';')[0];
        ShadowserverRow row = new()
        {
            Line = line,
            Protocol = protocol.Length > 0 ? protocol : service == "snmp" ? "udp" : "tcp",
            Tag = DeviceText.Clean(tag.Length > 0 ? tag : service),
            HostName = Shown(field("hostname")),
            Vendor = Shown(field("device_vendor")),
            Model = Shown(field("device_model")),
            Detail = string.Join(", ", DetailColumns.Select(column => (column, text: DeviceText.Clean(field(column)))).Where(detail => detail.text.Length > 0).Select(detail => $"{detail.column} {detail.text}")),
        };
        row.Detail = row.Detail.Length > MaxDetailLength ? row.Detail.Substring(0, MaxDetailLength) : row.Detail;
        bool address = IPAddress.TryParse(field("ip"), out IPAddress? ip);
        row.Address = address ? ip!.ToString() : "";
        bool port = int.TryParse(field("port"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 65535;
        row.Port = number;
        bool time = DateTimeOffset.TryParseExact(field("timestamp"), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at);
        row.SeenAt = at;
        row.Error = !address ? $"'{DeviceText.Clean(field("ip"))}' is no IP address (column ip)."
            : !port ? $"'{DeviceText.Clean(field("port"))}' is no port (column port)."
            : !time ? $"'{DeviceText.Clean(field("timestamp"))}' is no time (column timestamp)."
            : row.Protocol is not ("tcp" or "udp") ? $"'{DeviceText.Clean(protocol)}' is neither tcp nor udp (column protocol)."
            : null;
        return row;
    }

    private static string? Shown(string text) => DeviceText.Clean(text) is { Length: > 0 } clean ? clean : null;

    private static PortResult Port(IGrouping<int, ShadowserverRow> same) => new()
    {
        ComputerName = same.First().Address,
        Address = same.First().Address,
        Port = same.Key,
        State = PortState.Open,
        Service = ServiceNames.Find(same.Key),
        IdentifiedService = same.Select(row => Services.TryGetValue(row.Tag.Split('-')[0], out string? service) ? service : null).FirstOrDefault(service => service is not null),
        StartedAt = same.Min(row => row.SeenAt),
        EndedAt = same.Max(row => row.SeenAt),
    };

    private static SourceReport Source(ShadowserverRow row) => new()
    {
        Source = SourceName,
        Complete = true,
        Detail = row.Detail.Length > 0
            ? EvidenceOf.ShadowserverAnsweredWith(row.Tag, Place(row), row.SeenAt, row.Detail, SourceName, row.SeenAt)
            : EvidenceOf.ShadowserverAnswered(row.Tag, Place(row), row.SeenAt, SourceName, row.SeenAt),
    };

    private static string Place(ShadowserverRow row) => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", row.Protocol, row.Port);
}
