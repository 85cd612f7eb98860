// SPDX-License-Identifier: MIT
using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using PracticeNetSec.Shell.Engine;

namespace PracticeNetSec.Shell.Utility;

/// <summary><c>Format-Table</c>: the engine has all of it but the command.</summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableCommand : OuterFormatTableBase
{
    /// <summary>Joins the command to the engine's formatter.</summary>
    public FormatTableCommand() => EngineInternals.BecomeFormatter(this, "Table");
}
