using System;
using System.Linq;

namespace PracticeNetSec.Reporting;

/// <summary>Names of files and folders for ids and host names, which come from outside.</summary>
public static class ReportFiles
{
    private const int LongestName = 100;

    // Windows opens a device where a file bears such a name, whatever its ending.
    private static readonly string[] Devices =
    {
        "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>Only what is safe in every file system stays.</summary>
    /// <param name="text">An id, a host or a name.</param>
    /// <param name="otherwise">Taken when nothing is left.</param>
    public static string SafeName(string text, string otherwise)
    {
        string safe = new(text.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-').ToArray());
        string trimmed = safe.Trim('.', '-');
        string name = trimmed.Length == 0 ? otherwise : trimmed.Length > LongestName ? trimmed.Substring(0, LongestName).TrimEnd('.', '-') : trimmed;
        return Devices.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase) ? "_" + name : name;
    }
}
