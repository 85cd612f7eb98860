// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Views;

/// <summary>
/// What a table needs of a router, a server or an audit, one value each: for Export-Csv, Out-GridView and BI, where lists become the name
/// of a type. Named as properties in PracticeNetSec.types.ps1xml.
/// </summary>
public static class FlatProperties
{
    /// <summary>How many findings it has.</summary>
    public static int FindingCount(PSObject shown) => ObjectReader.Items(ObjectReader.Member(shown, "Findings")).Count();

    /// <summary>The highest severity; empty without a finding.</summary>
    public static string WorstSeverity(PSObject shown) => Worst(shown, "Severity");

    /// <summary>The title of the most severe finding; empty without one.</summary>
    public static string WorstFinding(PSObject shown) => Worst(shown, "Title");

    /// <summary>The open ports of the router, ascending, separated by commas.</summary>
    public static string OpenPortText(PSObject shown)
    {
        object? ports = ObjectReader.Member(shown, "Ports") ?? ObjectReader.Member(ObjectReader.Member(shown, "RouterExposure"), "Ports");
        return string.Join(", ", ObjectReader.Items(ports)
            .Where(port => ObjectReader.Member(port, "State")?.ToString() is "Open" or "OpenReset")
            .Select(port => Convert.ToInt32(ObjectReader.Member(port, "Port"), CultureInfo.InvariantCulture)).Distinct().OrderBy(port => port));
    }

    /// <summary>When the measurement ended, ISO 8601 with offset; empty where it was not measured.</summary>
    public static string MeasuredAt(PSObject shown) => ObjectReader.Moment(ObjectReader.Member(shown, "EndedAt"))?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) ?? "";

    private static string Worst(PSObject shown, string property) =>
        ObjectReader.Member(ObjectReader.BySeverity(ObjectReader.Member(shown, "Findings")).FirstOrDefault(), property)?.ToString() ?? "";
}
