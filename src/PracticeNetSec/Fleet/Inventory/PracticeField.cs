// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Fleet.Inventory;

/// <summary>Assigns one text of an inventory to its field, or reports what is wrong with it.</summary>
internal static class PracticeField
{
    private static readonly char[] Separators = { ' ', ',', '|', '/', '\t' };
    private static readonly char[] AddressMarks = { '.', ':' };
    private static readonly char[] LineEnds = { '\n', '\r' };
    private static readonly char[] ContactSeparators = { '|', '\n', '\r' };
    private static readonly char[] ForwardSeparators = { ' ', ',', '|', '\t', '\n', '\r' };

    private const int FingerprintDigits = 64; // SHA-256

    // KBV, IT-Sicherheitsrichtlinie (§ 390 SGB V): up to 5, 6 to 20, more than 20 people constantly working with data.
    private const int MaxSmall = 5;
    private const int MaxMedium = 20;

    private static readonly string[] DateFormats = { "yyyy-MM-dd", "dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ssZ" };

    private static readonly Lazy<Dictionary<string, string>> Lands =
        new(() => EmbeddedData.Read<Dictionary<string, string>>("laender.json"));

    private static readonly Lazy<Dictionary<string, string[]>> Sizes =
        new(() => EmbeddedData.Read<Dictionary<string, string[]>>("practice-sizes.json"));

    private static readonly Lazy<Dictionary<string, string[]>> Lines =
        new(() => EmbeddedData.Read<Dictionary<string, string[]>>("line-kinds.json"));

    /// <summary>Sets the field; returns what is wrong, or null.</summary>
    public static string? Set(Practice practice, string column, string text)
    {
        switch (column)
        {
            case nameof(Practice.PracticeId): practice.PracticeId = OneLine(text); return null;
            case nameof(Practice.Name): practice.Name = OneLine(text); return null;
            case nameof(Practice.Contacts): return SetContacts(practice, text);
            case nameof(Practice.RouterModel): practice.RouterModel = OneLine(text); return null;
            case nameof(Practice.RouterSerialNumber): practice.RouterSerialNumber = OneLine(text); return null;
            case nameof(Practice.RouterCertificate): return SetCertificate(practice, text);
            case nameof(Practice.IntendedForwards): return SetForwards(practice, text);
            case nameof(Practice.SizeClass): return SetSize(practice, text);
            case nameof(Practice.Line): return SetLine(practice, text);
            case nameof(Practice.AuthorizedBy): practice.AuthorizedBy = OneLine(text); return null;
            case nameof(Practice.Land): return SetLand(practice, text);
            case nameof(Practice.PostalCode): return SetPostalCode(practice, text);
            case nameof(Practice.WanAddress): return SetWan(practice, text, column);
            case nameof(Practice.FurtherWanAddresses): return AddWan(practice, text.Split(Separators, StringSplitOptions.RemoveEmptyEntries), column);
            case nameof(Practice.RouterAddress): return SetHost(text, host => practice.RouterAddress = host, column);
            case nameof(Practice.Servers): return SetServers(practice, text);
            case nameof(Practice.IntendedPorts): return SetPorts(practice, text);
            case nameof(Practice.AuthorizedUntil): return SetUntil(practice, text);
            default: throw new ArgumentOutOfRangeException(nameof(column), column, "No such field.");
        }
    }

    /// <summary>The two-letter code of a Land given by code or by name; null when it is neither.</summary>
    public static string? LandCode(string text) =>
        Lands.Value.FirstOrDefault(land => Same(land.Key, text) || Same(land.Value, text)).Key;

