// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>
/// <c>config.xml</c> of OPNsense and pfSense (docs.opnsense.org and docs.netgate.com: NAT, firewall rules, aliases; the elements are those of
/// their published sources). Both refuse from outside what no rule allows.
/// </summary>
internal sealed class SenseConfiguration
{
    private const string Wan = "wan";

    private static readonly string[] Roots = { "opnsense", "pfsense" };

    private static readonly HashSet<string> RuleFields = new(StringComparer.Ordinal)
    {
        "interface", "protocol", "ipprotocol", "target", "local-port", "disabled", "nordr", "type", "direction", "floating", "associated-rule-id", "external",
        "source/any", "source/network", "source/address", "source/port", "source/not", "destination/any", "destination/network", "destination/address", "destination/port", "destination/not",

        // The rules of OPNsense's later form.
        "enabled", "action", "source_net", "source_not", "destination_net", "destination_not", "destination_port",
    };

    private static readonly HashSet<string> AliasFields = new(StringComparer.Ordinal) { "name", "type", "address", "content", "enabled" };

    private static readonly HashSet<string> InterfaceFields = new(StringComparer.Ordinal) { "ipaddr", "ipaddrv6", "gateway", "enable" };

    private static readonly HashSet<string> ServiceFields = new(StringComparer.Ordinal) { "protocol", "port", "enabled", "enable", "enable_upnp", "enable_natpmp" };

    private readonly ConfigurationReading _reading;
    private readonly SenseAliases _aliases = new();
    private readonly List<ConfigurationEntry> _entries = new();

    private SenseConfiguration(string root) => _reading = new ConfigurationReading($"{Name(root)} config.xml") { Vendor = Name(root) };

    /// <summary>Reads it to its end; null where the XML is of something else.</summary>
    /// <exception cref="InputException"><c>NotAConfiguration</c>: it is not whole XML.</exception>
    public static ConfigurationReading? TryRead(System.IO.TextReader text, string name)
    {
        XmlEntries xml = new(text, name, Wanted);
        string root = xml.ReadRoot();
        if (!Roots.Contains(root))
        {
            return null;
        }

        const int MaxEntries = 20_000;
        SenseConfiguration file = new(root);
        foreach (ConfigurationEntry entry in xml.Read())
        {
            if (file._entries.Count == MaxEntries)
            {
                file._reading.Note(EvidenceOf.ConfigurationTooManyEntries(MaxEntries));
                break;
            }

            file._entries.Add(entry);
        }

        file.Understand();
        return file._reading;
    }

    private static string Name(string root) => root == "opnsense" ? "OPNsense" : "pfSense";

    private static IReadOnlyCollection<string>? Wanted(string path)
    {
        const string OfFirewall = "OPNsense/Firewall/";
        return path switch
        {
            "nat/rule" or "nat/onetoone" or "filter/rule" or OfFirewall + "Filter/rules/rule" => RuleFields,
            "aliases/alias" or OfFirewall + "Alias/aliases/alias" => AliasFields,
            "system/webgui" or "system/ssh" or "installedpackages/miniupnpd/config" or "OPNsense/miniupnpd/general" => ServiceFields,
            _ when path.StartsWith("interfaces/", StringComparison.Ordinal) => InterfaceFields,

            // Rules of a form that is not read, other than those for what goes out.
            _ when path.StartsWith(OfFirewall, StringComparison.Ordinal) && path.EndsWith("/rule", StringComparison.Ordinal) && path.IndexOf("snat", StringComparison.Ordinal) < 0 => Array.Empty<string>(),
            _ => null,
        };
    }

    private IEnumerable<ConfigurationEntry> Of(params string[] parts) => _entries.Where(entry => parts.Contains(entry.Part));

