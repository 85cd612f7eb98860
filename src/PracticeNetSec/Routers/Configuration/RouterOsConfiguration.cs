// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>What <c>/export</c> of RouterOS prints (help.mikrotik.com: NAT, Filter, Services, UPnP, Cloud). Settings that have their default value are not in it.</summary>
internal sealed class RouterOsConfiguration
{
    public const string Format = "RouterOS export";

    private const string Nat = "/ip firewall nat";
    private const string Filter = "/ip firewall filter";
    private const string Filter6 = "/ipv6 firewall filter";
    private const string Service = "/ip service";
    private const int DefaultWinbox = 8291;

    private static readonly Regex Header = new(@"^# .* by RouterOS (?<version>[0-9][0-9A-Za-z.]{0,20})", RegexOptions.CultureInvariant);

    private static readonly Regex Named = new(@"^# (?<what>model|serial number) = (?<value>[A-Za-z0-9+./-]{1,40})\s*$", RegexOptions.CultureInvariant);

    // Services that RouterOS starts unless the export says otherwise.
    private static readonly (string Name, int Port, bool IsOn)[] Services =
    {
        ("telnet", 23, true), ("ftp", 21, true), ("www", 80, true), ("ssh", 22, true), ("www-ssl", 443, false), ("api", 8728, true), ("winbox", DefaultWinbox, true), ("api-ssl", 8729, true),
    };

    // What a rule may name without restricting it further, and what is read of it.
    private static readonly string[] Understood =
    {
        "action", "chain", "protocol", "dst-port", "to-addresses", "to-ports", "in-interface", "in-interface-list", "src-address", "dst-address", "dst-address-type",
        "disabled", "comment", "log", "log-prefix",
    };

    private static readonly string[] General = { "action", "chain", "in-interface", "in-interface-list", "comment", "log", "log-prefix", "disabled", "reject-with" };

    private static readonly char[] Between = { ',' };

    private static readonly (string Menu, string Name)[] Openers = { ("/ip upnp", "UPnP"), ("/ip nat-pmp", "NAT-PMP") };

    private static readonly string[] Deciding = { Nat, Filter };

    private readonly ConfigurationReading _reading = new(Format) { Vendor = "MikroTik" };
    private readonly HashSet<string> _menus = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inside = new(StringComparer.Ordinal) { "LAN", "bridge", "bridge1", "bridge-local" };
    private readonly List<(string Menu, string Verb, string Item, ConfigurationEntry Entry)> _commands = new();

    private RouterOsConfiguration()
    {
    }

    /// <summary>True for a line that only such a file has.</summary>
    public static bool IsSign(string line) => Header.IsMatch(line) || Regex.IsMatch(line, @"^/(ip|ipv6|interface|system) [a-z]");

    /// <summary>Reads it to its end.</summary>
    public static ConfigurationReading Read(BoundedLineReader lines, IEnumerable<(int Number, string Text)> first)
    {
        RouterOsConfiguration file = new();
        string menu = "";
        string pending = "";
        foreach ((int number, string text) in first.Concat(Rest(lines)))
        {
            string line = pending + (pending.Length > 0 ? text.TrimStart() : text);
            pending = line.EndsWith("\\", StringComparison.Ordinal) && line.Length < ConfigurationFile.MaxLineLength ? line.Substring(0, line.Length - 1) : "";
            if (pending.Length == 0)
            {
                menu = file.Take(line.Trim(), menu, number);
            }
        }

        file.Understand();
        return file._reading;
    }

    private static IEnumerable<(int Number, string Text)> Rest(BoundedLineReader lines)
    {
        while (lines.ReadLine() is string line)
        {
            yield return (lines.Line, line);
        }
    }

