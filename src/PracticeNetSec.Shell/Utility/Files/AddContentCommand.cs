// SPDX-License-Identifier: MIT
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Add-Content</c>.</summary>
[Cmdlet(VerbsCommon.Add, "Content")]
public sealed class AddContentCommand : ContentWritingCommand
{
    private protected override bool Appends => true;
}
