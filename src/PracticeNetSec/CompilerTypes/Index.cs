// SPDX-License-Identifier: MIT
namespace System;

/// <summary>A place counted from the start or, as <c>^1</c>, from the end (C# specification, index from end operator). netstandard2.0 has no such type.</summary>
/// <param name="value">How far from that end.</param>
/// <param name="fromEnd">True to count from the end.</param>
internal readonly struct Index(int value, bool fromEnd = false)
{
    /// <summary>The place in something of this length.</summary>
    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}
