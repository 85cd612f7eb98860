// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace PracticeNetSec.Tests.Snmp;

/// <summary>The files of <c>Samples/snmp</c>.</summary>
internal static class SnmpSamples
{
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Samples", "snmp", file);

    /// <summary>One recorded exchange by the start of its title.</summary>
    public static (byte[] Request, byte[] Response) Exchange(string title)
    {
        string[] lines = File.ReadAllLines(PathOf("snmpd-exchanges.txt"));
        int at = Array.FindIndex(lines, line => line.StartsWith("# " + title, StringComparison.Ordinal));
        return (Bytes(lines[at + 1], '>'), Bytes(lines[at + 2], '<'));
    }

    /// <summary>Every recorded datagram.</summary>
    public static IEnumerable<byte[]> Datagrams() => File.ReadAllLines(PathOf("snmpd-exchanges.txt"))
        .Where(line => line[0] is '>' or '<')
        .Select(line => Bytes(line, line[0]));

    private static byte[] Bytes(string line, char direction) => line[0] == direction
        ? Convert.FromHexString(line.AsSpan(2))
        : throw new InvalidDataException("The sample is out of order.");
}
