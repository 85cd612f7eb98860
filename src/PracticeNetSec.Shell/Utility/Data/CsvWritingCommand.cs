// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>What <c>ConvertTo-Csv</c> and <c>Export-Csv</c> share: the first object names the columns.</summary>
public abstract class CsvWritingCommand : PSCmdlet
{
    private CsvText? _csv;
    private string[] _columns = [];

    /// <summary>The objects to write.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = new();

    /// <summary>What stands between the fields.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>Accepted for scripts of Windows PowerShell; a type line is never written.</summary>
    [Parameter]
    [Alias("NTI")]
    public SwitchParameter NoTypeInformation { get; set; }

    /// <summary>The lines for one object: at first with the header before it.</summary>
    private protected IEnumerable<string> Lines()
    {
        if (_csv is null)
        {
            _csv = new CsvText(Delimiter);
            _columns = [.. InputObject.Properties.Select(property => property.Name)];
            yield return _csv.Line(_columns);
        }

        yield return _csv.Line(_columns.Select(column => CsvText.Text(InputObject, column)));
    }
}
