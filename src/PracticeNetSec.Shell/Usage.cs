// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Shell;

/// <summary>The text of -Help.</summary>
internal static class Usage
{
    internal const string Text = """
        PracticeNetSec.Shell: PowerShell's engine with the PracticeNetSec module loaded.

          PracticeNetSec.Shell [-File] <script.ps1> [args]   run a script
          PracticeNetSec.Shell -Command <script>             run a line; '-' reads it from standard input
          PracticeNetSec.Shell -EncodedCommand <base64>      the same, as Base64 of UTF-16
          PracticeNetSec.Shell                               a prompt with history and Tab completion
          PracticeNetSec.Shell -Version | -Help

        Before these: -NonInteractive (a question is an error), -NoExit (stay at the prompt afterwards), -NoLogo,
        -WorkingDirectory <folder>, -ExecutionPolicy <policy> (Windows), -NoProfile (accepted; there is no profile).

        Exit codes: `exit n` gives n; 0 success; 1 uncaught error, or with -Command a failed last statement;
        64 bad command line or missing script; 70 the module cannot be loaded; 130 Ctrl+C; 143 terminated.
        """;
}
