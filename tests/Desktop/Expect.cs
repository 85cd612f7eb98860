// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Desktop;

/// <summary>What must hold, or the check ends.</summary>
internal static class Expect
{
    public static void That(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }

    public static void Same<T>(T expected, T seen) => That(Equals(expected, seen), $"{expected} was expected, {seen} was seen");
}
