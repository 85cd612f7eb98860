// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>OpenWrt: <c>uci export</c>, <c>uci show</c>, or a file of <c>/etc/config</c> (openwrt.org: UCI system, firewall configuration, uHTTPd, Dropbear, miniupnpd).</summary>
internal sealed class UciConfiguration
{
    public const string Format = "OpenWrt UCI";

    private const string Firewall = "firewall";
    private const string Wan = "wan";
    private const int MaxSections = 20_000;

    private static readonly Regex Package = new(@"^package\s+'?(?<name>[A-Za-z0-9_-]+)'?\s*$", RegexOptions.CultureInvariant);

    private static readonly Regex Section = new(@"^config\s+'?(?<type>[A-Za-z0-9_-]+)'?(\s+.*)?$", RegexOptions.CultureInvariant);

    private static readonly Regex Option = new(@"^(option|list)\s+'?(?<name>[A-Za-z0-9_-]+)'?\s+(?<value>.*)$", RegexOptions.CultureInvariant);

    // uci show: firewall.@redirect[0]=redirect, firewall.@redirect[0].src='wan'
    private static readonly Regex Shown = new(@"^(?<package>[a-z0-9_-]+)\.(?<section>@?[A-Za-z0-9_-]+(\[\d+\])?)(\.(?<name>[A-Za-z0-9_-]+))?=(?<value>.*)$", RegexOptions.CultureInvariant);

    // What is read; nothing else is kept.
    private static readonly string[] Kept =
    {
        "name", "network", "input", "forward", "masq", "src", "dest", "src_ip", "src_dport", "dest_ip", "dest_port", "proto", "target", "enabled", "family", "path",
        "listen_http", "listen_https", "Port", "Interface", "enable_upnp", "enable_natpmp", "enable", "disabled",
    };

    private static readonly string[] FirewallSections = { "defaults", "zone", "forwarding", "rule", "redirect", "include", "ipset", "nat", "helper" };

    private static readonly string[] Quoted = { "src_mac", "ipset", "extra", "time", "start_time", "stop_time", "mark", "limit", "utc_time", "weekdays", "helper" };

    private static readonly char[] Space = { ' ' };

    private readonly ConfigurationReading _reading = new(Format);
    private readonly List<(string Package, string Type, ConfigurationEntry Entry)> _sections = new();
    private readonly Dictionary<string, ConfigurationEntry> _shown = new(StringComparer.Ordinal);
    private string _package = "";
    private ConfigurationEntry? _entry;

    private UciConfiguration()
    {
    }

    /// <summary>True for a line that only such a file has.</summary>
    public static bool IsSign(string line) => Package.IsMatch(line)
        || (Section.Match(line) is { Success: true } section && (FirewallSections.Contains(section.Groups["type"].Value) || section.Groups["type"].Value is "uhttpd" or "dropbear" or "upnpd"))
        || (Shown.Match(line) is { Success: true } shown && shown.Groups["package"].Value is Firewall or "uhttpd" or "dropbear" or "upnpd" or "network");

    /// <summary>Reads it to its end.</summary>
    public static ConfigurationReading Read(BoundedLineReader lines, IEnumerable<(int Number, string Text)> first)
    {
        UciConfiguration file = new();
        foreach ((int number, string text) in first)
        {
            file.Take(text.Trim(), number);
        }

        while (lines.ReadLine() is string line)
        {
            file.Take(line.Trim(), lines.Line);
        }

        file.Understand();
        return file._reading;
    }

    private static string Plain(string value)
    {
        string trimmed = value.Trim();
        return trimmed.Length > 1 && trimmed[0] is '\'' or '"' ? trimmed.Trim(trimmed[0]) : trimmed;
    }

