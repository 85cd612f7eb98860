// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Text;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Snmp;

/// <summary>
/// One value of an object. The <c>As…</c> members give null when the value is of another kind: a value is never converted
/// to another kind.
/// </summary>
internal sealed class SnmpValue : IEquatable<SnmpValue>
{
    public static readonly SnmpValue Null = new(SnmpType.Null, 0, null);
    public static readonly SnmpValue NoSuchObject = new(SnmpType.NoSuchObject, 0, null);
    public static readonly SnmpValue NoSuchInstance = new(SnmpType.NoSuchInstance, 0, null);
    public static readonly SnmpValue EndOfMibView = new(SnmpType.EndOfMibView, 0, null);

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Latin1 = Encoding.GetEncoding(28591);

    private readonly ulong _number;
    private readonly object? _content;

    private SnmpValue(SnmpType type, ulong number, object? content) => (Type, _number, _content) = (type, number, content);

    public SnmpType Type { get; }

    /// <summary>True when this is a value, not NULL and none of the three "nothing here" answers.</summary>
    public bool IsPresent => Type is not (SnmpType.Null or SnmpType.NoSuchObject or SnmpType.NoSuchInstance or SnmpType.EndOfMibView);

    /// <summary>The raw octets of an OCTET STRING, IpAddress or Opaque; empty for every other kind.</summary>
    public ReadOnlyMemory<byte> Octets => _content is byte[] bytes ? bytes : ReadOnlyMemory<byte>.Empty;

    /// <summary>The bits of a number: an INTEGER in two's complement, every other kind as it is; 0 if it is not a number.</summary>
    public ulong Bits => _number;

    public static SnmpValue Integer(int value) => new(SnmpType.Integer, unchecked((ulong)value), null);

    public static SnmpValue Counter32(uint value) => new(SnmpType.Counter32, value, null);

    public static SnmpValue Gauge32(uint value) => new(SnmpType.Gauge32, value, null);

    /// <param name="value">Hundredths of a second.</param>
    public static SnmpValue TimeTicks(uint value) => new(SnmpType.TimeTicks, value, null);

    public static SnmpValue Counter64(ulong value) => new(SnmpType.Counter64, value, null);

    public static SnmpValue OctetString(byte[] octets) => new(SnmpType.OctetString, 0, octets);

    public static SnmpValue Opaque(byte[] octets) => new(SnmpType.Opaque, 0, octets);

    /// <param name="octets">Four of them; another number is accepted, but yields no address.</param>
    public static SnmpValue IpAddress(byte[] octets) => new(SnmpType.IpAddress, 0, octets);

    public static SnmpValue Oid(ObjectIdentifier value) => new(SnmpType.ObjectIdentifier, 0, value);

    /// <summary>A value of which a recording gave the text alone.</summary>
    public static SnmpValue Unspecified(string text) => new(SnmpType.Unspecified, 0, text);

    /// <summary>The number, or null. Text without a type counts when it is a number or an enumeration such as <c>tcp(6)</c>.</summary>
    public long? AsInteger() => Type switch
    {
        SnmpType.Integer => unchecked((long)_number),
        SnmpType.Counter32 or SnmpType.Gauge32 or SnmpType.TimeTicks => (long)_number,
        SnmpType.Counter64 => _number <= long.MaxValue ? (long)_number : null,
        SnmpType.Unspecified => NumberIn((string)_content!),
        _ => null,
    };

    public ObjectIdentifier? AsOid() => Type switch
    {
        SnmpType.ObjectIdentifier => (ObjectIdentifier)_content!,
        SnmpType.Unspecified => ObjectIdentifier.TryParse((string)_content!),
        _ => null,
    };

    /// <summary>The four octets of an IPv4 address, or null.</summary>
    public byte[]? AsIpAddress() => Type switch
    {
        SnmpType.IpAddress => _content is byte[] { Length: 4 } octets ? octets : null,
        SnmpType.Unspecified => Dotted((string)_content!),
        _ => null,
    };

    /// <summary>
    /// An OCTET STRING as text: UTF-8, else Latin-1, sanitized by <see cref="DeviceText"/>. Null when it is not a string.
    /// </summary>
    public string? AsText() => Type switch
    {
        SnmpType.OctetString => DeviceText.Clean(Decode((byte[])_content!)),
        SnmpType.Unspecified => DeviceText.Clean((string)_content!),
        _ => null,
    };

    /// <summary>TimeTicks as a duration, or null.</summary>
    public TimeSpan? AsDuration() => Type switch
    {
        SnmpType.TimeTicks => TimeSpan.FromTicks((long)_number * (TimeSpan.TicksPerSecond / 100)),
        SnmpType.Unspecified => Duration((string)_content!),
        _ => null,
    };

    public bool Equals(SnmpValue? other)
    {
        if (other is null || Type != other.Type || _number != other._number)
        {
            return false;
        }

        return _content is byte[] mine && other._content is byte[] theirs ? mine.AsSpan().SequenceEqual(theirs) : Equals(_content, other._content);
    }

    public override bool Equals(object? obj) => obj is SnmpValue other && Equals(other);

    public override int GetHashCode() => unchecked(((int)Type * 397) ^ _number.GetHashCode() ^ (_content is byte[] bytes ? bytes.Length : _content?.GetHashCode() ?? 0));

    /// <summary>The type alone: a value may be a secret.</summary>
    public override string ToString() => Type.ToString();

    private static string Decode(byte[] octets)
    {
        try
        {
            return StrictUtf8.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            // Older agents send the code page of their vendor; Latin-1 reads every octet and is right for German ones.
            return Latin1.GetString(octets);
        }
    }

    private static long? NumberIn(string text)
    {
        int open = text.LastIndexOf('(');
        if (open > 0 && text[text.Length - 1] == ')')
        {
            text = text.Substring(open + 1, text.Length - open - 2);
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
    }

    private static byte[]? Dotted(string text)
    {
        string[] parts = text.Split('.');
        byte[] octets = new byte[4];
        if (parts.Length != 4)
        {
            return null;
        }

        for (int i = 0; i < 4; i++)
        {
            if (!byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out octets[i]))
            {
                return null;
            }
        }

        return octets;
    }

    /// <summary>Net-SNMP's <c>days:hours:minutes:seconds.hundredths</c>.</summary>
    private static TimeSpan? Duration(string text) =>
        TimeSpan.TryParseExact(text, @"d\:h\:m\:s\.ff", CultureInfo.InvariantCulture, out TimeSpan value) ? value : null;
}
