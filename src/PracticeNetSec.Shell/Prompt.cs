using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PracticeNetSec.Shell.Hosting;

namespace PracticeNetSec.Shell;

/// <summary>The interactive prompt: one statement after the other until <c>exit</c> or the end of the input.</summary>
internal sealed class Prompt(Session session)
{
    private readonly LineEditor _editor = new(session.Runspace);

    /// <returns>The exit code of <c>exit n</c>, else 0.</returns>
    public int Run()
    {
        while (session.RequestedExit is null && ReadStatement() is string statement)
        {
            if (!string.IsNullOrWhiteSpace(statement))
            {
                _editor.Remember(statement);
                AddToHistory(statement);
                session.RunText(statement);
            }
        }

        return session.RequestedExit ?? ExitCode.Success;
    }

    /// <summary>Reads lines until they parse to the end; null at the end of the input.</summary>
    private string? ReadStatement()
    {
        string? line = _editor.Read("PNS> ");
        string statement = line ?? "";
        while (line is not null && IsIncomplete(statement))
        {
            line = _editor.Read(">> ");
            statement += Environment.NewLine + line;
        }

        return line is null && statement.Length == 0 ? null : statement;
    }

    private static bool IsIncomplete(string statement)
    {
        Parser.ParseInput(statement, out _, out ParseError[] errors);
        return errors.Any(error => error.IncompleteInput);
    }

    /// <summary>Get-History shows what was typed here.</summary>
    private void AddToHistory(string statement)
    {
        using PowerShell shell = PowerShell.Create(session.Runspace);
        DateTime now = DateTime.Now;
        PSObject entry = new();
        foreach (KeyValuePair<string, object> part in new Dictionary<string, object>
        {
            ["CommandLine"] = statement,
            ["ExecutionStatus"] = "Completed",
            ["StartExecutionTime"] = now,
            ["EndExecutionTime"] = now,
        })
        {
            entry.Properties.Add(new PSNoteProperty(part.Key, part.Value));
        }

        shell.AddCommand("Add-History").AddParameter("InputObject", entry).Invoke();
    }
}
