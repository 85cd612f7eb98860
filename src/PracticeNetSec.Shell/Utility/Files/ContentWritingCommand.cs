// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace PracticeNetSec.Shell.Utility;

/// <summary>What <c>Set-Content</c> and <c>Add-Content</c> share: each value is one line of a file.</summary>
public abstract class ContentWritingCommand : PSCmdlet
{
    private readonly StringBuilder _text = new();

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath", "LP")]
    public string Path { get; set; } = string.Empty;

    /// <summary>The lines.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object? Value { get; set; }

    /// <summary>How text becomes bytes; UTF-8 without a mark unless told otherwise.</summary>
    [Parameter]
    [TextEncodingName]
    public Encoding Encoding { get; set; } = TextEncodings.Default;

    /// <summary>No line break after each value.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    private protected abstract bool Appends { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        object? bare = Value is PSObject wrapped ? wrapped.BaseObject : Value;
        foreach (object? item in bare is string or not IEnumerable ? new[] { bare } : ((IEnumerable)bare).Cast<object?>())
        {
            _text.Append(item is null ? string.Empty : PSObject.AsPSObject(item).ToString())
                .Append(NoNewline ? string.Empty : Environment.NewLine);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string path = FileSystemPaths.ForWriting(this, Path, keepExisting: false);
        FileSystemPaths.Try(this, path, () =>
        {
            if (Appends)
            {
                File.AppendAllText(path, _text.ToString(), Encoding);
            }
            else
            {
                File.WriteAllText(path, _text.ToString(), Encoding);
            }
        });
    }
}
