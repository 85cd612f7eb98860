// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>What the rules of an outside interface let in: to the firewall itself, and over IPv6 to machines behind it.</summary>
internal sealed class SenseFilter
{
    private static readonly string[] Itself = { "wanip", "(self)", "self" };

    private static readonly string[] Anything = { "", "any" };

    private static readonly string[] DestinationFields = { "destination/address", "destination/network", "destination_net" };

    private readonly ConfigurationReading _reading;
    private readonly SenseAliases _aliases;
    private readonly (string Name, string Port)[] _services;

    /// <param name="reading">Where it is added.</param>
    /// <param name="aliases">Names of addresses and ports.</param>
    /// <param name="services">The firewall's own: its web interface and its shell.</param>
    public SenseFilter(ConfigurationReading reading, SenseAliases aliases, IEnumerable<ConfigurationEntry> services) => (_reading, _aliases, _services) = (reading, aliases, services.SelectMany(ServiceOf).ToArray());

    /// <summary>One rule; those that refuse, of other protocols, or for what goes out say nothing here.</summary>
    public void Take(ConfigurationEntry rule)
    {
        string type = rule["type"].Length > 0 ? rule["type"] : rule["action"];
        bool isOff = (rule.Has("disabled") && rule["disabled"] != "0") || rule["enabled"] == "0";
        if (type != "pass" || isOff || rule["direction"] == "out" || rule["protocol"].ToUpperInvariant() is not ("" or "ANY" or "TCP" or "UDP" or "TCP/UDP"))
        {
            return;
        }

        string destination = DestinationFields.Select(name => rule[name]).FirstOrDefault(text => text.Length > 0) ?? "";
        ForwardEntry entry = new(rule.Part, rule.Line)
        {
            Protocol = rule["protocol"],
            OutsidePorts = _aliases.Ports(rule["destination/port"].Length > 0 ? rule["destination/port"] : rule["destination_port"]),
            Senders = _aliases.SendersOf(rule),
        };
        if (rule.Has("destination/not") || rule["destination_not"] == "1")
        {
            _reading.NotUnderstood(rule.Part, rule.Line);
        }
        else if (Itself.Contains(destination) || Anything.Contains(destination))
        {
            TakeItself(rule, entry);
        }

        if (rule["ipprotocol"] is "inet6" or "inet46" && !Itself.Contains(destination))
        {
            TakeVersion6(rule, entry, destination);
        }
        else if (!Itself.Contains(destination) && !Anything.Contains(destination))
        {
            TakeVersion4(rule, destination);
        }
    }

    private static IEnumerable<(string Name, string Port)> ServiceOf(ConfigurationEntry service)
    {
        if (service.Part == "system/webgui")
        {
            string name = service["protocol"] == "http" ? "http" : "https";
            yield return (name, service["port"].Length > 0 ? service["port"] : name == "http" ? "80" : "443");
        }
        else if (service["enabled"] is "enabled" or "1" || service.Has("enable"))
        {
            yield return ("ssh", service["port"].Length > 0 ? service["port"] : "22");
        }
    }

    private void TakeItself(ConfigurationEntry rule, ForwardEntry entry)
    {
        if (PortSpan.TryParse(entry.OutsidePorts) is not IReadOnlyList<PortSpan> spans)
        {
            _reading.NotUnderstood(rule.Part, rule.Line);
            return;
        }

        // Where all ports are allowed, those of its services are what is there.
        bool isEvery = spans[0] == PortSpan.All;
        foreach ((string name, string port) in _services.Where(service => PortSpan.TryParse(service.Port) is { } own && spans.Any(span => span.First <= own[0].First && own[0].First <= span.Last)))
        {
            _reading.Management.Add(new ManagementService
            {
                Name = name,
                AllowedToEveryone = entry.Senders.Count == 0,
                AllowedTo = entry.Senders.Select(sender => EvidenceOf.ClientNetwork(Sanitizing.DeviceText.Clean(sender))).ToArray(),
            });
            if (isEvery)
            {
                _reading.AddForward(entry with { Protocol = "tcp", OutsidePorts = port });
            }
        }

        if (isEvery)
        {
            _reading.NotUnderstood(rule.Part, rule.Line);
        }
        else
        {
            _reading.AddForward(entry);
        }
    }

    private void TakeVersion6(ConfigurationEntry rule, ForwardEntry entry, string destination)
    {
        string machine = _aliases.Machine(destination);
        if (HostAddress.IsVersion6(machine.Split('/')[0]))
        {
            _reading.AddOpening(entry with { InsideAddress = machine });
            return;
        }

        // To every machine, or to what is not known here.
        _reading.NotUnderstood(rule.Part, rule.Line);
        _reading.IsIPv6Unfiltered |= Anything.Contains(destination) && Anything.Contains(entry.OutsidePorts) && entry.Senders.Count == 0 && Anything.Contains(rule["protocol"]);
    }

    /// <summary>A private machine is reached by a forward alone; one with a public address behind the firewall needs none.</summary>
    private void TakeVersion4(ConfigurationEntry rule, string destination)
    {
        bool isInside = _aliases.Networks(destination).All(network => IPAddress.TryParse(network.Split('/')[0], out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork && HostAddress.IsPrivate(address));
        if (!isInside)
        {
            _reading.NotUnderstood(rule.Part, rule.Line);
        }
    }
}
