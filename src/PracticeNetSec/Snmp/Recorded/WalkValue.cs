// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace PracticeNetSec.Snmp.Recorded;

/// <summary>
/// The values as Net-SNMP's tools print them, with their type (<c>-On</c>) or without (<c>-OQn</c>). A value that shows less
/// than a type needs is kept as bare text, so that a typed read yields null rather than a guess.
/// </summary>
internal static class WalkValue
{
    private const string WrongType = "Wrong Type (should be ";
    private const string StringLabel = "STRING: ";

    private static readonly char[] Blanks = { ' ', '\t', '\n' };

    /// <summary>True when the value opens a quoted string that it does not close: it continues on the following lines.</summary>
    public static bool IsOpen(string text)
    {
        string value = text.StartsWith(StringLabel, StringComparison.Ordinal) ? text.Substring(StringLabel.Length) : text;
        return value.Length > 0 && value[0] == '"' && !(value.Length > 1 && Closes(value));
    }

    /// <summary>True when a line ends a quoted string: with an unescaped quote.</summary>
    public static bool Closes(string line)
    {
        int backslashes = 0;
        while (backslashes < line.Length - 1 && line[line.Length - 2 - backslashes] == '\\')
        {
            backslashes++;
        }

        return line.Length > 0 && line[line.Length - 1] == '"' && backslashes % 2 == 0;
    }

    /// <summary>True when lines that are not objects belong to the value: strings without quotes, and octets in columns.</summary>
    public static bool ContinuesOnNextLine(string text)
    {
        string label = Label(text);
        return label is "STRING" or "Hex-STRING" or "BITS" || (label.Length == 0 && text.Length > 0 && text[0] != '"' && Absent(text) is null);
    }

    /// <summary>Reads a value.</summary>
    public static SnmpValue Parse(string text)
    {
        text = text.TrimEnd('\r', '\n');
        if (text.StartsWith(WrongType, StringComparison.Ordinal) && text.IndexOf("): ", StringComparison.Ordinal) is int end and > 0)
        {
            text = text.Substring(end + 3);
        }

        string label = Label(text);
        string value = label.Length == 0 ? text : text.Substring(Math.Min(label.Length + 2, text.Length));
        return label switch
        {
            "STRING" => Octets(value),
            "BITS" => Bits(value) is { Length: > 0 } bits ? SnmpValue.OctetString(bits) : SnmpValue.Unspecified(text),
            "Hex-STRING" => Hex(value, ' ') is { } octets ? SnmpValue.OctetString(octets) : SnmpValue.Unspecified(text),
            "INTEGER" => Number(value) is >= int.MinValue and <= int.MaxValue and long number ? SnmpValue.Integer((int)number) : SnmpValue.Unspecified(value),
            "Counter32" => UInt32(value) is { } counter ? SnmpValue.Counter32(counter) : SnmpValue.Unspecified(value),
            "Gauge32" or "Unsigned32" => UInt32(value) is { } gauge ? SnmpValue.Gauge32(gauge) : SnmpValue.Unspecified(value),
            "Counter64" => ulong.TryParse(Word(value), NumberStyles.None, CultureInfo.InvariantCulture, out ulong large) ? SnmpValue.Counter64(large) : SnmpValue.Unspecified(value),
            "Timeticks" => UInt32(Word(value).Trim('(', ')')) is { } ticks ? SnmpValue.TimeTicks(ticks) : SnmpValue.Unspecified(value),
            "OID" => WalkLine.Name(value.Trim()) is { } oid ? SnmpValue.Oid(oid) : SnmpValue.Unspecified(value),
            "IpAddress" => SnmpValue.Unspecified(Word(value)).AsIpAddress() is { } address ? SnmpValue.IpAddress(address) : SnmpValue.Unspecified(value),
            "Network Address" => Hex(value, ':') is { Length: 4 } network ? SnmpValue.IpAddress(network) : SnmpValue.Unspecified(value),
            _ => Absent(text) ?? Untyped(text),
        };
    }

