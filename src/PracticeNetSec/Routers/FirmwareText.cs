using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PracticeNetSec.Routers;

/// <summary>
/// What routers of the bintec family say about their firmware, in SNMP, in status.xml and in the Telnet greeting:
/// <c>V.10.2.9.102 IPv6, IPSec, PBX from 2021/03/16 00:00:00</c>, <c>11.01.02.102 from 2019/11/06 00:00:00</c>.
/// </summary>
internal static class FirmwareText
{
    // Neither pattern can backtrack over more than a few characters, and the text is short: no time-out is needed.
    private static readonly Regex Version = new(@"(?<![0-9A-Za-z.])(?:[Vv]\.?\s?)?([0-9]{1,9}(?:\.[0-9]{1,9}){1,7})(?![0-9]|\.[0-9])", RegexOptions.CultureInvariant);
    private static readonly Regex Built = new(@"\bfrom ([0-9]{4}/[0-9]{2}/[0-9]{2})\b", RegexOptions.CultureInvariant);

    /// <summary>Reads a firmware text. The version is null when the text holds none; the text itself is always kept, fit to be shown.</summary>
    public static RouterFirmware Parse(string text)
    {
        string shown = DeviceText.Clean(text);
        Match version = Version.Match(shown);
        Match built = Built.Match(shown);
        return new RouterFirmware
        {
            Text = shown,
            Version = version.Success ? FirmwareVersion.TryParse(version.Groups[1].Value)?.ToString() : null,
            BuildDate = built.Success && DateTime.TryParseExact(built.Groups[1].Value, "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) ? date : null,
        };
    }
}
