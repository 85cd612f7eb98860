// SPDX-License-Identifier: MIT
using System.IO;
using System.Management.Automation;
using System.Text;
using System.Xml;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Export-Clixml</c>: objects in a file, to be read back with their types' names.</summary>
[Cmdlet(VerbsData.Export, "Clixml", DefaultParameterSetName = "ByPath")]
public sealed class ExportClixmlCommand : PSCmdlet
{
    // PowerShell's own depth where neither the caller nor the type says otherwise.
    private const int UsualDepth = 2;

    private CliXmlDocument _document = new(UsualDepth);

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    public string Path { get; set; } = string.Empty;

    /// <summary>The file to write, taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string LiteralPath { get; set; } = string.Empty;

    /// <summary>The objects to keep.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>How many levels of properties.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = UsualDepth;

    /// <summary>How text becomes bytes; UTF-8 without a mark unless told otherwise.</summary>
    [Parameter]
    [TextEncodingName]
    public Encoding Encoding { get; set; } = TextEncodings.Default;

    /// <summary>Leaves an existing file alone.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Accepted for scripts that replace write-protected files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _document = new CliXmlDocument(Depth);

    /// <inheritdoc/>
    protected override void ProcessRecord() => _document.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string path = FileSystemPaths.ForWriting(this, ParameterSetName == "ByPath" ? Path : LiteralPath, NoClobber);
        FileSystemPaths.Try(this, path, () =>
        {
            if (Force && File.Exists(path))
            {
                File.SetAttributes(path, FileAttributes.Normal);
            }

            using var writer = XmlWriter.Create(path, new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = Encoding });
            _document.Save(writer);
        });
    }
}
