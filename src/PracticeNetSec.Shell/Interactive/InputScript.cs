// SPDX-License-Identifier: MIT
using System.Linq;
using System.Management.Automation.Language;

namespace PracticeNetSec.Shell.Interactive;

/// <summary>Whether typed or piped text is a whole statement yet.</summary>
internal static class InputScript
{
    internal static bool IsComplete(string text)
    {
        Parser.ParseInput(text, out _, out ParseError[] errors);
        return !errors.Any(error => error.IncompleteInput);
    }
}
