// SPDX-License-Identifier: MIT
using System;
using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>
/// How often each edge between two basic blocks was taken, as the instrumented assemblies count it: one byte an edge, in
/// the layout of AFL. One map for the process, because the instrumented code finds it in a static field.
/// </summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;

    private readonly byte* _counts = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    public CoverageMap() => Trace.SharedMem = _counts;

    /// <summary>Edges taken by any input since <see cref="Forget"/>.</summary>
    public int Edges { get; private set; }

    /// <summary>Starts a target.</summary>
    public void Forget()
    {
        _seen.AsSpan().Clear();
        Edges = 0;
    }

    /// <summary>Starts an input.</summary>
    public void Reset()
    {
        new Span<byte>(_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>
    /// True when the input took an edge that none took before, or one that often for the first time. "How often" has the
    /// eight steps of AFL, so that a loop's every length is no news.
    /// </summary>
    public bool IsNews()
    {
        bool news = false;
        ReadOnlySpan<ulong> eights = new(_counts, Size / sizeof(ulong));
        for (int i = 0; i < eights.Length; i++)
        {
            if (eights[i] == 0)
            {
                continue;
            }

            for (int edge = i * sizeof(ulong); edge < (i + 1) * sizeof(ulong); edge++)
            {
                byte step = Step(_counts[edge]);
                if ((_seen[edge] | step) != _seen[edge])
                {
                    Edges += _seen[edge] == 0 ? 1 : 0;
                    _seen[edge] |= step;
                    news = true;
                }
            }
        }

        return news;
    }

    private static byte Step(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        _ => (byte)(1 << Math.Min(7, BitOperations.Log2(count) + 1)),
    };
}