    private void Take(string line, int number)
    {
        if (Package.Match(line) is { Success: true } package)
        {
            (_package, _entry) = (package.Groups["name"].Value, null);
        }
        else if (Section.Match(line) is { Success: true } section)
        {
            string type = section.Groups["type"].Value;
            // A file of /etc/config names no package; it is one.
            _entry = Begin(_package.Length > 0 ? _package : type is "uhttpd" or "dropbear" or "upnpd" ? type : Firewall, type, number);
        }
        else if (Option.Match(line) is { Success: true } option)
        {
            Keep(_entry, option.Groups["name"].Value, option.Groups["value"].Value);
        }
        else if (Shown.Match(line) is { Success: true } shown)
        {
            string key = $"{shown.Groups["package"].Value}.{shown.Groups["section"].Value}";
            if (!shown.Groups["name"].Success)
            {
                _shown[key] = Begin(shown.Groups["package"].Value, Plain(shown.Groups["value"].Value), number);
            }
            else if (_shown.TryGetValue(key, out ConfigurationEntry? entry))
            {
                // Values of a list stand side by side, each in its own quotation marks.
                Keep(entry, shown.Groups["name"].Value, shown.Groups["value"].Value.Replace("' '", " "));
            }
        }
    }

    private ConfigurationEntry Begin(string package, string type, int number)
    {
        ConfigurationEntry entry = new($"{package}.{type}", number);
        if (_sections.Count < MaxSections && package is Firewall or "uhttpd" or "dropbear" or "upnpd")
        {
            _sections.Add((package, type, entry));
        }

        return entry;
    }

    private static void Keep(ConfigurationEntry? entry, string name, string value)
    {
        if (Kept.Contains(name))
        {
            entry?.Add(name, Plain(value));
        }
        else if (Quoted.Contains(name))
        {
            // That it restricts a rule is known, not how.
            entry?.Add(name, "");
        }
    }

    private IEnumerable<ConfigurationEntry> Of(string package, string type) => _sections.Where(section => section.Package == package && section.Type == type).Select(section => section.Entry);

    private static bool IsOn(ConfigurationEntry entry) => entry["enabled"] is not ("0" or "no" or "off" or "false" or "disabled");

    private static bool IsTrue(string text) => text is "1" or "yes" or "on" or "true" or "enabled";

    private void Understand()
    {
        ConfigurationEntry[] zones = Of(Firewall, "zone").ToArray();
        HashSet<string> outside = new(zones.Where(IsOutside).Select(zone => zone["name"]), StringComparer.Ordinal);
        foreach ((string package, string type, ConfigurationEntry entry) in _sections.Where(section => section.Package == Firewall && !FirewallSections.Contains(section.Type)))
        {
            _reading.NotUnderstood($"{package}.{InputException.Quote(type)}", entry.Line);
        }

        // Rules in files of their own are not in here.
        foreach (ConfigurationEntry include in Of(Firewall, "include").Where(IsOn))
        {
            _reading.NotUnderstood(include.Part, include.Line);
        }

        if (outside.Count == 0)
        {
            _reading.Missing("firewall.zone wan");
        }

        foreach (ConfigurationEntry redirect in Of(Firewall, "redirect").Where(redirect => redirect["target"] is "DNAT" or "" && IsFrom(redirect, outside)))
        {
            TakeRedirect(redirect);
        }

        foreach (ConfigurationEntry rule in Of(Firewall, "rule").Where(rule => rule["target"] == "ACCEPT" && IsOn(rule) && IsFrom(rule, outside)))
        {
            TakeRule(rule);
        }

        foreach (ConfigurationEntry zone in zones.Where(IsOutside))
        {
            TakeZone(zone);
        }

        foreach (ConfigurationEntry upnp in Of("upnpd", "upnpd").Where(upnp => IsTrue(upnp["enabled"])))
        {
            _reading.DynamicPortMapping.Add(EvidenceOf.ConfigurationOpensByItself("miniupnpd", "upnpd"));
        }

        _reading.HasWholeTable = true;
        if (!_sections.Any(section => section.Package == Firewall))
        {
            _reading.Missing(Firewall);
        }
    }

    private static bool IsOutside(ConfigurationEntry zone) => zone["name"] == Wan || IsTrue(zone["masq"]) || zone["network"].Split(' ').Any(network => network is Wan or "wan6");

    private static bool IsFrom(ConfigurationEntry rule, HashSet<string> outside) => rule["src"] == "*" || outside.Contains(rule["src"]);

