// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Shell;

/// <summary>What one start of the shell is asked to do.</summary>
internal enum ShellMode
{
    Interactive,
    Command,
    File,
    StandardInput,
    Version,
    Help,
    Invalid,
}
