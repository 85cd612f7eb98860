// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using CsvHelper;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>Turns the lines of one report into rows; the header and the file's name show the type.</summary>
internal sealed class ReportLineReader
{
    private const int MaxDetailLength = 200;
    private const int MaxNames = 20;
    private const int MaxTexts = 256;

    // Older reports have a time without a zone, which is UTC.
    private static readonly string[] TimeFormats = { "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ssZ", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-dd HH:mm:ss'+00:00'", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd" };

    // What each report states about the service, in the order in which it is shown.
    private static readonly string[] DetailColumns = { "smb_version_string", "smbv1_support", "sysdesc", "sysname", "rdp_protocol", "banner", "http_server", "server", "http_title", "version", "status", "detail" };

    // What names malware, the most specific first.
    private static readonly string[] CompromiseColumns = { "infection", "family" };

    private static readonly string[] SinceColumns = { "first_seen_time", "potential_exposure_time", "detected_since" };

    private static readonly Regex Cve = new(@"^CVE-\d{4}-\d{4,9}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly ReportCatalog _catalog;
    private readonly Dictionary<string, int> _columns;
    private readonly string _address;
    private readonly ReportType? _type;
    private readonly ReportType? _typeOfTag;
    private readonly ReportSign[] _signs;
    private readonly string[] _details;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>Reads the header.</summary>
    /// <exception cref="System.IO.InvalidDataException">It is not that of a report.</exception>
    /// <exception cref="InputException">The report says nothing about exposure.</exception>
    public ReportLineReader(ReportCatalog catalog, string fileName, string[] header)
    {
        _catalog = catalog;
        _columns = Columns(header);
        _type = catalog.OfFile(fileName);
        UnknownType = _type is null ? catalog.UnknownTypeOf(fileName) : null;
        _type ??= UnknownType is null ? catalog.OfColumns(_columns.Keys) : null;
        _typeOfTag = catalog.OfTagIn(fileName);
        _address = new[] { _type?.Address ?? "ip", "ip", "src_ip" }.FirstOrDefault(_columns.ContainsKey) ?? "";
        if (_columns.ContainsKey("timestamp") && _type?.Kind == ReportedKind.Context)
        {
            throw new InputException("ReportNamesNoExposure", $"'{InputException.Quote(fileName)}' is a report of the type {_type.Name}. {Refusal(_type.Meaning)}");
        }

        if (!_columns.ContainsKey("timestamp") || _address.Length == 0 || !(_columns.ContainsKey("port") || UnknownType is not null || _type?.HasOptionalPort == true))
        {
            throw new System.IO.InvalidDataException("The file is no Shadowserver report about addresses: its first line must name timestamp, ip (or src_ip) and, for services, port.");
        }

        _signs = catalog.Signs.Where(sign => _columns.ContainsKey(sign.Column)).ToArray();
        _details = DetailColumns.Where(_columns.ContainsKey).ToArray();
    }

    /// <summary>The type that the file's name gives and the table does not have.</summary>
    public string? UnknownType { get; }

    /// <summary>The address of the current line alone, as results name it; empty for what is none.</summary>
    public string AddressOf(CsvParser line) => IPAddress.TryParse(Field(line, _address), out IPAddress? address) ? address.ToString() : "";

    /// <summary>The current line.</summary>
    public ShadowserverRow Read(CsvParser line)
    {
        string[] tags = Field(line, "tag").Split(';').Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Take(MaxNames).ToArray();
        ReportType? type = _type ?? (UnknownType is null ? tags.Select(_catalog.OfTag).FirstOrDefault(found => found is not null) ?? _typeOfTag : null);
        string protocol = Field(line, "protocol").ToLowerInvariant();
        ShadowserverRow row = new()
        {
            Line = line.RawRow,
            Type = type,
            UnknownType = UnknownType is null ? null : DeviceText.Clean(UnknownType),
            Protocol = protocol.Length > 0 ? protocol : type?.Protocol ?? ServiceNames.Tcp,
            Tag = tags.Length > 0 ? DeviceText.Clean(tags[0]) : type?.Subject ?? "",
            HostName = Shown(line, "hostname"),
            Vendor = Shown(line, "device_vendor"),
            Model = Shown(line, "device_model"),
            Detail = Detail(line),
            Severity = Severity(line, type),
            Address = AddressOf(line),
        };

        // Line after line says the same; a feed of a whole network is kept in part, and equal texts once.
        row.Protocol = Once(row.Protocol);
        row.Tag = Once(row.Tag);
        row.Severity = Once(row.Severity);
        row.Detail = Once(row.Detail);
        DateTimeOffset? at = TimeOf(Field(line, "timestamp"));
        row.SeenAt = at ?? default;
        Classify(row, line, type, tags);
        ReadTimes(row, line);
        row.Error = row.Address.Length == 0 ? $"'{Quoted(line, _address)}' is no IP address (column {_address})."
            : at is null ? $"'{Quoted(line, "timestamp")}' is no time (column timestamp)."
            : UnknownType is not null ? null
            : ReadPort(row, line, type);
        return row;
    }

    /// <summary>A time in UTC; null for what is none.</summary>
    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null;

    private static string Refusal(ContextMeaning meaning) => meaning switch
    {
        ContextMeaning.MalwareContact => "Its addresses are those that malware contacted in a laboratory, time servers and other harmless ones among them; it shows nothing that is exposed there. Nothing was imported.",
        ContextMeaning.MalwareSource => "Its addresses are those of links that spread malware or that spam advertises; it shows nothing that is exposed there. Nothing was imported; where an address is a practice's, examine its web server.",
        ContextMeaning.AttackTarget => "Its addresses were attacked; it shows nothing that is exposed there. Nothing was imported.",
        _ => "It names accounts or organisations and no addresses, so no line can be matched to a practice's connection. Nothing was imported; read it yourself, because it may name a practice's account.",
    };

    private static Dictionary<string, int> Columns(string[] header)
    {
        Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < header.Length; index++)
        {
            columns[header[index].Trim('\uFEFF')] = index;
        }

        return columns;
    }

