// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Shell;

/// <summary>What the process tells its caller. The values are PowerShell's own, except for interruption.</summary>
internal static class ExitCode
{
    internal const int Success = 0;

    /// <summary>An uncaught error, or a command whose last statement failed.</summary>
    internal const int Failure = 1;

    /// <summary>The command line cannot be understood, or the script file does not exist (EX_USAGE).</summary>
    internal const int BadCommandLine = 64;

    /// <summary>The engine or the module cannot be loaded (EX_SOFTWARE).</summary>
    internal const int CannotStart = 70;

    /// <summary>Ctrl+C: 128 + SIGINT, so that a half-done audit never counts as done.</summary>
    internal const int Interrupted = 130;

    /// <summary>Ended from outside: 128 + SIGTERM.</summary>
    internal const int Terminated = 143;
}
