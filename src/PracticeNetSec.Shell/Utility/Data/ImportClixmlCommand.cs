// SPDX-License-Identifier: MIT
using System.IO;
using System.Management.Automation;
using System.Xml;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Import-Clixml</c>.</summary>
[Cmdlet(VerbsData.Import, "Clixml", DefaultParameterSetName = "ByPath")]
[OutputType(typeof(PSObject))]
public sealed class ImportClixmlCommand : PSCmdlet
{
    /// <summary>The files to read, wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByPath")]
    public string[] Path { get; set; } = [];

    /// <summary>The files to read, taken literally.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == "ByLiteralPath";
        foreach (string path in FileSystemPaths.Existing(this, literal ? LiteralPath : Path, literal))
        {
            FileSystemPaths.Try(this, path, () => Read(path));
        }
    }

    private void Read(string path)
    {
        object?[] items;
        try
        {
            items = PSSerializer.DeserializeAsList(File.ReadAllText(path));
        }
        catch (XmlException reason)
        {
            WriteError(new ErrorRecord(reason, "NotCliXml", ErrorCategory.InvalidData, path));
            return;
        }

        foreach (object? item in items)
        {
            WriteObject(item);
        }
    }
}