    /// <summary>What the line states beyond an answer: the type's kind, the CVE numbers among its tags, and the signs of the table.</summary>
    private void Classify(ShadowserverRow row, CsvParser line, ReportType? type, string[] tags)
    {
        if (type is null)
        {
            return;
        }

        ReportSign[] shown = _signs.Where(sign => (sign.Column == "tag" ? tags : new[] { Field(line, sign.Column) }).Contains(sign.Value, StringComparer.OrdinalIgnoreCase)).ToArray();
        string[] vulnerabilities = tags.Where(tag => Cve.IsMatch(tag)).Concat(shown.Where(sign => sign.Kind == ReportedKind.VulnerableService).Select(sign => sign.Name)).DefaultIfEmpty()
            .SelectMany(name => name is null ? type.Cves : new[] { name }).Select(name => Cve.IsMatch(name) ? name.ToUpperInvariant() : name).Distinct().ToArray();
        bool compromised = shown.Any(sign => sign.Kind == ReportedKind.CompromisedHost) || (type.Kind == ReportedKind.CompromisedHost && !shown.Any(sign => sign.Kind == ReportedKind.VulnerableService));
        row.Vulnerability = vulnerabilities.Length > 0 ? string.Join(", ", vulnerabilities) : type.Kind == ReportedKind.VulnerableService ? row.Tag : "";
        row.Compromise = !compromised && type.Kind != ReportedKind.EventFromInside ? ""
            : CompromiseColumns.Select(column => Shown(line, column)).Concat(shown.Where(sign => sign.Kind == ReportedKind.CompromisedHost).Select(sign => (string?)sign.Name))
                .FirstOrDefault(name => name is not null) ?? row.Tag;
    }

    private void ReadTimes(ShadowserverRow row, CsvParser line)
    {
        DateTimeOffset[] first = SinceColumns.Select(column => TimeOf(Field(line, column))).OfType<DateTimeOffset>().Where(time => time <= row.SeenAt).ToArray();
        row.Since = first.Length > 0 ? first.Min() : null;
        row.Until = TimeOf(Field(line, "last_seen_time")) is DateTimeOffset last && last >= row.Since ? last : row.SeenAt;
    }

    /// <summary>Reads the port that answered; returns what is wrong with it.</summary>
    private string? ReadPort(ShadowserverRow row, CsvParser line, ReportType? type)
    {
        // The port of an event is the sender's own, which is not open.
        string text = type?.Kind == ReportedKind.EventFromInside ? "" : Field(line, "port");
        if (type?.HasOptionalPort == true && text is "" or "0")
        {
            return null;
        }

        bool isPort = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 65535;
        row.Port = isPort ? number : 0;
        return !isPort ? $"'{DeviceText.Clean(text)}' is no port (column port)."
            : row.Protocol is not (ServiceNames.Tcp or ServiceNames.Udp) ? $"'{DeviceText.Clean(row.Protocol)}' is neither tcp nor udp (column protocol)."
            : null;
    }

    private string Detail(CsvParser line)
    {
        string detail = string.Join(", ", _details.Select(column => (column, text: DeviceText.Clean(Field(line, column)))).Where(shown => shown.text.Length > 0).Select(shown => $"{shown.column} {shown.text}"));
        return detail.Length > MaxDetailLength ? detail.Substring(0, MaxDetailLength) : detail;
    }

    private string Severity(CsvParser line, ReportType? type) =>
        Field(line, "severity").ToLowerInvariant() is "critical" or "high" or "medium" or "low" or "info" ? Field(line, "severity").ToLowerInvariant()
        : type is null ? ""
        : type.Severity == Model.Severity.Information ? "info"
        : type.Severity.ToString().ToLowerInvariant();

    private string Once(string text)
    {
        if (_texts.TryGetValue(text, out string? same))
        {
            return same;
        }

        if (_texts.Count < MaxTexts)
        {
            _texts.Add(text, text);
        }

        return text;
    }

    private string? Shown(CsvParser line, string column) => DeviceText.Clean(Field(line, column)) is { Length: > 0 } clean ? clean : null;

    private string Quoted(CsvParser line, string column) => DeviceText.Clean(Field(line, column));

    private string Field(CsvParser line, string column) => _columns.TryGetValue(column, out int index) && index < line.Count ? line[index] : "";
}
