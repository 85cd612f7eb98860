// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>Offers what the ledger that the command line names contains; nothing where it names no readable one.</summary>
public abstract class LedgerCompleter : IArgumentCompleter
{
    private const int Most = 200; // more than a user reads through

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            string? named = fakeBoundParameters["Path"] switch { string[] { Length: > 0 } many => many[0], string one => one, _ => null };
            string? path = named is null ? null : FromWhereTheUserIs(named);
            return path is null || !File.Exists(path) ? Array.Empty<CompletionResult>() : Values(path)
                .Where(id => id.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
                .Take(Most)
                .Select(id => new CompletionResult(id.Any(sign => !char.IsLetterOrDigit(sign) && sign is not ('-' or '_' or '.')) ? $"'{id.Replace("'", "''")}'" : id, id, CompletionResultType.ParameterValue, id))
                .ToArray();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InputException or RuntimeException)
        {
            // Tab must never put an error into the user's command line.
            return Array.Empty<CompletionResult>();
        }
    }

    /// <summary>The values of one ledger, in the order in which they are offered.</summary>
    /// <param name="path">An absolute path of a file that exists.</param>
    protected abstract IEnumerable<string> Values(string path);

    /// <summary>Set-Location moves the session, not the process: a relative path, a PowerShell drive and ~ belong to the session.</summary>
    private static string? FromWhereTheUserIs(string path)
    {
        using PowerShell session = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return session.AddScript("$ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($args[0])", useLocalScope: true)
            .AddArgument(path).Invoke<string>().FirstOrDefault();
    }
}