    private string Take(string line, string menu, int number)
    {
        if (Header.Match(line) is { Success: true } header)
        {
            _reading.Firmware = header.Groups["version"].Value;
        }
        else if (Named.Match(line) is { Success: true } named)
        {
            (_reading.Model, _reading.SerialNumber) = named.Groups["what"].Value == "model" ? (named.Groups["value"].Value, _reading.SerialNumber) : (_reading.Model, named.Groups["value"].Value);
        }
        else if (line.StartsWith("/", StringComparison.Ordinal))
        {
            // A command may stand on the line of its menu.
            Match command = Regex.Match(line, @"^(?<menu>/[a-z0-9 /-]*?)(\s+(?<command>(add|set)\s.*))?$", RegexOptions.CultureInvariant);
            menu = command.Success ? command.Groups["menu"].Value.Trim() : line;
            _menus.Add(menu);
            if (command.Groups["command"].Success)
            {
                Keep(menu, command.Groups["command"].Value, number);
            }
        }
        else if (line.Length > 0 && line[0] != '#')
        {
            Keep(menu, line, number);
        }

        return menu;
    }

    private void Keep(string menu, string command, int number)
    {
        const int MaxCommands = 20_000;
        if (menu is not (Nat or Filter or Filter6 or Service or "/ip upnp" or "/ip nat-pmp" or "/ip cloud" or "/ip address" or "/ipv6 settings" or "/interface bridge" or "/interface list member"))
        {
            return;
        }

        if (_commands.Count == MaxCommands)
        {
            _reading.Note(EvidenceOf.ConfigurationTooManyEntries(MaxCommands));
            return;
        }

        (string verb, string item, ConfigurationEntry entry) = RouterOsCommand.Split(menu, command, number);
        _commands.Add((menu, verb, item, entry));
    }

    private IEnumerable<ConfigurationEntry> Added(string menu) => _commands.Where(command => command.Menu == menu && command.Verb == "add").Select(command => command.Entry);

    private void Understand()
    {
        _inside.UnionWith(Added("/interface bridge").Select(bridge => bridge["name"]).Where(name => name.Length > 0));
        _inside.UnionWith(Added("/interface list member").Where(member => member["list"] == "LAN").Select(member => member["interface"]));
        foreach (ConfigurationEntry address in Added("/ip address").Where(IsOn))
        {
            _reading.AddAddress(address["address"]);
        }

        foreach (ConfigurationEntry rule in Added(Nat).Where(rule => rule["chain"] == "dstnat" && !IsFromInside(rule)))
        {
            TakeForward(rule);
        }

        bool isClosed = TakeInput();
        TakeServices(isClosed);
        TakeVersion6();
        TakeSwitches();

        // An export of one menu alone shows nothing of the others.
        _reading.HasWholeTable = true;
        foreach (string part in Deciding.Where(part => !_menus.Contains(part)))
        {
            _reading.Missing(part);
        }
    }

    private static bool IsOn(ConfigurationEntry entry) => entry["disabled"] != "yes";

    /// <summary>True for what only machines inside can use.</summary>
    private bool IsFromInside(ConfigurationEntry rule) => new[] { rule["in-interface"], rule["in-interface-list"] }
        .Any(name => name.Length > 0 && (name[0] == '!' ? !_inside.Contains(name.Substring(1)) : _inside.Contains(name)));

    private void TakeForward(ConfigurationEntry rule)
    {
        bool isForward = rule["action"] is "dst-nat" or "netmap" or "redirect";
        if (!isForward || rule.Names.Except(Understood).Any())
        {
            // What restricts it, or where it jumps to, is not read; it counts as a forward all the same.
            _reading.NotUnderstood(Nat, rule.Line);
        }

        if (isForward)
        {
            _reading.AddAddress(rule["dst-address"]);
            _reading.AddForward(Entry(rule) with
            {
                InsideAddress = rule["action"] == "redirect" ? "" : rule["to-addresses"],
                InsidePorts = rule["to-ports"],
            });
        }
    }

    private static ForwardEntry Entry(ConfigurationEntry rule) => new(rule.Part, rule.Line)
    {
        Protocol = rule["protocol"],
        OutsidePorts = rule["dst-port"],
        Senders = rule.Has("src-address-list") ? new[] { "list" } : rule["src-address"].Length > 0 ? new[] { rule["src-address"] } : Array.Empty<string>(),
        Enabled = IsOn(rule),
    };