    private static string OneLine(string text) => string.Join(" ", text.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries));

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static string? SetLand(Practice practice, string text)
    {
        practice.Land = LandCode(text);
        return practice.Land is null
            ? $"Land '{text}' is not known: use a two-letter code such as NI, or the name such as Niedersachsen."
            : null;
    }

    private static string? SetPostalCode(Practice practice, string text)
    {
        // Spreadsheets drop the leading zero of eastern postal codes.
        string digits = text.PadLeft(5, '0');
        practice.PostalCode = digits;
        return digits.Length == 5 && digits.All(char.IsDigit) ? null : $"PostalCode '{text}' is not a German postal code of five digits.";
    }

    private static string? SetHost(string text, Action<string> set, string column)
    {
        set(text);
        return Uri.CheckHostName(text) == UriHostNameType.Unknown || HostAddress.LooksLikeBrokenAddress(text)
            ? $"{column} '{text}' is neither a host name nor an IP address."
            : null;
    }

    /// <summary>Where several addresses or full names are given, the first is the main line; words without a dot are one text with an error.</summary>
    private static string? SetWan(Practice practice, string text, string column)
    {
        string[] hosts = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return hosts.Length < 2 || hosts.Any(host => host.IndexOfAny(AddressMarks) < 0) ? SetHost(text, host => practice.WanAddress = host, column)
            : SetHost(hosts[0], host => practice.WanAddress = host, column) ?? AddWan(practice, hosts.Skip(1), column);
    }

    private static string? AddWan(Practice practice, IEnumerable<string> hosts, string column)
    {
        foreach (string host in hosts)
        {
            if (host.IndexOfAny(AddressMarks) < 0)
            {
                return $"{column} '{host}' is neither an IP address nor a full host name: leave the field empty where there is no other connection.";
            }

            if (SetHost(host, _ => practice.FurtherWanAddresses = practice.FurtherWanAddresses.Append(host).Distinct(StringComparer.OrdinalIgnoreCase).ToArray(), column) is string wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static string? SetServers(Practice practice, string text)
    {
        practice.Servers = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        string? wrong = practice.Servers.FirstOrDefault(server => Uri.CheckHostName(server) == UriHostNameType.Unknown);
        return wrong is null ? null : $"Servers: '{wrong}' is neither a host name nor an IP address.";
    }

    private static string? SetPorts(Practice practice, string text)
    {
        List<int> ports = new();
        foreach (string part in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is < 1 or > 65535)
            {
                return $"IntendedPorts: '{part}' is not a TCP port (1 to 65535).";
            }

            ports.Add(port);
        }

        practice.IntendedPorts = practice.IntendedPorts.Concat(ports).Distinct().ToArray();
        return null;
    }

    private static string? SetCertificate(Practice practice, string text)
    {
        string digits = new(text.Where(character => character is not (':' or ' ' or '-')).ToArray());
        practice.RouterCertificate = digits;
        return digits.Length == FingerprintDigits && digits.All(Uri.IsHexDigit)
            ? null
            : $"RouterCertificate '{text}' is not a SHA-256 fingerprint of 64 hexadecimal digits.";
    }

    private static string? SetContacts(Practice practice, string text)
    {
        // A contact may hold blanks and commas ("Müller, Eva <eva@praxis.example>"), so only bars and line ends separate them.
        practice.Contacts = text.Split(ContactSeparators, StringSplitOptions.RemoveEmptyEntries).Select(contact => contact.Trim()).Where(contact => contact.Length > 0).ToArray();
        practice.Contact = practice.Contacts.FirstOrDefault();
        return null;
    }

    private static string? SetForwards(Practice practice, string text)
    {
        List<PracticeForward> forwards = new();
        foreach (string part in text.Split(ForwardSeparators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (PracticeForward.TryParse(part) is not PracticeForward forward)
            {
                return $"IntendedForwards: '{part}' is not a forward: write 443, 8080-8089, udp/500 or 443>192.168.2.10:443.";
            }

            forwards.Add(forward);
        }

        practice.IntendedForwards = forwards.ToArray();
        practice.IntendedPorts = practice.IntendedPorts.Concat(forwards.SelectMany(forward => forward.TcpPorts)).Distinct().ToArray();
        return null;
    }

    private static string? SetSize(Practice practice, string text)
    {
        string? name = Sizes.Value.FirstOrDefault(size => size.Value.Any(word => Same(word, text))).Key;
        bool counted = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int people) && people > 0;
        practice.SizeClass = name is not null ? (PracticeSize)Enum.Parse(typeof(PracticeSize), name)
            : !counted ? PracticeSize.Undetermined
            : people <= MaxSmall ? PracticeSize.Small
            : people <= MaxMedium ? PracticeSize.Medium
            : PracticeSize.Large;
        return practice.SizeClass == PracticeSize.Undetermined
            ? $"SizeClass '{text}' is not known: write Praxis, mittlere Praxis, Großpraxis, or the number of people who work with data."
            : null;
    }

    // Kinds of lines that have IPv6 by what they are: DS-Lite carries IPv4 over it (RFC 6333).
    private static readonly string[] VersionSixLines = { "DS-Lite", "DSLite", "Dual Stack", "DualStack" };

    private static string? SetLine(Practice practice, string text)
    {
        string? name = Lines.Value.FirstOrDefault(line => line.Value.Any(word => Same(word, text))).Key;
        practice.HasIPv6 = VersionSixLines.Any(word => Same(word, text));
        practice.Line = name is null ? LineKind.Undetermined : (LineKind)Enum.Parse(typeof(LineKind), name);
        return name is null ? $"Line '{text}' is not known: write own address, DS-Lite, CGNAT or cascade." : null;
    }

    private static string? SetUntil(Practice practice, string text)
    {
        bool good = DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset until);
        practice.AuthorizedUntil = good ? until : null;
        return good ? null : $"AuthorizedUntil '{text}' is not a date: write 2027-12-31 or 31.12.2027.";
    }
}
