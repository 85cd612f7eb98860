// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;

namespace PracticeNetSec.Shell;

/// <summary>Turns the words after a script's path into parameters, by the rules of pwsh -File.</summary>
internal static class ScriptParameters
{
    /// <summary>
    /// <c>-Name value</c>, <c>-Name:value</c>, <c>-Switch</c>, <c>-Switch:$false</c> and plain values. Everything
    /// else stays the string it is: no variable is expanded, because the calling shell has already had its turn.
    /// </summary>
    internal static IEnumerable<CommandParameter> Read(IEnumerable<string> words)
    {
        string? waiting = null;
        foreach (string word in words)
        {
            if (waiting is not null)
            {
                yield return new CommandParameter(waiting, word);
                waiting = null;
            }
            else if (word.Length > 1 && IsDash(word[0]))
            {
                int colon = word.IndexOf(':', StringComparison.Ordinal);
                if (colon < 0)
                {
                    yield return new CommandParameter(word);
                }
                else if (colon == word.Length - 1)
                {
                    waiting = word[..colon];
                }
                else
                {
                    yield return new CommandParameter(word[..colon], Literal(word[(colon + 1)..]));
                }
            }
            else
            {
                yield return new CommandParameter(null, word);
            }
        }

        if (waiting is not null)
        {
            yield return new CommandParameter(waiting);
        }
    }

    private static object Literal(string text) => text switch
    {
        _ when text.Equals("$true", StringComparison.OrdinalIgnoreCase) => true,
        _ when text.Equals("$false", StringComparison.OrdinalIgnoreCase) => false,
        _ => text,
    };

    // PowerShell takes the typographic dashes of copied documentation for a hyphen.
    private static bool IsDash(char c) => c is '-' or '\u2013' or '\u2014' or '\u2015';
}
