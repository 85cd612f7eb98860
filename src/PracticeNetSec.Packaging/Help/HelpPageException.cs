// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Packaging.Help;

/// <summary>A page that is not as a help page must be: where, and what is wrong.</summary>
internal sealed class HelpPageException(string path, int line, string message) : Exception(message)
{
    public string Path { get; } = path;

    /// <summary>Counted from 1.</summary>
    public int Line { get; } = line;
}
