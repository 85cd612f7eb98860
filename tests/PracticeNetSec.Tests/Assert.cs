// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Tests;

/// <summary>
/// xunit compares text by the culture of the machine, which finds text that is not there (a soft hyphen counts as nothing) and
/// differs between ICU and NLS. The tests mean the characters themselves.
/// </summary>
public abstract class Assert : Xunit.Assert
{
    public static new void Contains(string expected, string? actual) => Contains(expected, actual, StringComparison.Ordinal);

    public static new void DoesNotContain(string expected, string? actual) => DoesNotContain(expected, actual, StringComparison.Ordinal);

    public static new void StartsWith(string? expected, string? actual) => StartsWith(expected, actual, StringComparison.Ordinal);

    public static new void EndsWith(string? expected, string? actual) => EndsWith(expected, actual, StringComparison.Ordinal);
}
