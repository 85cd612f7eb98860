// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Reads an inventory of practices from CSV or JSON, with German or English headers. A wrong line becomes an
/// error that names the line, and a practice with an InventoryProblem that is sent nothing; the others continue.
/// </summary>
[Cmdlet(VerbsData.Import, "PracticeInventory")]
[OutputType(typeof(Practice))]
public sealed class ImportPracticeInventoryCommand : PSCmdlet
{
    /// <summary>Inventory files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [SupportsWildcards]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in this.ExistingFiles(Path))
        {
            try
            {
                ReadFile(file);
            }
            catch (Exception trouble) when (Errors.IsFileException(trouble))
            {
                WriteError(Errors.FromFile(trouble, file));
            }
        }
    }

    private void ReadFile(string file)
    {
        string place = System.IO.Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase) ? "element" : "line";
        List<InventoryEntry> entries = new();
        try
        {
            entries.AddRange(InventoryReader.Read(file));
        }
        finally
        {
            // What stands before a line that ends the reading is still of use.
            Write(entries, file, place);
        }

        if (entries.Count == 0)
        {
            // An audit without practices would end silently, as if it had succeeded.
            InputException none = new("InventoryWithoutPractice", $"'{InputException.Quote(file)}' names no practice: add one {place} for each.");
            WriteError(new ErrorRecord(none, none.Id, ErrorCategory.InvalidData, file));
        }
    }

    private void Write(List<InventoryEntry> entries, string file, string place)
    {
        CommonAddresses.Mark(entries.Select(entry => entry.Practice).OfType<Practice>().ToArray());
        foreach (InventoryEntry entry in entries)
        {
            if (entry.Practice is not null)
            {
                WriteObject(entry.Practice);
            }
            else
            {
                InputException wrong = new("InvalidInventoryLine", $"{System.IO.Path.GetFileName(file)}, {place} {entry.Line}: {entry.Error}");
                WriteError(new ErrorRecord(wrong, wrong.Id, ErrorCategory.InvalidData, file));
                WriteObject(entry.Unusable);
            }
        }
    }
}
