// SPDX-License-Identifier: MIT
namespace System;

/// <summary>From a place up to, but without, another: <c>2..^1</c> (C# specification, range operator). netstandard2.0 has no such type;
/// of strings and spans the compiler slices by it without calling anything here.</summary>
internal readonly struct Range
{
    public Range(Index start, Index end) => (Start, End) = (start, end);

    /// <summary>The first place that belongs to it.</summary>
    public Index Start { get; }

    /// <summary>The first place that does not.</summary>
    public Index End { get; }
}