    private static string[] List(string text) => text.Split(Space, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What restricts a rule in a way that is not read leaves it open to everyone here.</summary>
    private void NoteRestriction(ConfigurationEntry rule)
    {
        if (rule.Names.Intersect(Quoted).Any())
        {
            _reading.Note(EvidenceOf.ConfigurationSendersNotUnderstood(rule.Part, rule.Line));
        }
    }

    private void TakeRedirect(ConfigurationEntry redirect)
    {
        NoteRestriction(redirect);
        _reading.AddForward(new ForwardEntry(redirect.Part, redirect.Line)
        {
            Protocol = redirect["proto"].Length == 0 ? "tcp udp" : redirect["proto"], // the default of fw3 and fw4
            OutsidePorts = redirect["src_dport"],
            InsideAddress = redirect["dest_ip"],
            InsidePorts = redirect["dest_port"],
            Senders = List(redirect["src_ip"]),
            Enabled = IsOn(redirect),
        });
    }

    private void TakeRule(ConfigurationEntry rule)
    {
        string protocol = rule["proto"].Length == 0 ? "tcp udp" : rule["proto"];
        if (!List(protocol).Any(name => name is "tcp" or "udp" or "tcpudp" or "all" or "any" or "6" or "17"))
        {
            return;
        }

        NoteRestriction(rule);
        ForwardEntry entry = new(rule.Part, rule.Line) { Protocol = protocol, OutsidePorts = rule["dest_port"], Senders = List(rule["src_ip"]) };
        if (rule["dest"].Length == 0)
        {
            if (rule["family"] != "ipv6")
            {
                _reading.AddForward(entry);
            }
        }
        else if (rule["dest_ip"].Contains(':'))
        {
            _reading.AddOpening(entry with { InsideAddress = rule["dest_ip"] });
        }
        else if (rule["family"] != "ipv4" && rule["dest_ip"].Length == 0)
        {
            // To every machine: those with an address of their own are reached.
            _reading.NotUnderstood(rule.Part, rule.Line);
        }
    }

    private void TakeZone(ConfigurationEntry zone)
    {
        string input = Policy(zone, "input");
        string forward = Policy(zone, "forward");
        if (input is not ("REJECT" or "DROP"))
        {
            _reading.Note(EvidenceOf.ConfigurationAllowsByDefault(zone.Part + ".input"));
            TakeServices();
        }

        bool leadsIn = Of(Firewall, "forwarding").Any(path => IsOn(path) && path["src"] == zone["name"]);
        if (forward is not ("REJECT" or "DROP") || leadsIn)
        {
            _reading.Note(EvidenceOf.ConfigurationAllowsByDefault(leadsIn ? "firewall.forwarding" : zone.Part + ".forward"));
            _reading.IsIPv6Unfiltered = leadsIn;
        }
    }

    private string Policy(ConfigurationEntry zone, string name) =>
        (zone[name].Length > 0 ? zone[name] : Of(Firewall, "defaults").Select(defaults => defaults[name]).LastOrDefault() ?? "").ToUpperInvariant();

    /// <summary>The router's own services where nothing keeps the outside from them.</summary>
    private void TakeServices()
    {
        foreach (ConfigurationEntry web in Of("uhttpd", "uhttpd"))
        {
            TakeService(web, "http", PortsOf(web["listen_http"]));
            TakeService(web, "https", PortsOf(web["listen_https"]));
        }

        foreach (ConfigurationEntry shell in Of("dropbear", "dropbear").Where(shell => shell["enable"] != "0" && shell["Interface"] is "" or Wan))
        {
            TakeService(shell, "ssh", new[] { shell["Port"].Length == 0 ? "22" : shell["Port"] });
        }
    }

    // 0.0.0.0:80, [::]:80, or a number alone; what listens at a private address is not reached from outside.
    private static string[] PortsOf(string listening) => List(listening).Where(one => !one.StartsWith("127.", StringComparison.Ordinal) && !one.StartsWith("192.168.", StringComparison.Ordinal))
        .Select(one => one.Substring(one.LastIndexOf(':') + 1)).Distinct().ToArray();

    private void TakeService(ConfigurationEntry entry, string name, string[] ports)
    {
        foreach (string port in ports)
        {
            _reading.AddForward(new ForwardEntry(entry.Part, entry.Line) { Protocol = "tcp", OutsidePorts = port });
        }

        if (ports.Length > 0 && !_reading.Management.Any(known => known.Name == name))
        {
            _reading.Management.Add(new ManagementService { Name = name, AllowedToEveryone = true });
        }
    }
}
