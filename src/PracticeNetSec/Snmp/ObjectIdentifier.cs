// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Text;

namespace PracticeNetSec.Snmp;

/// <summary>
/// An object identifier as SNMP uses it: 2 to 128 sub-identifiers of 32 bits (RFC 2578 §3.5). The first is 0, 1 or 2,
/// and below 0 and 1 the second is at most 39 (X.690 §8.19.4), so that every value can be encoded. Ordered lexicographically,
/// which is the order in which an agent is required to walk.
/// </summary>
internal sealed class ObjectIdentifier : IEquatable<ObjectIdentifier>, IComparable<ObjectIdentifier>
{
    /// <summary>Maximum sub-identifiers an object may have (RFC 2578 §3.5).</summary>
    public const int MaxParts = 128;

    // Below arc 2 the first two arcs share one sub-identifier, 80 + second, which must still fit 32 bits.
    private const uint MaxSecondBelowTwo = uint.MaxValue - 80;

    private readonly uint[] _parts;

    private ObjectIdentifier(uint[] parts) => _parts = parts;

    /// <summary>Number of sub-identifiers.</summary>
    public int Length => _parts.Length;

    public uint this[int index] => _parts[index];

    /// <summary>Creates an identifier from its sub-identifiers.</summary>
    /// <exception cref="FormatException">They do not form an object identifier.</exception>
    public static ObjectIdentifier Of(params uint[] parts) => IsValid(parts)
        ? new ObjectIdentifier((uint[])parts.Clone())
        : throw new FormatException("These sub-identifiers are no object identifier.");

    /// <summary>Reads <c>.1.3.6.1</c> or <c>1.3.6.1</c>.</summary>
    /// <exception cref="FormatException">The text is not an object identifier.</exception>
    public static ObjectIdentifier Parse(string text) => TryParse(text)
        ?? throw new FormatException("The text is no object identifier in dotted numbers.");

    /// <summary>Reads <c>.1.3.6.1</c> or <c>1.3.6.1</c>; null when the text is anything else.</summary>
    public static ObjectIdentifier? TryParse(string text)
    {
        int start = text.Length > 0 && text[0] == '.' ? 1 : 0;
        Span<uint> parts = stackalloc uint[MaxParts];
        int count = 0;
        ulong value = 0;
        int digits = 0;
        for (int i = start; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '.';
            if (c == '.')
            {
                if (digits == 0 || count == MaxParts)
                {
                    return null;
                }

                parts[count++] = (uint)value;
                (value, digits) = (0, 0);
                continue;
            }

            if (c is < '0' or > '9')
            {
                return null;
            }

            value = (value * 10) + (ulong)(c - '0');
            digits++;
            if (value > uint.MaxValue || digits > 10)
            {
                return null;
            }
        }

        uint[] exact = parts.Slice(0, count).ToArray();
        return IsValid(exact) ? new ObjectIdentifier(exact) : null;
    }

    /// <summary>This identifier with further sub-identifiers behind it.</summary>
    /// <exception cref="FormatException">It would grow longer than 128.</exception>
    public ObjectIdentifier Append(params uint[] more)
    {
        uint[] parts = new uint[_parts.Length + more.Length];
        _parts.CopyTo(parts, 0);
        more.CopyTo(parts, _parts.Length);
        return Of(parts);
    }

    /// <summary>This identifier without its last <paramref name="levels"/> sub-identifiers.</summary>
    /// <exception cref="FormatException">Fewer than two would be left.</exception>
    public ObjectIdentifier Parent(int levels = 1) => Of(_parts.AsSpan(0, Math.Max(0, _parts.Length - levels)).ToArray());

    /// <summary>True when this is <paramref name="root"/> or lies below it.</summary>
    public bool IsWithin(ObjectIdentifier root)
    {
        if (_parts.Length < root._parts.Length)
        {
            return false;
        }

        return _parts.AsSpan(0, root._parts.Length).SequenceEqual(root._parts);
    }

    /// <summary>What follows the first <paramref name="start"/> sub-identifiers, as text such as <c>.0.6.443.1</c>.</summary>
    public string SuffixFrom(int start)
    {
        StringBuilder text = new();
        for (int i = start; i < _parts.Length; i++)
        {
            text.Append('.').Append(_parts[i].ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    public int CompareTo(ObjectIdentifier? other) => other is null ? 1 : _parts.AsSpan().SequenceCompareTo(other._parts);

    public bool Equals(ObjectIdentifier? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

    public override bool Equals(object? obj) => obj is ObjectIdentifier other && Equals(other);

    public override int GetHashCode()
    {
        uint hash = 17;
        foreach (uint part in _parts)
        {
            hash = unchecked((hash * 31) + part);
        }

        return unchecked((int)hash);
    }

    /// <summary>Dotted numbers with a leading dot, as <c>snmpwalk -On</c> writes them.</summary>
    public override string ToString() => SuffixFrom(0);

    private static bool IsValid(uint[] parts) => parts.Length is >= 2 and <= MaxParts
        && (parts[0] < 2 ? parts[1] <= 39 : parts[0] == 2 && parts[1] <= MaxSecondBelowTwo);
}
