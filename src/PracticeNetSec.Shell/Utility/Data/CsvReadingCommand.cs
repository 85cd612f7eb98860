// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>What <c>ConvertFrom-Csv</c> and <c>Import-Csv</c> share.</summary>
public abstract class CsvReadingCommand : PSCmdlet
{
    /// <summary>What stands between the fields.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>Names of the columns; without, the first record.</summary>
    [Parameter]
    public string[]? Header { get; set; }

    private protected void WriteRecords(TextReader reader)
    {
        IReadOnlyList<string>? columns = Header;
        foreach (List<string> record in new CsvText(Delimiter).Records(reader))
        {
            if (columns is null)
            {
                // Windows PowerShell puts a type line before the header.
                if (!record[0].StartsWith("#TYPE ", StringComparison.Ordinal))
                {
                    columns = record;
                }

                continue;
            }

            var item = new PSObject();
            for (int i = 0; i < columns.Count; i++)
            {
                item.Properties.Add(new PSNoteProperty(columns[i], i < record.Count ? record[i] : null));
            }

            WriteObject(item);
        }
    }
}
