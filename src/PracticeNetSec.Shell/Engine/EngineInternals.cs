// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace PracticeNetSec.Shell.Engine;

/// <summary>
/// The only place that reaches behind the engine's public face. Four things have no public way, and PowerShell's
/// own assemblies reach them as friends of the engine (InternalsVisibleTo): `exit` in a -File script, stopping
/// what stands upstream, the formatter behind Format-Table, and formatted text as a string. The names belong to
/// the engine version pinned in Directory.Build.props; a test for each fails when a new version moves them.
/// </summary>
internal static class EngineInternals
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const string Formatting = "Microsoft.PowerShell.Commands.Internal.Format.";

    /// <summary>
    /// Lets `exit` in the next script file end the session instead of that script alone. The flag is what makes
    /// pwsh -File report the script's exit code; $LASTEXITCODE would not tell it from a failed native command.
    /// </summary>
    internal static void LetExitLeaveTheNextScript(Runspace runspace)
    {
        object context = Property(typeof(Runspace), "ExecutionContext").GetValue(runspace)
            ?? throw Moved("Runspace.ExecutionContext");
        Property(context.GetType(), "ScriptCommandProcessorShouldRethrowExit").SetValue(context, true);
    }

    /// <summary>
    /// The exception that ends the commands before <paramref name="requester"/> and lets those after it finish:
    /// Select-Object -First would otherwise have to wait for input it throws away.
    /// </summary>
    internal static Exception StopUpstream(Cmdlet requester) =>
        (Exception)Create("System.Management.Automation.StopUpstreamCommandsException", requester);

    /// <summary>Makes <paramref name="command"/> a formatting command of the given shape: Table, List, Wide or Complex.</summary>
    internal static void BecomeFormatter(FrontEndCommandBase command, string shape)
    {
        object formatShape = Enum.Parse(EngineType(Formatting + "FormatShape"), shape);
        SetImplementation(command, Create(Formatting + "InnerFormatShapeCommand", formatShape));
    }

    /// <summary>Makes <paramref name="command"/> write its input, formatted, to <paramref name="writer"/>.</summary>
    internal static void BecomeTextOutput(FrontEndCommandBase command, TextWriter writer, int width)
    {
        object outputter = Create(Formatting + "OutputManagerInner");
        object lines = Create(Formatting + "TextWriterLineOutput", writer, width);
        Property(outputter.GetType(), "LineOutput").SetValue(outputter, lines);
        SetImplementation(command, outputter);
    }

    private static void SetImplementation(FrontEndCommandBase command, object implementation)
    {
        FieldInfo field = typeof(FrontEndCommandBase).GetField("implementation", Instance)
            ?? throw Moved("FrontEndCommandBase.implementation");
        field.SetValue(command, implementation);
    }

    private static object Create(string typeName, params object[] arguments) =>
        Activator.CreateInstance(EngineType(typeName), Instance, null, arguments, CultureInfo.InvariantCulture)
            ?? throw Moved(typeName);

    private static Type EngineType(string name) => typeof(PSObject).Assembly.GetType(name) ?? throw Moved(name);

    private static PropertyInfo Property(Type type, string name) => type.GetProperty(name, Instance) ?? throw Moved(name);

    private static PSNotSupportedException Moved(string name) =>
        new($"This version of the PowerShell engine has no {name}; the shell was made for another one.");
}
