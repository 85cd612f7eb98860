// SPDX-License-Identifier: MIT
using System.IO;
using System.Management.Automation;
using System.Text;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Import-Csv</c>.</summary>
[Cmdlet(VerbsData.Import, "Csv")]
[OutputType(typeof(PSObject))]
public sealed class ImportCsvCommand : CsvReadingCommand
{
    /// <summary>The files to read, wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>How bytes become text; a byte order mark has the last word.</summary>
    [Parameter]
    [TextEncodingName]
    public Encoding Encoding { get; set; } = TextEncodings.Default;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in FileSystemPaths.Existing(this, Path, literal: false))
        {
            FileSystemPaths.Try(this, path, () =>
            {
                using var reader = new StreamReader(path, Encoding);
                WriteRecords(reader);
            });
        }
    }
}
