// SPDX-License-Identifier: MIT
using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using PracticeNetSec.Shell.Engine;

namespace PracticeNetSec.Shell.Utility;

/// <summary><c>Format-List</c>: the engine has all of it but the command.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    /// <summary>Joins the command to the engine's formatter.</summary>
    public FormatListCommand() => EngineInternals.BecomeFormatter(this, "List");
}
