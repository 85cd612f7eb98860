// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Text.RegularExpressions;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Routers;

/// <summary>
/// What routers report about their firmware. The bintec family gives the build date too, in SNMP, in status.xml and in the
/// Telnet greeting: <c>V.10.2.9.102 IPv6, IPSec, PBX from 2021/03/16 00:00:00</c>.
/// </summary>
internal static class FirmwareText
{
    // The pattern cannot backtrack over more than a few characters, and the text is short: no timeout is needed.
    private static readonly Regex Built = new(@"\bfrom ([0-9]{4}/[0-9]{2}/[0-9]{2})\b", RegexOptions.CultureInvariant);

    /// <summary>Reads what a bintec-family device reports; older ones give fewer numbers than an advisory needs to be decided.</summary>
    public static RouterFirmware Parse(string text) => Parse(text, FirmwareScheme.Dotted);

    /// <summary>Reads a firmware text. The version is null when the text holds none; the text itself is always kept, sanitized.</summary>
    public static RouterFirmware Parse(string text, FirmwareScheme scheme)
    {
        string shown = DeviceText.Clean(text);
        Match built = Built.Match(shown);
        return new RouterFirmware
        {
            Text = shown,
            Version = FirmwareVersion.TryParse(shown, scheme)?.ToString(),
            BuildDate = built.Success && DateTime.TryParseExact(built.Groups[1].Value, "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) ? date : null,
        };
    }
}
