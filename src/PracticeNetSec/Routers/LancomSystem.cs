// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace PracticeNetSec.Routers;

/// <summary>
/// Which operating system a LANCOM device runs. Access points (LCOS LX), switches (LCOS SX) and unified firewalls
/// (LCOS FX) number their versions independently of LCOS, so LCOS advisories say nothing about them.
/// </summary>
internal static class LancomSystem
{
    // The pattern nests no repetitions and its texts are short; the timeout is a second limit.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    private static readonly Regex NotLcos = new(
        @"\bLCOS[ _-]?(?:LX|SX|FX)\b|^\s*(?:LANCOM[ _])?(?:R&S )?(?:LX|LW|OW|GS|XS|IGS|CS|YS|UF)-[0-9]",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchTimeout);

    /// <summary>True when a text (model, sysDescr, firmware) names a LANCOM device that does not run LCOS.</summary>
    public static bool IsNotLcos(params string?[] texts) => texts.OfType<string>().Any(Matches);

    /// <summary>The scheme in which a device's version is read: LCOS only where nothing names another system.</summary>
    public static FirmwareScheme Scheme(FirmwareScheme scheme, params string?[] texts) =>
        scheme == FirmwareScheme.Lcos && IsNotLcos(texts) ? FirmwareScheme.Dotted : scheme;

    private static bool Matches(string text)
    {
        try
        {
            return NotLcos.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false; // Longer texts are no names of models.
        }
    }
}