    /// <summary>Reads the rules about the router's own services in their order; true where one refuses what no rule before it allowed.</summary>
    private bool TakeInput()
    {
        foreach (ConfigurationEntry rule in Added(Filter).Where(rule => rule["chain"] == "input" && IsOn(rule) && !IsFromInside(rule)))
        {
            if (rule["action"] is "drop" or "reject" && IsGeneral(rule))
            {
                return true;
            }

            if (rule["action"] == "accept" && rule["protocol"] is "tcp" or "udp" or "" && !rule.Has("connection-state") && rule["dst-address"] != "127.0.0.1")
            {
                if (rule["dst-port"].Length == 0)
                {
                    // Everything is let in, from the senders that it names.
                    _reading.NotUnderstood(Filter, rule.Line);
                    continue;
                }

                _reading.AddForward(Entry(rule));
            }
        }

        return false;
    }

    /// <summary>True where a refusal is about everything from outside: it names no more than the interface.</summary>
    private static bool IsGeneral(ConfigurationEntry rule) =>
        !rule.Names.Except(General).Any();

    private void TakeServices(bool isClosed)
    {
        if (!isClosed && _menus.Contains(Filter))
        {
            _reading.Note(EvidenceOf.ConfigurationAllowsByDefault(Filter));
        }

        foreach ((string name, int usual, bool isOnByDefault) in Services)
        {
            ConfigurationEntry[] set = _commands.Where(command => command.Menu == Service && command.Verb == "set" && command.Item == name).Select(command => command.Entry).ToArray();
            bool isOn = set.Select(entry => entry["disabled"]).LastOrDefault(text => text.Length > 0) is string off ? off == "no" : isOnByDefault;
            string port = set.Select(entry => entry["port"]).LastOrDefault(text => text.Length > 0) ?? usual.ToString(CultureInfo.InvariantCulture);
            string senders = set.Select(entry => entry["address"]).LastOrDefault(text => text.Length > 0) ?? "";
            if (isOn && !isClosed && _menus.Contains(Filter))
            {
                string[] allowed = senders.Split(Between, StringSplitOptions.RemoveEmptyEntries);
                _reading.AddForward(new ForwardEntry(Service, set.Select(entry => entry.Line).LastOrDefault()) { Protocol = "tcp", OutsidePorts = port, Senders = allowed });
                _reading.Management.Add(new ManagementService
                {
                    Name = name == "www" ? "http" : name == "www-ssl" ? "https" : name,
                    AllowedToEveryone = allowed.Length == 0,
                    AllowedTo = Array.ConvertAll(allowed, network => EvidenceOf.ClientNetwork(Sanitizing.DeviceText.Clean(network))),
                });
            }
        }
    }

    private void TakeVersion6()
    {
        _reading.IsIPv6Off = _commands.Any(command => command.Menu == "/ipv6 settings" && command.Entry["disable-ipv6"] == "yes");
        foreach (ConfigurationEntry rule in Added(Filter6).Where(rule => rule["chain"] == "forward" && rule["action"] == "accept" && IsOn(rule) && !IsFromInside(rule)))
        {
            if (rule.Has("connection-state") || rule["protocol"] is not ("tcp" or "udp" or ""))
            {
                continue;
            }

            if (rule["dst-address"].Length > 0)
            {
                _reading.AddOpening(Entry(rule) with { InsideAddress = rule["dst-address"] });
            }
            else
            {
                _reading.NotUnderstood(Filter6, rule.Line);
            }
        }
    }

    private void TakeSwitches()
    {
        foreach ((string menu, string name) in Openers)
        {
            if (_commands.Any(command => command.Menu == menu && command.Entry["enabled"] == "yes"))
            {
                _reading.DynamicPortMapping.Add(EvidenceOf.ConfigurationOpensByItself(name, menu));
            }
        }

        if (_commands.Any(command => command.Menu == "/ip cloud" && command.Entry["ddns-enabled"] is "yes" or "auto"))
        {
            _reading.Notes.Add(EvidenceOf.ConfigurationCloudName("/ip cloud"));
        }
    }
}
