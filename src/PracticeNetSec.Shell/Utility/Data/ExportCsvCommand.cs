// SPDX-License-Identifier: MIT
using System.IO;
using System.Management.Automation;
using System.Text;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Export-Csv</c>.</summary>
[Cmdlet(VerbsData.Export, "Csv")]
public sealed class ExportCsvCommand : CsvWritingCommand
{
    private readonly StringBuilder _text = new();

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath", "LP")]
    public string Path { get; set; } = string.Empty;

    /// <summary>How text becomes bytes; UTF-8 without a mark unless told otherwise.</summary>
    [Parameter]
    [TextEncodingName]
    public Encoding Encoding { get; set; } = TextEncodings.Default;

    /// <summary>Leaves an existing file alone.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string line in Lines())
        {
            _text.AppendLine(line);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string path = FileSystemPaths.ForWriting(this, Path, NoClobber);
        FileSystemPaths.Try(this, path, () => File.WriteAllText(path, _text.ToString(), Encoding));
    }
}
