using System;
using System.Globalization;

namespace PracticeNetSec.Snmp.Recorded;

/// <summary>A file that was given as a recording of a device is none, or is larger than any recording should be.</summary>
public sealed class RecordingFormatException : FormatException
{
    /// <summary>How to make a recording that can be read.</summary>
    internal const string Remedy = "Record the device with: snmpwalk -v2c -c COMMUNITY -On ADDRESS .1 > FILE";

    internal RecordingFormatException(string name, int line, string what)
        : base(string.Format(CultureInfo.InvariantCulture, "'{0}', line {1}: {2}. {3}", name, line, what, Remedy)) => Line = line;

    /// <summary>Line at which reading stopped, from 1.</summary>
    public int Line { get; }
}
