// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace PracticeNetSec.Snmp.Recorded;

/// <summary>
/// The lines of a <c>.snmprec</c> recording, <c>1.3.6.1.2.1.1.1.0|4|be.IP plus</c>: object, type, value. The type is the
/// identifier octet in decimal; an <c>x</c> after it marks a value written in hexadecimal digits, an <c>e</c> one with the
/// escape sequences of a Python string (<c>\x07</c>, <c>\n</c>).
/// </summary>
internal static class SnmprecLine
{
    private const string EscapeNames = "abfnrtv\\'\"";
    private const string EscapeValues = "\a\b\f\n\r\t\v\\'\"";

    private static readonly char[] Separator = { '|' };

    /// <summary>Parses a line; false when it is not one. The value is null when the recording computes it.</summary>
    public static bool TrySplit(string line, out ObjectIdentifier? name, out SnmpValue? value)
    {
        (name, value) = (null, null);
        string[] fields = line.Split(Separator, 3);
        if (fields.Length != 3 || (name = ObjectIdentifier.TryParse(fields[0])) is null)
        {
            return false;
        }

        string tag = fields[1];
        if (tag.IndexOf(':') >= 0)
        {
            // A variation module of the simulator generates the value; there is no device value to read.
            return true;
        }

        char notation = tag.Length > 0 && tag[tag.Length - 1] is 'x' or 'e' ? tag[tag.Length - 1] : ' ';
        if (!byte.TryParse(notation == ' ' ? tag : tag.Substring(0, tag.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out byte type))
        {
            return false;
        }

        value = notation switch
        {
            'x' => Octets((SnmpType)type, Digits(fields[2]), fields[2]),
            'e' => Octets((SnmpType)type, Unescaped(fields[2]), fields[2]),
            _ => Plain((SnmpType)type, fields[2]),
        };
        return true;
    }

    private static SnmpValue Plain(SnmpType type, string text)
    {
        SnmpValue bare = SnmpValue.Unspecified(text);
        return type switch
        {
            SnmpType.Integer => bare.AsInteger() is >= int.MinValue and <= int.MaxValue and long number ? SnmpValue.Integer((int)number) : bare,
            SnmpType.OctetString => SnmpValue.OctetString(Encoding.UTF8.GetBytes(text)),
            SnmpType.Opaque => SnmpValue.Opaque(Encoding.UTF8.GetBytes(text)),
            SnmpType.ObjectIdentifier => bare.AsOid() is { } oid ? SnmpValue.Oid(oid) : bare,
            SnmpType.IpAddress => bare.AsIpAddress() is { } address ? SnmpValue.IpAddress(address) : bare,
            SnmpType.Counter32 => UInt32(bare) is { } counter ? SnmpValue.Counter32(counter) : bare,
            SnmpType.Gauge32 => UInt32(bare) is { } gauge ? SnmpValue.Gauge32(gauge) : bare,
            SnmpType.TimeTicks => UInt32(bare) is { } ticks ? SnmpValue.TimeTicks(ticks) : bare,
            SnmpType.Counter64 => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large) ? SnmpValue.Counter64(large) : bare,
            SnmpType.Null => SnmpValue.Null,
            SnmpType.NoSuchObject => SnmpValue.NoSuchObject,
            SnmpType.NoSuchInstance => SnmpValue.NoSuchInstance,
            SnmpType.EndOfMibView => SnmpValue.EndOfMibView,
            _ => bare,
        };
    }

    private static SnmpValue Octets(SnmpType type, byte[]? octets, string text) => (type, octets) switch
    {
        (SnmpType.OctetString, not null) => SnmpValue.OctetString(octets),
        (SnmpType.Opaque, not null) => SnmpValue.Opaque(octets),
        (SnmpType.IpAddress, { Length: 4 }) => SnmpValue.IpAddress(octets),
        (SnmpType.IpAddress, not null) => Plain(type, text), // the recorder escapes only what it must, and dots it need not
        _ => SnmpValue.Unspecified(text),
    };

    private static byte[]? Digits(string text)
    {
        if (text.Length % 2 != 0)
        {
            return null;
        }

        byte[] octets = new byte[text.Length / 2];
        for (int i = 0; i < octets.Length; i++)
        {
            if (!byte.TryParse(text.Substring(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octets[i]))
            {
                return null;
            }
        }

        return octets;
    }

    /// <summary>The octets of a text with escape sequences; one that is none stays as it is written.</summary>
    private static byte[] Unescaped(string text)
    {
        List<byte> octets = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char next = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : '\0';
            int named = EscapeNames.IndexOf(next);
            if (next == 'x' && i + 3 < text.Length && byte.TryParse(text.Substring(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            {
                octets.Add(octet);
                i += 3;
            }
            else if (next != '\0' && named >= 0)
            {
                octets.Add((byte)EscapeValues[named]);
                i++;
            }
            else
            {
                octets.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, char.IsSurrogatePair(text, i) ? 2 : 1)));
                i += char.IsSurrogatePair(text, i) ? 1 : 0;
            }
        }

        return octets.ToArray();
    }

    private static uint? UInt32(SnmpValue value) => value.AsInteger() is >= 0 and <= uint.MaxValue and long number ? (uint)number : null;
}
