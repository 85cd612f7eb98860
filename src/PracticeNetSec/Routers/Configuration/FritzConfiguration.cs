// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Files;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>
/// The export of a FRITZ!Box, its <c>ar7.cfg</c>, and its support data. AVM publishes no description; what is read here is what users publish
/// (Freetz-NG: AVM-portfw for <c>internet_forwardrules</c> and <c>PORT+COUNT</c>). So the file shows what is open, and never that nothing else is.
/// </summary>
internal sealed class FritzConfiguration
{
    public const string Format = "FRITZ!Box";

    private const string ForwardSection = "port_forwards";
    private const string OpenedByPrograms = "igdforwardrules";
    private const int MaxNesting = 32;

    // "tcp 0.0.0.0:443+2 192.168.178.20:443 0 # name"; what begins with # is switched off; an exposed host has protocol ip and no ports.
    private static readonly Regex Rule = new(
        @"^(?<off>#\s*)?(?<protocol>[a-z]+)\s+[0-9.]+(:(?<outside>\d+(\+\d+)?))?\s+(?<machine>[0-9.]+)(:(?<inside>\d+))?(\s+\d+)?(\s+mark\s+\d+)?\s*(#.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    // NAME PROTOCOL MACHINE PORT PUBLIC PORT "text" in the section of support data.
    private static readonly Regex Active = new(
        @"^\S+\s+(?<protocol>TCP|UDP)\s+(?<machine>[0-9.]+)\s+(?<inside>\d+([-+]\d+)?)\s+(?<public>[0-9.]+)\s+(?<outside>\d+([-+]\d+)?)(\s.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly Regex Export = new(@"^\*\*\*\* (?<model>FRITZ!Box [A-Za-z0-9 ]{1,30}) CONFIGURATION EXPORT\s*$", RegexOptions.CultureInvariant);

    private static readonly Regex Version = new(@"^FirmwareVersion=(?<version>[0-9.]{3,20})\s*$", RegexOptions.CultureInvariant);

    private static readonly Regex Key = new(@"^(?<key>[A-Za-z0-9_]+)\s*(?<what>[={])\s*", RegexOptions.CultureInvariant);

    private static readonly string[] RuleLists = { "forwardrules", "internet_forwardrules", "voip_forwardrules", "tr069_forwardrules", OpenedByPrograms };

    // Whatever else seems to open something is reported as not understood.
    private static readonly Regex MayOpen = new("forward|pinhole|exposed|portfw|natrules", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly char[] Between = { ' ', ',' };

    private readonly ConfigurationReading _reading = new(Format) { Vendor = "AVM" };
    private readonly List<string> _blocks = new();
    private ForwardEntry? _pending;
    private bool _inCfg = true; // a file that is ar7.cfg itself has no header
    private bool _inForwards;
    private bool _sawRules;
    private string? _list;

    private FritzConfiguration()
    {
    }

    /// <summary>True for a line that only such a file has.</summary>
    public static bool IsSign(string line) => Export.IsMatch(line) || line.StartsWith("##### BEGIN SECTION ", StringComparison.Ordinal) || Regex.IsMatch(line, @"^ar7cfg\s*\{");

    /// <summary>Reads it to its end.</summary>
    /// <param name="lines">The lines behind the first.</param>
    /// <param name="first">What was read to recognise it.</param>
    public static ConfigurationReading Read(BoundedLineReader lines, IEnumerable<(int Number, string Text)> first)
    {
        FritzConfiguration file = new();
        foreach ((int number, string text) in first)
        {
            file.Take(text, number);
        }

        while (lines.ReadLine() is string line)
        {
            file.Take(line, lines.Line);
        }

        file.Flush();
        if (!file._sawRules)
        {
            file._reading.Missing("forwardrules");
        }

        return file._reading;
    }

    private void Take(string line, int number)
    {
        if (line.StartsWith("**** ", StringComparison.Ordinal) || line.StartsWith("##### ", StringComparison.Ordinal))
        {
            TakeHeader(line);
        }
        else if (_inForwards)
        {
            TakeActive(line.Trim(), number);
        }
        else if (Version.Match(line) is { Success: true } version)
        {
            _reading.Firmware = version.Groups["version"].Value;
        }
        else if (_inCfg)
        {
            TakeSetting(line.Trim(), number);
        }
    }

    private void TakeHeader(string line)
    {
        Flush();
        if (Export.Match(line) is { Success: true } export)
        {
            _reading.Model = export.Groups["model"].Value.Trim();
        }

        bool begins = line.StartsWith("##### BEGIN SECTION ", StringComparison.Ordinal);
        _inForwards = begins && line.IndexOf(' ' + ForwardSection, StringComparison.Ordinal) > 0;
        _sawRules |= _inForwards;
        _inCfg = line.IndexOf("ar7.cfg", StringComparison.Ordinal) > 0 && line.IndexOf(" END ", StringComparison.Ordinal) < 0;
        _blocks.Clear();
        _list = null;
    }

    private void TakeSetting(string line, int number)
    {
        if (_list is not null)
        {
            TakeRules(line, number);
            return;
        }

        Match key = Key.Match(line);
        if (key.Success && key.Groups["what"].Value == "{" && _blocks.Count < MaxNesting)
        {
            _blocks.Add(key.Groups["key"].Value);
        }
        else if (line.StartsWith("}", StringComparison.Ordinal) && _blocks.Count > 0)
        {
            _blocks.RemoveAt(_blocks.Count - 1);
        }
        else if (key.Success && key.Groups["what"].Value == "=")
        {
            TakeValue(key.Groups["key"].Value, line.Substring(key.Length), number);
        }
    }

    private void TakeValue(string name, string value, int number)
    {
        // A device of the home network has rules of its own in later versions, of an undocumented form.
        bool isOfDevice = _blocks.Any(block => block.StartsWith("landevice", StringComparison.Ordinal));
        if (RuleLists.Contains(name) && !isOfDevice)
        {
            _list = name;
            _sawRules = true;
            TakeRules(value, number);
        }
        else if (name == "ipv6mode")
        {
            _reading.IsIPv6Off |= value.TrimEnd(';', ' ') == "ipv6_off";
        }
        else if (MayOpen.IsMatch(name) && value.TrimEnd(';', ' ') is not ("no" or "" or "\"\"" or "0"))
        {
            _reading.NotUnderstood(name, number);
        }
    }

    /// <summary>Strings in quotation marks, separated by commas; a semicolon behind the last one, on whatever line.</summary>
    private void TakeRules(string text, int number)
    {
        string[] parts = text.Split('"');
        for (int index = 1; index < parts.Length; index += 2)
        {
            TakeRule(parts[index], number);
        }

        // Without a closing mark the line is not whole.
        if (parts.Length % 2 == 0)
        {
            _reading.NotUnderstood(_list!, number);
        }

        if (parts[parts.Length - 1].Contains(';') || (text.Length > 0 && parts.Length == 1))
        {
            _list = null;
        }
    }

    private void TakeRule(string text, int number)
    {
        Match rule = Rule.Match(text.Trim());
        if (!rule.Success)
        {
            _reading.NotUnderstood(_list!, number);
            return;
        }

        string machine = rule.Groups["machine"].Value;
        _reading.AddForward(new ForwardEntry(_list == OpenedByPrograms ? "UPnP" : _list!, number)
        {
            Protocol = rule.Groups["protocol"].Value,
            OutsidePorts = rule.Groups["outside"].Value,
            InsidePorts = rule.Groups["inside"].Value,
            InsideAddress = machine == "0.0.0.0" ? "" : machine, // the box itself
            Enabled = !rule.Groups["off"].Success,
        });
    }

    private void TakeActive(string line, int number)
    {
        const string Only = "allow-only-from ";
        if (line.StartsWith(Only, StringComparison.Ordinal) && _pending is not null)
        {
            string[] senders = line.Substring(Only.Length).Split(Between, StringSplitOptions.RemoveEmptyEntries);
            _pending = _pending with { Senders = _pending.Senders.Concat(senders).ToArray() };
            return;
        }

        Flush();
        Match active = Active.Match(line);
        if (active.Success)
        {
            _reading.AddAddress(active.Groups["public"].Value);
            _pending = new ForwardEntry(ForwardSection, number)
            {
                Protocol = active.Groups["protocol"].Value,
                OutsidePorts = active.Groups["outside"].Value,
                InsidePorts = active.Groups["inside"].Value,
                InsideAddress = active.Groups["machine"].Value,
            };
        }
        else if (line.Length > 0 && !line.StartsWith("---", StringComparison.Ordinal))
        {
            _reading.NotUnderstood(ForwardSection, number);
        }
    }

    private void Flush()
    {
        if (_pending is not null)
        {
            _reading.AddForward(_pending);
        }

        _pending = null;
    }
}
