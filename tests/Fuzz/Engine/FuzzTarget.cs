// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>One codec, and what it may do with any bytes at all.</summary>
internal sealed class FuzzTarget
{
    private const long FixedAllowance = 1024 * 1024;
    private const int AllowanceForEachByte = 256;

    public FuzzTarget(string name, Action<byte[]> decode, IReadOnlyList<byte[]> seeds, params Type[] allowed)
    {
        Name = name;
        Decode = decode;
        Seeds = seeds;
        Allowed = allowed;
    }

    public string Name { get; }

    /// <summary>Decodes, and throws where a property of the codec does not hold.</summary>
    public Action<byte[]> Decode { get; }

    /// <summary>Inputs to start from.</summary>
    public IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>The exceptions that the codec documents. Their subclasses are not meant.</summary>
    public IReadOnlyList<Type> Allowed { get; }

    /// <summary>Words of the format, which chance would not make up.</summary>
    public IReadOnlyList<byte[]> Words { get; init; } = [];

    /// <summary>Longest input tried, in bytes.</summary>
    public int MaxInputLength { get; init; } = 8 * 1024;

    /// <summary>Bytes that one input may make the codec allocate in all, whatever it says.</summary>
    public long Allowance { get; init; } = FixedAllowance;

    /// <summary>Longest that one input may take. Generous, because a busy machine adds to it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The loop ends after so many findings of different kinds.</summary>
    public int MaxFindings { get; init; } = 8;

    /// <summary>True when the codec works on other threads too, which are then counted along.</summary>
    public bool UsesThreads { get; init; }

    public long AllowanceFor(int length) => Allowance + ((long)AllowanceForEachByte * length);
}
