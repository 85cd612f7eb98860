// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using PracticeNetSec.Files;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>
/// Reads the notices that CERT-Bund sends to network operators and that providers forward: address, time, and either the malware that was seen there
/// or, by the notice's subject, a service that answered. What CERT-Bund reports comes from Shadowserver and others; the types are the same.
/// </summary>
internal static class AbuseNotice
{
    private const string CertBund = "CERT-Bund";
    private const string Provider = "provider notice";
    private const string Infection = "event4_sinkhole";

    private static readonly string[] TimeFormats = { "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss'Z'", "yyyy-MM-ddTHH:mm:ss'Z'", "yyyy-MM-dd HH:mm:ss 'UTC'" };

    private static readonly string[] ZonedFormats = { "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-dd HH:mm:ss zzz", "dd.MM.yyyy HH:mm:ss zzz" };

    private static readonly char[] OfAddresses = { '.', ':' };

    private static readonly char[] Between = { ' ', '/', '_', '.', ',', ':', '(', ')', '[', ']', '#', '"', '\'' };

    // Notices about open services name no port: each is about the usual one.
    private static readonly Dictionary<string, int> UsualPorts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["chargen"] = 19,
        ["qotd"] = 17,
        ["dns"] = 53,
        ["domain"] = 53,
        ["tftp"] = 69,
        ["sunrpc"] = 111,
        ["portmapper"] = 111,
        ["ntp"] = 123,
        ["netbios-ns"] = 137,
        ["snmp"] = 161,
        ["ldap"] = 389,
        ["ipmi"] = 623,
        ["asf-rmcp"] = 623,
        ["ms-sql-m"] = 1434,
        ["ssdp"] = 1900,
        ["mdns"] = 5353,
        ["memcached"] = 11211,
        ["memcache"] = 11211,
        ["telnet"] = 23,
        ["ftp"] = 21,
        ["microsoft-ds"] = 445,
        ["ms-wbt-server"] = 3389,
        ["rfb"] = 5900,
        ["mongod"] = 27017,
        ["redis"] = 6379,
        ["elasticsearch"] = 9200,
        ["afp"] = 548,
        ["rsync"] = 873,
        ["mysql"] = 3306,
        ["postgresql"] = 5432,
        ["ms-sql-s"] = 1433,
        ["cwmp"] = 7547,
        ["nat-pmp"] = 5351,
        ["docker"] = 2375,
    };

    /// <summary>Reads a notice.</summary>
    /// <param name="path">A CSV file, or the text of a mail.</param>
    /// <param name="typeName">A type of Shadowserver's table, where the notice does not show what it is about; else null.</param>
    /// <exception cref="InputException"><c>NoticeWithoutTable</c>, <c>NoticeWithoutType</c>, <c>UnknownReportType</c>.</exception>
    /// <exception cref="InvalidDataException">A line or the file is too long.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<ShadowserverRow> Read(string path, string? typeName)
    {
        string name = Path.GetFileName(path);
        ReportType? stated = typeName is null ? null : ReportCatalog.Shipped.Find(typeName) ?? ReportCatalog.Shipped.OfTag(typeName)
            ?? throw new InputException("UnknownReportType", $"'{InputException.Quote(typeName)}' is no type of report that is known here. Give one such as scan_snmp or scan_rdp; Import-ShadowserverReport describes them.");
        using StreamReader text = InputFile.OpenText(path);
        NoticeTable table = new(text);
        foreach ((int line, IReadOnlyDictionary<string, string> cells) in table.Read())
        {
            ReportType type = stated ?? TypeOf(cells, table, name)
                ?? throw new InputException("NoticeWithoutType", $"'{InputException.Quote(name)}', line {line}: neither the table nor the subject or the file's name says what was found at the addresses. Give it with -Type, for instance scan_snmp.");
            yield return Row(line, cells, type, table);
        }

        if (!table.HasHeading)
        {
            throw new InputException("NoticeWithoutTable", $"'{InputException.Quote(name)}' has no line that heads a table with an address (ip) and a time (timestamp). Save the attached CSV file, or the mail as text with its line 'Format: ASN | IP | Timestamp (UTC)'.");
        }
    }

    private static ReportType? TypeOf(IReadOnlyDictionary<string, string> cells, NoticeTable table, string fileName) =>
        cells.TryGetValue(NoticeTable.Malware, out string? malware) && malware.Length > 0
            ? ReportCatalog.Shipped.Find(Infection)
            : table.Subjects.Append(Path.GetFileNameWithoutExtension(fileName)).SelectMany(text => text.Split(Between, StringSplitOptions.RemoveEmptyEntries)).SelectMany(word => word.Split('-').Prepend(word))
                .Select(ReportCatalog.Shipped.OfTag)
                .FirstOrDefault(type => type is not null && type.Kind is ReportedKind.AccessibleService or ReportedKind.VulnerableService);

    private static ShadowserverRow Row(int line, IReadOnlyDictionary<string, string> cells, ReportType type, NoticeTable table)
    {
        string address = Cell(cells, NoticeTable.Address);
        DateTimeOffset? at = TimeOf(Cell(cells, NoticeTable.Time), table.IsUtc);
        string malware = DeviceText.Clean(Cell(cells, NoticeTable.Malware));
        string protocol = Cell(cells, NoticeTable.Protocol).ToLowerInvariant();
        IPAddress? parsed = address.IndexOfAny(OfAddresses) >= 0 && IPAddress.TryParse(address, out IPAddress? found) ? found : null;
        string portText = Cell(cells, NoticeTable.Port);
        int port = type.HasOptionalPort ? 0 : portText.Length == 0 ? UsualPorts.TryGetValue(type.Service, out int usual) || UsualPorts.TryGetValue(type.Subject, out usual) ? usual : 0
            : int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out int given) && given <= 65535 ? given : 0;
        return new ShadowserverRow
        {
            Line = line,
            Type = type,
            Address = parsed?.ToString() ?? "",
            SeenAt = at ?? default,
            Until = at ?? default,
            Protocol = protocol.Length > 0 && !type.HasOptionalPort ? protocol : type.Protocol,
            Port = port,
            Tag = type.Subject,
            Severity = type.Severity == Severity.Information ? "info" : type.Severity.ToString().ToLowerInvariant(),
            Compromise = type.Kind is ReportedKind.EventFromInside or ReportedKind.CompromisedHost ? (malware.Length > 0 ? malware : type.Subject) : "",
            Vulnerability = type.Kind == ReportedKind.VulnerableService ? string.Join(", ", type.Cves.DefaultIfEmpty(type.Subject)) : "",
            Reporter = table.IsOfCertBund ? CertBund : Provider,
            Error = parsed is null ? $"'{DeviceText.Clean(address)}' is no IP address."
                : at is null ? $"'{DeviceText.Clean(Cell(cells, NoticeTable.Time))}' is no time of a known zone (2026-11-03 04:05:06 in UTC, or with a zone such as +01:00)."
                : port == 0 && !type.HasOptionalPort ? $"the notice names no port, and {type.Name} has no usual one."
                : null,
        };
    }

    /// <summary>A time in UTC or with its zone. A time of another zone that is not stated is none: an hour decides whose address it was.</summary>
    private static DateTimeOffset? TimeOf(string text, bool isUtc) =>
        DateTimeOffset.TryParseExact(text, ZonedFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset zoned) ? zoned.ToUniversalTime()
        : isUtc && DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at
        : null;

    private static string Cell(IReadOnlyDictionary<string, string> cells, string name) => cells.TryGetValue(name, out string? cell) ? cell : "";
}
