// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Text;
using PracticeNetSec.Shell.Engine;
using PracticeNetSec.Shell.Hosting;

namespace PracticeNetSec.Shell.Interactive;

/// <summary>
/// <c>-Command -</c>: statements from a pipe, each run as soon as it is whole. A statement over several lines ends
/// with an empty line, as in pwsh, because only then an `else` or `catch` cannot follow any more.
/// </summary>
internal static class StandardInputLoop
{
    /// <summary>Runs all statements and returns whether the last one succeeded.</summary>
    internal static bool Run(EngineSession session, ShellHost host, TextReader input, Func<bool> interrupted)
    {
        bool succeeded = true;
        var pending = new StringBuilder();
        while (host.RequestedExitCode is null && !interrupted())
        {
            string? line = input.ReadLine();
            if (line is not null)
            {
                bool first = pending.Length == 0;
                pending.Append(line).Append('\n');
                if (!(first || line.Length == 0) || !InputScript.IsComplete(pending.ToString()))
                {
                    continue;
                }
            }

            string statement = pending.ToString();
            pending.Clear();
            if (!string.IsNullOrWhiteSpace(statement))
            {
                Exception? failure = session.RunScript(statement);
                succeeded = failure is null && session.LastCommandSucceeded();
                if (failure is not null)
                {
                    session.Report(failure);
                }
            }

            if (line is null)
            {
                break;
            }
        }

        return succeeded;
    }
}
