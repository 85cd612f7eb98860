// SPDX-License-Identifier: MIT
using System;
using System.Globalization;

namespace PracticeNetSec.Snmp.Recorded;

/// <summary>A file given as a recording of a device is not one, or is larger than any recording should be.</summary>
public sealed class RecordingFormatException : FormatException
{
    /// <summary>How to make a recording that can be read. Never all of <c>.1</c>: it would include bintec's password subtree.</summary>
    internal const string Remedy = "Record the device with: snmpwalk -v2c -c COMMUNITY -On ADDRESS .1.3.6.1.2.1 > FILE, and add its vendor's part with >> FILE (of bintec .1.3.6.1.4.1.272.4)";

    internal RecordingFormatException(string name, int line, string what)
        : base(string.Format(CultureInfo.InvariantCulture, "'{0}', line {1}: {2}. {3}", name, line, what, Remedy)) => Line = line;

    /// <summary>Line at which reading stopped, from 1.</summary>
    public int Line { get; }
}
