using System;
using System.IO;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace PracticeNetSec.Shell.Utility;

/// <summary>
/// Stand-ins for the everyday commands of Microsoft.PowerShell.Utility and .Management, which the bare engine lacks.
/// With the full SDK the real ones are there and none of these is used. Their list and limits: docs/decisions.
/// </summary>
internal static class UtilityCommands
{
    private const string RealOne = "Microsoft.PowerShell.Commands.SelectObjectCommand, Microsoft.PowerShell.Commands.Utility";

    public static void AddTo(InitialSessionState state)
    {
        if (Type.GetType(RealOne) is not null)
        {
            return;
        }

        state.Commands.Add(new SessionStateCmdletEntry("Select-Object", typeof(SelectObjectCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("ConvertTo-Json", typeof(ConvertToJsonCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("ConvertFrom-Json", typeof(ConvertFromJsonCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Format-Table", typeof(FormatTableCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Format-List", typeof(FormatListCommand), null));
        AddFunctions(state);
    }

    /// <summary>The short ones are PowerShell functions; each is an entry of its own, so that a script may replace it.</summary>
    private static void AddFunctions(InitialSessionState state)
    {
        using Stream stream = typeof(UtilityCommands).Assembly.GetManifestResourceStream("Utility.psm1")
            ?? throw new InvalidOperationException("Utility.psm1 is not embedded.");
        using StreamReader reader = new(stream);
        ScriptBlockAst script = Parser.ParseInput(reader.ReadToEnd(), out _, out _);
        foreach (Ast ast in script.FindAll(node => node is FunctionDefinitionAst, false))
        {
            var function = (FunctionDefinitionAst)ast;
            string body = function.Body.Extent.Text;
            state.Commands.Add(new SessionStateFunctionEntry(function.Name, body[1..^1]));
        }
    }
}
