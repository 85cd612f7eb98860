// SPDX-License-Identifier: MIT
using System;
using System.Globalization;

namespace PracticeNetSec.Smb.Wire;

/// <summary>Dialects as people write them.</summary>
internal static class Smb2DialectText
{
    /// <summary>All offered dialects, in the ascending order that [MS-SMB2] 2.2.3 shows.</summary>
    public static readonly Smb2Dialect[] Offered =
    {
        Smb2Dialect.Smb202, Smb2Dialect.Smb210, Smb2Dialect.Smb300, Smb2Dialect.Smb302, Smb2Dialect.Smb311,
    };

    public static bool IsOffered(this Smb2Dialect dialect) => Array.IndexOf(Offered, dialect) >= 0;

    public static string Text(this Smb2Dialect dialect) => dialect == Smb2Dialect.Smb210
        ? "2.1"
        : string.Format(
            CultureInfo.InvariantCulture,
            dialect == Smb2Dialect.Smb300 ? "{0}.{1}" : "{0}.{1}.{2}",
            (ushort)dialect >> 8,
            ((ushort)dialect >> 4) & 0xF,
            (ushort)dialect & 0xF);

    /// <summary>Position of a dialect's text in the order of publication; -1 for SMB1.</summary>
    public static int Order(string text) => Array.FindIndex(Offered, dialect => dialect.Text() == text);
}
