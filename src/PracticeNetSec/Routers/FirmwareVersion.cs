using System;
using System.Globalization;
using System.Linq;

namespace PracticeNetSec.Routers;

/// <summary>
/// A version in dotted numbers, compared number by number: 11.01.02.102 equals 11.1.2.102 and is above 11.1.2.99. Where
/// one version has fewer numbers, zeros stand for the rest.
/// </summary>
internal sealed class FirmwareVersion : IComparable<FirmwareVersion>, IEquatable<FirmwareVersion>
{
    private const int MostNumbers = 8;
    private const int MostDigits = 9;

    private readonly int[] _numbers;

    private FirmwareVersion(int[] numbers) => _numbers = numbers;

    /// <summary>Reads numbers with dots between them, at least two; null when the text is anything else.</summary>
    public static FirmwareVersion? TryParse(string? text)
    {
        string[] parts = (text ?? "").Split('.');
        bool numeric = parts.Length is >= 2 and <= MostNumbers && parts.All(part => part.Length is >= 1 and <= MostDigits && part.All(c => c is >= '0' and <= '9'));
        return numeric ? new FirmwareVersion(parts.Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray()) : null;
    }

    /// <summary>
    /// Whether a device's version is at or above another. Null when the device's version is not known: what is not known
    /// is never taken for safe.
    /// </summary>
    /// <exception cref="FormatException"><paramref name="wanted"/> is no version; it comes from our own data.</exception>
    public static bool? IsAtLeast(string? version, string wanted)
    {
        FirmwareVersion least = TryParse(wanted) ?? throw new FormatException($"'{wanted}' is no version.");
        return TryParse(version) is { } known ? known.CompareTo(least) >= 0 : null;
    }

    public int CompareTo(FirmwareVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        for (int i = 0; i < Math.Max(_numbers.Length, other._numbers.Length); i++)
        {
            int difference = NumberAt(i).CompareTo(other.NumberAt(i));
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    public bool Equals(FirmwareVersion? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is FirmwareVersion other && Equals(other);

    public override int GetHashCode()
    {
        int hash = 17;
        int last = Array.FindLastIndex(_numbers, number => number != 0);
        for (int i = 0; i <= last; i++)
        {
            hash = unchecked((hash * 31) + _numbers[i]);
        }

        return hash;
    }

    /// <summary>The numbers without leading zeros.</summary>
    public override string ToString() => string.Join(".", _numbers);

    private int NumberAt(int place) => place < _numbers.Length ? _numbers[place] : 0;
}
