// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Testing;

/// <summary>Exit code and output of a process that has ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + n after signal n.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Error">All of its standard error.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of the output that are not empty, the same on every system.</summary>
    public string[] Lines => Output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
