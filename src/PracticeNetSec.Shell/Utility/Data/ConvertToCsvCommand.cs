// SPDX-License-Identifier: MIT
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>ConvertTo-Csv</c>.</summary>
[Cmdlet(VerbsData.ConvertTo, "Csv")]
[OutputType(typeof(string))]
public sealed class ConvertToCsvCommand : CsvWritingCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Lines(), enumerateCollection: true);
}
