// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Get-Date</c>.</summary>
[Cmdlet(VerbsCommon.Get, "Date")]
[OutputType(typeof(DateTime), typeof(string))]
public sealed class GetDateCommand : PSCmdlet
{
    /// <summary>The time; now unless told otherwise.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LastWriteTime")]
    public DateTime Date { get; set; } = DateTime.Now;

    /// <summary>A .NET format, or FileDate, FileDateTime and their Universal forms; the result is text.</summary>
    [Parameter]
    public string? Format { get; set; }

    /// <summary>As Coordinated Universal Time.</summary>
    [Parameter]
    public SwitchParameter AsUTC { get; set; }

    /// <summary>Another year.</summary>
    [Parameter]
    [ValidateRange(1, 9999)]
    public int? Year { get; set; }

    /// <summary>Another month.</summary>
    [Parameter]
    [ValidateRange(1, 12)]
    public int? Month { get; set; }

    /// <summary>Another day.</summary>
    [Parameter]
    [ValidateRange(1, 31)]
    public int? Day { get; set; }

    /// <summary>Another hour.</summary>
    [Parameter]
    [ValidateRange(0, 23)]
    public int? Hour { get; set; }

    /// <summary>Another minute.</summary>
    [Parameter]
    [ValidateRange(0, 59)]
    public int? Minute { get; set; }

    /// <summary>Another second.</summary>
    [Parameter]
    [ValidateRange(0, 59)]
    public int? Second { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DateTime date = Date
            .AddYears((Year ?? Date.Year) - Date.Year)
            .AddMonths((Month ?? Date.Month) - Date.Month)
            .AddDays((Day ?? Date.Day) - Date.Day)
            .AddHours((Hour ?? Date.Hour) - Date.Hour)
            .AddMinutes((Minute ?? Date.Minute) - Date.Minute)
            .AddSeconds((Second ?? Date.Second) - Date.Second);
        if (AsUTC)
        {
            date = date.ToUniversalTime();
        }

        WriteObject(Format is null ? date : Text(date, Format));
    }

    private static string Text(DateTime date, string format) => format.ToUpperInvariant() switch
    {
        "FILEDATE" => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        "FILEDATEUNIVERSAL" => date.ToUniversalTime().ToString("yyyyMMddZ", CultureInfo.InvariantCulture),
        "FILEDATETIME" => date.ToString("yyyyMMddTHHmmssffff", CultureInfo.InvariantCulture),
        "FILEDATETIMEUNIVERSAL" => date.ToUniversalTime().ToString("yyyyMMddTHHmmssffffZ", CultureInfo.InvariantCulture),
        _ => date.ToString(format, CultureInfo.CurrentCulture),
    };
}
