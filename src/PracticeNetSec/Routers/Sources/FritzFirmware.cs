// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// AVM's version text <c>154.07.57</c> or <c>259.08.02-123456</c>: the model's number, then the two numbers commonly
/// called the FRITZ!OS version.
/// </summary>
internal static class FritzFirmware
{
    // No two parts can match the same character: no timeout is needed.
    private static readonly Regex Version = new(@"^([0-9]{1,4})\.([0-9]{1,3})\.([0-9]{1,3})(?:-([0-9]{1,9}))?\z", RegexOptions.CultureInvariant);

    /// <summary>Null when it is not such a text.</summary>
    public static RouterFirmware? TryParse(string? text)
    {
        Match match = Version.Match(text ?? "");
        return match.Success ? From(Number(match.Groups[2]), Number(match.Groups[3]), text!) : null;
    }

    /// <param name="minor">7 of FRITZ!OS 7.57.</param>
    /// <param name="patch">57 of FRITZ!OS 7.57; 3 of FRITZ!OS 6.03.</param>
    /// <param name="words">The device's own text.</param>
    public static RouterFirmware From(int minor, int patch, string words) => new()
    {
        Text = string.Format(CultureInfo.InvariantCulture, "FRITZ!OS {0}.{1:00} ({2})", minor, patch, words),
        Version = string.Format(CultureInfo.InvariantCulture, "{0}.{1:00}", minor, patch),
    };

    private static int Number(Group digits) => int.Parse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture);
}
