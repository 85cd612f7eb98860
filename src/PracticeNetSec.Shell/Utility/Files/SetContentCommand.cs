// SPDX-License-Identifier: MIT
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Set-Content</c>.</summary>
[Cmdlet(VerbsCommon.Set, "Content")]
public sealed class SetContentCommand : ContentWritingCommand
{
    private protected override bool Appends => false;
}
