// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing.Scans;

/// <summary>masscan's list (<c>-oL</c>): <c>open tcp 443 203.0.113.1 1764500000</c>, and <c>banner</c> lines that name the service.</summary>
internal static class MasscanList
{
    private const int MaxLineLength = 64 * 1024;

    private static readonly char[] Space = { ' ' };

    /// <summary>The ports, one a line; lines that begin with # are remarks.</summary>
    /// <exception cref="InvalidDataException">A line is none of the list: thrown after the ports before it.</exception>
    public static IEnumerable<ScannedPort> Read(TextReader text)
    {
        BoundedLineReader lines = new(text, MaxLineLength, long.MaxValue, (line, _) => new InvalidDataException($"Line {line} is longer than any of masscan's list. What was read before counts."));
        bool any = false;
        while (lines.ReadLine() is string line)
        {
            string trimmed = line.Trim();
            any |= trimmed.Length > 0;
            if (trimmed.Length > 0 && trimmed[0] != '#')
            {
                yield return Port(trimmed) ?? throw new InvalidDataException($"Line {lines.Line} is none of masscan's list (open tcp PORT ADDRESS TIME). What was read before counts.");
            }
        }

        if (!any)
        {
            throw new InvalidDataException("The file is empty.");
        }
    }

    private static ScannedPort? Port(string line)
    {
        string[] words = line.Split(Space, 7, StringSplitOptions.RemoveEmptyEntries);
        PortState? state = words[0] switch { "open" or "banner" => PortState.Open, "closed" => PortState.Closed, _ => null };
        return state is PortState known && words.Length >= 5 && words[1] is "tcp" or "udp" && ScanRecordReader.Port(words[2]) is > 0 and int port && ScanRecordReader.Address(words[3]) is string address
            ? new ScannedPort(address, port, words[1] == "udp", known, ScanRecordReader.Time(words[4])) { Service = words[0] == "banner" && words.Length > 5 ? ScanServices.Find(words[5]) : null }
            : null;
    }
}
