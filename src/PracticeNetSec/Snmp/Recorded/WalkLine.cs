// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Snmp.Recorded;

/// <summary>The lines of <c>snmpwalk -On</c>: <c>.1.3.6.1.2.1.1.1.0 = STRING: be.IP plus</c>.</summary>
internal static class WalkLine
{
    private const string Separator = " =";
    private const string Top = "iso.";

    /// <summary>Parses a line; false when it starts no object.</summary>
    public static bool TrySplit(string line, out ObjectIdentifier? name, out string value)
    {
        (name, value) = (null, "");
        int separator = line.IndexOf(Separator, StringComparison.Ordinal);
        int behind = separator + Separator.Length;
        if (separator <= 0 || (behind < line.Length && line[behind] != ' '))
        {
            return false;
        }

        name = Name(line.Substring(0, separator));
        value = behind < line.Length ? line.Substring(behind + 1) : "";
        return name is not null;
    }

    /// <summary>An object by its numbers; without <c>-On</c> Net-SNMP writes the first one as <c>iso</c>.</summary>
    public static ObjectIdentifier? Name(string text) => ObjectIdentifier.TryParse(text.StartsWith(Top, StringComparison.Ordinal) ? "1." + text.Substring(Top.Length) : text);

    /// <summary>True when a line names its object symbolically, as snmpwalk does without <c>-On</c> where it knows the MIB.</summary>
    public static bool IsSymbolic(string line)
    {
        int separator = line.IndexOf(Separator, StringComparison.Ordinal);
        return separator > 0 && line.IndexOf(' ') == separator && line.IndexOf("::", 0, separator, StringComparison.Ordinal) > 0;
    }

    /// <summary>True for snmpwalk's message when it could not continue.</summary>
    public static bool IsFailure(string line) => line.StartsWith("Timeout: No Response from", StringComparison.Ordinal)
        || line.StartsWith("Error in packet", StringComparison.Ordinal)
        || line.StartsWith("Error: OID not increasing", StringComparison.Ordinal);
}
