// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>
/// What a configuration file shows. Names, descriptions, comments and anything else that people type are not kept: passwords are found in
/// them, too.
/// </summary>
internal sealed class ConfigurationReading
{
    private const int MaxEntries = 10_000;
    private const int MaxUnread = 20; // further ones say no more

    // Ways to write TCP and UDP, or all protocols.
    private static readonly Dictionary<string, string[]> Protocols = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = new[] { "any" },
        ["any"] = new[] { "any" },
        ["all"] = new[] { "any" },
        ["ip"] = new[] { "any" },
        ["tcp"] = new[] { "tcp" },
        ["udp"] = new[] { "udp" },
        ["6"] = new[] { "tcp" },
        ["17"] = new[] { "udp" },
        ["tcp/udp"] = new[] { "tcp", "udp" },
        ["tcpudp"] = new[] { "tcp", "udp" },
        ["tcp udp"] = new[] { "tcp", "udp" },
        ["udp tcp"] = new[] { "tcp", "udp" },
    };

    private static readonly string[] Everyone = { "", "any", "0.0.0.0/0", "0.0.0.0", "::/0" };

    private static readonly char[] OfAddresses = { '.', ':' };

    private readonly List<Evidence> _unread = new();

    /// <param name="format">What the file is, such as <c>OPNsense config.xml</c>.</param>
    public ConfigurationReading(string format) => Format = format;

    /// <summary>What the file is.</summary>
    public string Format { get; }

    public string? Vendor { get; set; }

    public string? Model { get; set; }

    public string? SerialNumber { get; set; }

    public string? Firmware { get; set; }

    public List<PortForward> Forwards { get; } = new();

    /// <summary>What is let in over IPv6.</summary>
    public List<PortForward> Openings { get; } = new();

    public List<ManagementService> Management { get; } = new();

    public List<Evidence> DynamicPortMapping { get; } = new();

    /// <summary>What is stated beside: it decides nothing.</summary>
    public List<Evidence> Notes { get; } = new();

    /// <summary>Public addresses that the file names as the router's own.</summary>
    public HashSet<string> Addresses { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was not understood, or is missing: the table of forwards then is not the whole one.</summary>
    public IReadOnlyList<Evidence> Unread => _unread;

    /// <summary>True where the format is published, and the parts that decide are in the file.</summary>
    public bool HasWholeTable { get; set; }

    /// <summary>True where the configuration turns IPv6 off.</summary>
    public bool IsIPv6Off { get; set; }

    /// <summary>True where a rule lets everyone in to every machine over IPv6.</summary>
    public bool IsIPv6Unfiltered { get; set; }

    /// <summary>True where the forwards are all there are.</summary>
    public bool ForwardsComplete => HasWholeTable && _unread.Count == 0 && DynamicPortMapping.Count == 0;

    /// <summary>Notes what is not understood; of many, the first ones.</summary>
    public void Note(Evidence unread)
    {
        if (_unread.Count < MaxUnread)
        {
            _unread.Add(unread);
        }
    }

    public void NotUnderstood(string part, int line) => Note(EvidenceOf.ConfigurationEntryNotUnderstood(part, line));

    public void Missing(string part) => Note(EvidenceOf.ConfigurationPartMissing(part));

    /// <summary>A forward over IPv4, or a service of the router itself that is let in.</summary>
    public void AddForward(ForwardEntry entry) => Add(entry, Forwards);

    /// <summary>An opening over IPv6.</summary>
    public void AddOpening(ForwardEntry entry) => Add(entry, Openings);

    /// <summary>A public address of the router; any other text is passed over.</summary>
    public void AddAddress(string text)
    {
        if (Address(text.Split('/')[0]) is IPAddress address && !HostAddress.IsPrivate(address) && !IPAddress.IsLoopback(address) && !IPAddress.Any.Equals(address) && !IPAddress.IPv6Any.Equals(address))
        {
            Addresses.Add(address.ToString());
        }
    }

    private void Add(ForwardEntry entry, List<PortForward> list)
    {
        IReadOnlyList<PortSpan>? outside = PortSpan.TryParse(entry.OutsidePorts);
        IReadOnlyList<PortSpan>? inside = entry.InsidePorts.Length == 0 ? outside : PortSpan.TryParse(entry.InsidePorts);
        string? machine = entry.InsideAddress.Length == 0 ? null : Machine(entry.InsideAddress);
        if (outside is null || inside is null || (machine is null && entry.InsideAddress.Length > 0) || ProtocolsOf(entry.Protocol) is not string[] protocols)
        {
            NotUnderstood(entry.Part, entry.Line);
            return;
        }

        foreach (string? sender in Senders(entry))
        {
            foreach (string protocol in protocols)
            {
                foreach (PortSpan span in outside)
                {
                    // Several ports outside that lead to one inside, or to as many: the first port inside is that of the first outside.
                    int first = entry.InsidePorts.Length == 0 ? span.First : inside[0].First + (inside[0] == inside[inside.Count - 1] && outside.Count > 1 ? 0 : span.First - outside[0].First);
                    if (list.Count == MaxEntries)
                    {
                        Note(EvidenceOf.ConfigurationTooManyEntries(MaxEntries));
                        return;
                    }

                    list.Add(new PortForward
                    {
                        Protocol = protocol,
                        ExternalStart = span.First,
                        ExternalEnd = span.Last,
                        InternalAddress = machine,
                        InternalStart = Math.Max(1, Math.Min(first, PortSpan.All.Last)),
                        InternalEnd = Math.Max(1, Math.Min(first + span.Last - span.First, PortSpan.All.Last)),
                        RemoteAddress = sender,
                        Source = entry.Part,
                        Enabled = entry.Enabled,
                    });
                }
            }
        }
    }

    private static string[]? ProtocolsOf(string text)
    {
        string plain = text.Trim();
        return Protocols.TryGetValue(plain, out string[]? known) ? known
            : plain.Length <= 12 && plain.All(letter => char.IsLetterOrDigit(letter) || letter == '-') ? new[] { plain.ToLowerInvariant() }
            : null;
    }

    private string?[] Senders(ForwardEntry entry)
    {
        string[] senders = entry.Senders.Where(sender => !Everyone.Contains(sender, StringComparer.OrdinalIgnoreCase)).ToArray();
        if (senders.Length < entry.Senders.Count || senders.Length == 0)
        {
            return new string?[] { null };
        }

        if (!Array.TrueForAll(senders, IsNetwork))
        {
            Note(EvidenceOf.ConfigurationSendersNotUnderstood(entry.Part, entry.Line));
            return new string?[] { null };
        }

        return senders;
    }

    private static bool IsNetwork(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length <= 2 && Address(parts[0]) is not null
            && (parts.Length == 1 || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int prefix) && prefix <= 128));
    }

    private static string? Machine(string text)
    {
        // A host with its prefix, 2001:db8::10/128, is one machine.
        string[] parts = text.Split('/');
        return parts.Length <= 2 && (parts.Length == 1 || parts[1] is "32" or "128") ? Address(parts[0])?.ToString() : null;
    }

    /// <summary>.NET also takes a plain number for an address.</summary>
    private static IPAddress? Address(string text) => text.IndexOfAny(OfAddresses) >= 0 && IPAddress.TryParse(text, out IPAddress? address) ? address : null;
}
