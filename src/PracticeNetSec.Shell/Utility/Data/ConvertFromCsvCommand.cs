// SPDX-License-Identifier: MIT
using System.IO;
using System.Management.Automation;
using System.Text;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>ConvertFrom-Csv</c>.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Csv")]
[OutputType(typeof(PSObject))]
public sealed class ConvertFromCsvCommand : CsvReadingCommand
{
    private readonly StringBuilder _text = new();

    /// <summary>The lines.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string line in InputObject)
        {
            _text.Append(line).Append('\n');
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        using var reader = new StringReader(_text.ToString());
        WriteRecords(reader);
    }
}