    private void Understand()
    {
        foreach (ConfigurationEntry alias in Of("aliases/alias", "OPNsense/Firewall/Alias/aliases/alias").Where(alias => alias["enabled"] != "0"))
        {
            _aliases.Add(alias);
        }

        ConfigurationEntry[] interfaces = _entries.Where(entry => entry.Part.StartsWith("interfaces/", StringComparison.Ordinal)).ToArray();
        HashSet<string> outside = new(interfaces.Where(LeadsOut).Select(entry => entry.Part.Substring("interfaces/".Length)), StringComparer.Ordinal);
        foreach (ConfigurationEntry entry in interfaces.Where(LeadsOut))
        {
            _reading.AddAddress(entry["ipaddr"]);
            _reading.AddAddress(entry["ipaddrv6"]);
        }

        _reading.IsIPv6Off = interfaces.Length > 0 && interfaces.All(entry => entry["ipaddrv6"].Length == 0);
        foreach (ConfigurationEntry rule in Of("nat/rule").Where(rule => Meets(rule, outside)))
        {
            TakeForward(rule);
        }

        foreach (ConfigurationEntry rule in Of("nat/onetoone").Where(rule => Meets(rule, outside)))
        {
            TakeOneToOne(rule);
        }

        SenseFilter filter = new(_reading, _aliases, Of("system/webgui", "system/ssh").ToArray());
        foreach (ConfigurationEntry rule in Of("filter/rule", "OPNsense/Firewall/Filter/rules/rule").Where(rule => Meets(rule, outside)))
        {
            filter.Take(rule);
        }

        foreach (ConfigurationEntry unknown in _entries.Where(entry => entry.Part.EndsWith("/rule", StringComparison.Ordinal) && Wanted(entry.Part) is { Count: 0 }))
        {
            _reading.NotUnderstood(unknown.Part, unknown.Line);
        }

        foreach (ConfigurationEntry upnp in Of("installedpackages/miniupnpd/config", "OPNsense/miniupnpd/general").Where(upnp => IsOn(upnp["enable"]) || IsOn(upnp["enabled"])))
        {
            _reading.DynamicPortMapping.Add(EvidenceOf.ConfigurationOpensByItself("miniupnpd", "miniupnpd"));
        }

        _reading.HasWholeTable = true;
        if (outside.Count == 0)
        {
            _reading.Missing("interfaces/" + Wan);
        }

        if (!Of("nat/rule", "filter/rule", "OPNsense/Firewall/Filter/rules/rule").Any())
        {
            _reading.Missing("filter");
        }
    }

    private static bool IsOn(string text) => text is "on" or "1" or "yes" or "true" or "enabled";

    private static bool LeadsOut(ConfigurationEntry entry) => entry.Part == "interfaces/" + Wan || entry["gateway"].Length > 0 || entry["ipaddr"] is "dhcp" or "pppoe" or "pptp" or "l2tp" or "ppp";

    /// <summary>True for a rule in force or not, at an interface to the outside, or at every interface.</summary>
    private static bool Meets(ConfigurationEntry rule, HashSet<string> outside) => rule["interface"].Length == 0
        || rule["interface"].Split(',').Any(name => outside.Contains(name.Trim()) || name.Trim() is "any" or "wanGroup");

    private static bool IsDisabled(ConfigurationEntry rule) => (rule.Has("disabled") && rule["disabled"] != "0") || rule["enabled"] == "0";

    private void TakeForward(ConfigurationEntry rule)
    {
        if (rule.Has("destination/not") || (rule.Has("nordr") && rule["nordr"] != "0") || (rule["ipprotocol"] is not ("" or "inet" or "inet46")))
        {
            _reading.NotUnderstood(rule.Part, rule.Line);
            return;
        }

        _reading.AddAddress(rule["destination/address"]);
        _reading.AddForward(new ForwardEntry(rule.Part, rule.Line)
        {
            Protocol = rule["protocol"],
            OutsidePorts = _aliases.Ports(rule["destination/port"]),
            InsideAddress = _aliases.Machine(rule["target"]),
            InsidePorts = _aliases.Ports(rule["local-port"]),
            Senders = _aliases.SendersOf(rule),
            Enabled = !IsDisabled(rule),
        });
    }

    /// <summary>All ports of an address outside lead to one machine, as far as the rules of the interface let them: it counts as they do.</summary>
    private void TakeOneToOne(ConfigurationEntry rule)
    {
        _reading.AddAddress(rule["external"]);
        if (!IsDisabled(rule))
        {
            _reading.NotUnderstood(rule.Part, rule.Line);
        }
    }
}
