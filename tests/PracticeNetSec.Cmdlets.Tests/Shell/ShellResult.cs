// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

/// <summary>What a run of the shell left behind.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output's lines, the same on every system.</summary>
    internal string[] Lines => Output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
