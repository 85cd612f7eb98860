using System;
using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for Format-Table: the engine's own formatting with a table's shape.</summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableCommand : OuterFormatTableBase
{
    /// <summary>Chooses the shape.</summary>
    public FormatTableCommand() => FormatShapes.Apply(this, "Table");
}

/// <summary>Stand-in for Format-List: the engine's own formatting with a list's shape.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    /// <summary>Chooses the shape.</summary>
    public FormatListCommand() => FormatShapes.Apply(this, "List");
}

/// <summary>
/// The engine holds the whole formatter but keeps the choice of the shape internal to its own Utility assembly; this
/// is the one place that reaches it.
/// </summary>
internal static class FormatShapes
{
    public static void Apply(FrontEndCommandBase command, string shape)
    {
        Assembly engine = typeof(FrontEndCommandBase).Assembly;
        const string Space = "Microsoft.PowerShell.Commands.Internal.Format.";
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        Type shapes = engine.GetType(Space + "FormatShape", throwOnError: true)!;
        Type formatter = engine.GetType(Space + "InnerFormatShapeCommand", throwOnError: true)!;
        object made = formatter.GetConstructor(Hidden, new[] { shapes })!.Invoke(new[] { Enum.Parse(shapes, shape) });
        typeof(FrontEndCommandBase).GetField("implementation", Hidden)!.SetValue(command, made);
    }
}