    /// <summary>Two-digit octets with a separator between them; null when it is anything else.</summary>
    public static byte[]? Hex(string text, char separator)
    {
        int remark = text.IndexOf('[');
        string[] parts = (remark < 0 ? text : text.Substring(0, remark)).Split(new[] { separator, ' ', '\t', '\n' }, StringSplitOptions.RemoveEmptyEntries);
        List<byte> octets = new(parts.Length);
        foreach (string part in parts)
        {
            // -OT puts the readable form behind each line; it starts with a bracket and is skipped with the rest.
            if (part.Length > 2 || !byte.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            {
                return null;
            }

            octets.Add(octet);
        }

        return octets.ToArray();
    }

    /// <summary>
    /// Octets followed by the bits that are set, as <c>20 inboundDstEndPoint(2)</c> or <c>20 2</c>. A bit's number of two
    /// digits looks like an octet; it follows the octets and changes none of them.
    /// </summary>
    private static byte[]? Bits(string text)
    {
        string[] words = text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        return Hex(string.Join(" ", words.TakeWhile(word => word.Length == 2 && Uri.IsHexDigit(word[0]) && Uri.IsHexDigit(word[1]))), ' ');
    }

    /// <summary>The text before the first <c>: </c>, when it is a Net-SNMP type name; else empty.</summary>
    private static string Label(string text)
    {
        int colon = text.IndexOf(':');
        string label = colon > 0 && (colon == text.Length - 1 || text[colon + 1] == ' ') ? text.Substring(0, colon) : "";
        return label is "STRING" or "Hex-STRING" or "BITS" or "INTEGER" or "Counter32" or "Gauge32" or "Unsigned32" or "Counter64"
            or "Timeticks" or "OID" or "IpAddress" or "Network Address" ? label : "";
    }

    private static bool IsQuoted(string text) => text.Length > 1 && text[0] == '"' && Closes(text);

    private static SnmpValue Octets(string text)
    {
        string plain = IsQuoted(text) ? Unquoted(text) : text;
        return SnmpValue.OctetString(Encoding.UTF8.GetBytes(plain));
    }

    private static string Unquoted(string quoted)
    {
        StringBuilder plain = new(quoted.Length);
        for (int i = 1; i < quoted.Length - 1; i++)
        {
            // Net-SNMP writes a backslash before quotes and backslashes.
            if (quoted[i] == '\\' && i + 1 < quoted.Length - 1)
            {
                i++;
            }

            plain.Append(quoted[i]);
        }

        return plain.ToString();
    }

    /// <summary>
    /// A value without its type. In quotes it is a string; octets in quotes are written as two-digit numbers when one of
    /// them cannot be printed, and only then are they read as octets.
    /// </summary>
    private static SnmpValue Untyped(string text)
    {
        if (!IsQuoted(text))
        {
            return SnmpValue.Unspecified(text.Trim());
        }

        string plain = Unquoted(text);
        bool columns = plain.Length >= 3 && plain[2] == ' ' && plain[plain.Length - 1] == ' ';
        return columns && Hex(plain, ' ') is { } octets && Array.Exists(octets, octet => octet is < 0x20 or > 0x7E)
            ? SnmpValue.OctetString(octets)
            : SnmpValue.OctetString(Encoding.UTF8.GetBytes(plain));
    }

    private static SnmpValue? Absent(string text) => text switch
    {
        "NULL" => SnmpValue.Null,
        "No Such Object available on this agent at this OID" => SnmpValue.NoSuchObject,
        "No Such Instance currently exists at this OID" => SnmpValue.NoSuchInstance,
        _ when text.StartsWith("No more variables left in this MIB View", StringComparison.Ordinal) => SnmpValue.EndOfMibView,
        _ => null,
    };

    private static string Word(string text)
    {
        string trimmed = text.Trim();
        int space = trimmed.IndexOf(' ');
        return space < 0 ? trimmed : trimmed.Substring(0, space);
    }

    /// <summary>A number, an enumeration such as <c>tcp(6)</c>, or either followed by its unit.</summary>
    private static long? Number(string text) => SnmpValue.Unspecified(Word(text)).AsInteger();

    private static uint? UInt32(string text) => Number(text) is >= 0 and <= uint.MaxValue and long value ? (uint)value : null;
}
