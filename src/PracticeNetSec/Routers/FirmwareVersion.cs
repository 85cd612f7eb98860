// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace PracticeNetSec.Routers;

/// <summary>
/// A version, compared number by number within its scheme: 11.01.02.102 equals 11.1.2.102 and is above 11.1.2.99.
/// Where one version has fewer numbers, zeros stand for the rest. Versions of different schemes have no order. An LCOS
/// version of two numbers names no update: it has no order among the updates of the same release.
/// </summary>
internal sealed class FirmwareVersion : IEquatable<FirmwareVersion>
{
    private const int LcosNumbers = 3;

    private readonly int[] _numbers;

    internal FirmwareVersion(FirmwareScheme scheme, IEnumerable<int> numbers)
    {
        Scheme = scheme;
        _numbers = numbers.ToArray();
    }

    public FirmwareScheme Scheme { get; }

    /// <summary>
    /// The only version that a text contains in a scheme. Null when it contains none, several different ones, or one that was
    /// never released (beta, release candidate): an unknown version is never guessed.
    /// </summary>
    public static FirmwareVersion? TryParse(string? text, FirmwareScheme scheme) => FirmwareVersionText.Find(text, scheme);

    /// <summary>Below zero, zero or above zero; null when one is unknown or the schemes differ.</summary>
    public static int? Compare(FirmwareVersion? left, FirmwareVersion? right)
    {
        if (left is null || right is null || left.Scheme != right.Scheme)
        {
            return null;
        }

        for (int i = 0; i < Math.Max(left._numbers.Length, right._numbers.Length); i++)
        {
            int difference = left.NumberAt(i).CompareTo(right.NumberAt(i));
            if (difference != 0)
            {
                return left.IsOpen || right.IsOpen ? left.CompareReleases(right) : difference;
            }
        }

        return left.IsOpen || right.IsOpen ? null : 0;
    }

    public bool Equals(FirmwareVersion? other) => Compare(this, other) == 0
        || (other is not null && Scheme == other.Scheme && IsOpen && other.IsOpen && _numbers.SequenceEqual(other._numbers));

    public override bool Equals(object? obj) => obj is FirmwareVersion other && Equals(other);

    public override int GetHashCode()
    {
        int hash = (int)Scheme;
        int last = Array.FindLastIndex(_numbers, number => number != 0);
        for (int i = 0; i <= last; i++)
        {
            hash = unchecked((hash * 31) + _numbers[i]);
        }

        return hash;
    }

    /// <summary>The vendor's own form, without leading zeros where the vendor writes none.</summary>
    public override string ToString() => Scheme switch
    {
        FirmwareScheme.FritzOs => Format("{0}.{1:00}"),
        FirmwareScheme.Lcos => Format(IsOpen ? "{0}.{1:00}" : NumberAt(2) == 0 ? "{0}.{1:00} Rel" : "{0}.{1:00} RU{2}"),
        FirmwareScheme.Zld => Format(NumberAt(2) == 0 ? "{0}.{1:00}" : "{0}.{1:00} Patch {2}"),
        FirmwareScheme.Sfos => Format(NumberAt(2) == 0 ? "{0}.{1} GA" : "{0}.{1} MR{2}"),
        FirmwareScheme.Speedport => Format("{0}.{1:00}.{2:000}"),
        _ => string.Join(".", _numbers),
    };

    /// <summary>True for an LCOS version whose release or security update is not known.</summary>
    private bool IsOpen => Scheme == FirmwareScheme.Lcos && _numbers.Length < LcosNumbers;

    /// <summary>Compares without the update; null within one release.</summary>
    private int? CompareReleases(FirmwareVersion other)
    {
        for (int i = 0; i < LcosNumbers - 1; i++)
        {
            int difference = NumberAt(i).CompareTo(other.NumberAt(i));
            if (difference != 0)
            {
                return difference;
            }
        }

        return null;
    }

    private string Format(string form) => string.Format(CultureInfo.InvariantCulture, form, NumberAt(0), NumberAt(1), NumberAt(2));

    private int NumberAt(int place) => place < _numbers.Length ? _numbers[place] : 0;
}
