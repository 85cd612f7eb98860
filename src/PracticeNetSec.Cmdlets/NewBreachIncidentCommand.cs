// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Management.Automation;
using PracticeNetSec.Breach;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Files;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Writes the file in which people enter what no measurement can provide: who became aware when, how many persons, what
/// was done. Every field has a comment; what is left empty becomes a marked gap in the documents.
/// </summary>
[Cmdlet(VerbsCommon.New, "BreachIncident", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class NewBreachIncidentCommand : PSCmdlet
{
    /// <summary>The file, when it ends in <c>.json</c>; otherwise a folder that gets one file for each practice.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>Practices whose names, ids, Länder and postal codes are filled in.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? Practice { get; set; }

    /// <summary>Language of the comments.</summary>
    [Parameter]
    [ValidateSet("de", "en")]
    public string Language { get; set; } = "de";

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Outputs the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Practice? practice = null;
        if (Practice is not null)
        {
            object? read = this.Read(Practice);
            practice = read as Practice;
            if (practice is null)
            {
                if (read is not null)
                {
                    this.WriteUnusable(Practice, "a practice from Import-PracticeInventory");
                }

                return;
            }
        }

        string path = this.NewPath(Path);
        if (File.Exists(path) && !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            WriteError(Errors.From(new InputException("PathIsFile", $"'{InputException.Quote(path)}' is a file: give -Path a folder, or a file that ends in .json."), Path));
            return;
        }

        string file = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? path
            : System.IO.Path.Combine(path, ReportFiles.SafeName(practice?.PracticeId ?? "", "incident") + (practice is null ? ".json" : "-incident.json"));
        try
        {
            Write(file, practice);
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            WriteError(Errors.FromWriting(trouble, file));
        }
    }

    private void Write(string file, Practice? practice)
    {
        if (!ShouldProcess(file, "Write the incident file"))
        {
            return;
        }

        CmdletFiles.CreateFolderOf(file);
        AtomicFile.Write(file, Force, writer => writer.Write(IncidentFile.Template(Language, practice)));
        if (PassThru)
        {
            WriteObject(new FileInfo(file));
        }
        else
        {
            this.WriteFileToOpen(file);
        }
    }
}
