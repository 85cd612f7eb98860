// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Reads input that several cmdlets accept in the same form; what cannot be used becomes one error and is left out.</summary>
internal static class CmdletInput
{
    private static readonly char[] PortSeparators = { ',', ';', ' ' };

    // What other tools call a host: Import-Csv, Test-Connection, Resolve-DnsName, Get-ADComputer, our own inventory.
    private static readonly string[] HostProperties = { "ComputerName", "HostName", "DNSHostName", "IPAddress", "WanAddress", "Address" };

    /// <summary>The ports of a -Port parameter, or the default ones when it was not given. Ends the command where a text names none.</summary>
    public static IReadOnlyList<int> ReadPorts(this Cmdlet cmdlet, string[]? texts)
    {
        if (texts is null)
        {
            return PortList.Default;
        }

        List<int> ports = new();
        foreach (string text in texts)
        {
            try
            {
                // As in a file or a setting: '443,445'. A text without any port is not one.
                string[] parts = text.Split(PortSeparators, StringSplitOptions.RemoveEmptyEntries);
                ports.AddRange((parts.Length > 0 ? parts : new[] { text }).SelectMany(PortList.Parse));
            }
            catch (InputException error)
            {
                // Ports that were meant to be measured and are not would look like ports without a finding.
                cmdlet.ThrowTerminatingError(Errors.From(error, text));
            }
        }

        return ports.Distinct().ToArray();
    }

    /// <summary>True for a line of a host list that names none: an empty one, blanks, a comment after <c>#</c>.</summary>
    public static bool IsBlank(PSObject input) => input.BaseObject is string line && HostLine(line).Length == 0;

    /// <summary>The hosts of a -ComputerName parameter, as lines of a host list; a single empty one stays, and is an error.</summary>
    public static string[] HostLines(string[] lines) => lines.Length < 2 ? lines : Array.ConvertAll(lines, HostLine).Where(host => host.Length > 0).ToArray();

    /// <summary>
    /// One pipeline object, rebuilt where it was deserialized; a practice where it has the columns of an inventory; the host of a foreign object
    /// that names one; null after an error, and for a blank line of a host list.
    /// </summary>
    public static object? Read(this Cmdlet cmdlet, PSObject input)
    {
        if (input.BaseObject is string line)
        {
            return HostLine(line) is { Length: > 0 } named ? named : null;
        }

        try
        {
            if (InventoryRow.Read(cmdlet, input) is InventoryEntry entry)
            {
                if (entry.Error is not null)
                {
                    cmdlet.WriteError(Errors.From(new InputException("InvalidInventoryLine", $"Object {entry.Line}: {entry.Error}"), input));
                }

                return entry.Practice ?? entry.Unusable;
            }

            object known = Rehydration.Restore(input);
            return IsForeign(known) ? HostProperties.Select(name => HostIn(input, name)).FirstOrDefault(host => host is not null) ?? known : known;
        }
        catch (InputException error)
        {
            cmdlet.WriteError(Errors.From(error, input));
            return null;
        }
    }

    /// <summary>The host that a name, an address or a measured port denotes; null for anything else.</summary>
    public static string? HostOf(object known) => known switch
    {
        string name => name,
        IPAddress address => address.ToString(),
        PortResult port => port.ComputerName.Length > 0 ? port.ComputerName : port.Address,
        _ => null,
    };

    // A name contains neither a blank nor a hash.
    private static string HostLine(string line) => line.Split('#')[0].Trim();

    private static bool IsForeign(object known) => known is PSObject
        || (known is not string and not IPAddress && known.GetType().Assembly != typeof(Practice).Assembly);

    private static string? HostIn(PSObject input, string name)
    {
        // Of a table the keys count, not the properties that every table has.
        object? value = input.BaseObject is IDictionary table ? table[name] : input.Properties[name]?.Value;
        return (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            string { Length: > 0 } host => host,
            IPAddress address => address.ToString(),
            _ => null,
        };
    }

    /// <summary>Reports a pipeline object that this cmdlet cannot use.</summary>
    public static void WriteUnusable(this Cmdlet cmdlet, PSObject input, string wanted)
    {
        object known = Rehydration.Restore(input);
        string type = (known is PSObject ? input.BaseObject : known).GetType().Name;
        cmdlet.WriteError(Errors.From(new InputException("UnusableInput", $"An object of type {type} cannot be used here. Pass {wanted}, an object with one of the properties {string.Join(", ", HostProperties)}, or one with the columns of an inventory (PracticeId and WanAddress at least)."), input));
    }
}
