// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Probing.Scans;

/// <summary>Form of a file with the results of a scan.</summary>
public enum ScanFormat
{
    /// <summary>Found by its content.</summary>
    Auto = 0,

    /// <summary>XML of nmap or masscan (<c>-oX</c>).</summary>
    Nmap = 1,

    /// <summary>JSON of masscan (<c>-oJ</c>, <c>-oD</c>).</summary>
    MasscanJson = 2,

    /// <summary>List of masscan (<c>-oL</c>).</summary>
    MasscanList = 3,

    /// <summary>JSON lines of naabu (<c>-json</c>).</summary>
    Naabu = 4,

    /// <summary>JSON lines of zgrab2.</summary>
    Zgrab2 = 5,

    /// <summary>A host of Shodan's API, or lines of a downloaded search.</summary>
    Shodan = 6,

    /// <summary>A host of Censys' API, or results of a search.</summary>
    Censys = 7,
}
