// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Smb.Security;

/// <summary>Comparison whose duration does not reveal where two tags differ.</summary>
internal static class FixedTime
{
    public static bool Equal(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        int difference = one.Length ^ other.Length;
        for (int i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            difference |= one[i] ^ other[i];
        }

        return difference == 0;
    }
}
