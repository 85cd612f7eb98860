// SPDX-License-Identifier: MIT
using System;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

/// <summary>A test that needs signals or a pseudo-terminal as Linux has them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnLinuxFactAttribute : FactAttribute
{
    public OnLinuxFactAttribute() => Skip = OnLinux.SkipElsewhere;
}

/// <summary>The same for a test with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnLinuxTheoryAttribute : TheoryAttribute
{
    public OnLinuxTheoryAttribute() => Skip = OnLinux.SkipElsewhere;
}

/// <summary>Why such a test does not run elsewhere; null on Linux.</summary>
internal static class OnLinux
{
    internal static string? SkipElsewhere { get; } = OperatingSystem.IsLinux() ? null : "Needs the signals and the terminal of Linux.";
}
