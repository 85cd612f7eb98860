// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace PracticeNetSec.Routers;

/// <summary>Finds versions in texts of vendors and devices, one pattern for each scheme.</summary>
internal static class FirmwareVersionText
{
    private const int MaxTextLength = 255;

    // The numbers of AVM's box kinds that ever ran FRITZ!OS start here (29 is the 7170); lower numbers are days and months.
    private const int LowestBoxKind = 20;
    private const int HighestFritzOs = 19;

    // Texts are cut to 255 characters and no pattern nests repetitions, so none can backtrack far; the timeout is a second limit.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    // "Labor" is AVM's beta, "EAP" Sophos', "b3" or "Week" Zyxel's.
    private static readonly Regex NeverReleased = Pattern(@"(?<![A-Z])(?:alpha|beta|labor|preview|rc|eap|week(?:ly)?|wk)(?![A-Z])");

    private static readonly Dictionary<FirmwareScheme, (Regex Pattern, Func<Match, int[]?> Read)> Schemes = new()
    {
        [FirmwareScheme.Dotted] = (Pattern(@"(?<![0-9A-Z.])(?:V\.?\s?)?(?<all>[0-9]{1,9}(?:\.[0-9]{1,9}){1,7})(?![0-9A-Z]|\.[0-9])"), Dotted),
        [FirmwareScheme.Bintec] = (Pattern(@"(?<![0-9A-Z.])(?:V\.?\s?)?(?<all>[0-9]{1,4}(?:\.[0-9]{1,4}){3})(?![0-9A-Z]|\.[0-9])"), Dotted),
        [FirmwareScheme.FritzOs] = (Pattern(@"(?<![0-9A-Z.])(?:(?<kind>[0-9]{2,3})\.)?(?<a>[0-9]{1,2})\.(?<b>[0-9]{2})(?![0-9A-Z]|\.[0-9]|-[0-9])"), FritzOs),
        [FirmwareScheme.Lcos] = (Pattern(@"(?<![0-9A-Z.])(?<!/ ?)V?(?<a>[0-9]{1,2})\.(?<b>[0-9]{2})(?:\.(?<build>[0-9]{4}))?(?:[ -]?(?:(?<rel>Rel)\b|(?:RU|SU) ?(?<c>[0-9]{1,3})\b)|(?![0-9A-Z]|\.[0-9]|[ -]?[RS]U))"), Lcos),
        [FirmwareScheme.Zld] = (Pattern(@"(?<![0-9A-Z.])(?:ZLD ?)?V?(?<a>[0-9]{1,2})\.(?<b>[0-9]{2})(?![0-9])(?: ?Patch ?(?<c>[0-9]{1,3})\b|\([A-Z]{4}\.(?<c>[0-9]{1,3})\)(?:C0)?)?(?![0-9A-Z(]|\.[0-9])"), Three),
        [FirmwareScheme.Sfos] = (Pattern(@"(?<![0-9A-Z.])V?(?<a>[0-9]{2})\.(?<b>[0-9])(?:\.(?<third>[0-9]{1,3})(?:\.[0-9]{1,5})?)?(?: ?(?<ga>GA)\b| ?MR ?-?(?<c>[0-9]{1,3})(?![0-9]))?(?![0-9]|\.[0-9])"), Sfos),
        [FirmwareScheme.Speedport] = (Pattern(@"(?<![0-9A-Z.])V?(?<a>[0-9])\.(?<b>[0-9]{2})(?:\.(?<c>[0-9]{3}))?(?![0-9A-Z]|\.[0-9])"), Three),
    };

    /// <summary>The one version in a text; null when there is none, when there are several, or when it was never released.</summary>
    public static FirmwareVersion? Find(string? text, FirmwareScheme scheme)
    {
        string bounded = text is null ? "" : text.Length <= MaxTextLength ? text : text.Substring(0, MaxTextLength);
        (Regex pattern, Func<Match, int[]?> read) = Schemes[scheme];
        try
        {
            if (NeverReleased.IsMatch(bounded))
            {
                return null;
            }

            FirmwareVersion[] found = pattern.Matches(bounded).Cast<Match>()
                .Select(read)
                .OfType<int[]>()
                .Select(numbers => new FirmwareVersion(scheme, numbers))
                .Distinct()
                .Take(2)
                .ToArray();
            return found.Length == 1 ? found[0] : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null; // Longer texts are not versions.
        }
    }

    private static int[] Dotted(Match match) => match.Groups["all"].Value.Split('.').Select(Number).ToArray();

    private static int[] Three(Match match) => new[] { Number(match.Groups["a"]), Number(match.Groups["b"]), Number(match.Groups["c"]) };

    private static int[]? FritzOs(Match match)
    {
        int major = Number(match.Groups["a"]);
        bool isBoxKind = !match.Groups["kind"].Success || Number(match.Groups["kind"]) >= LowestBoxKind;
        return isBoxKind && major <= HighestFritzOs ? new[] { major, Number(match.Groups["b"]) } : null;
    }

    /// <summary>
    /// Without a suffix (9.20.0566) the release or security update is not known: two numbers remain. A text such as
    /// 25.09.2019 is a date, not a build.
    /// </summary>
    private static int[]? Lcos(Match match) => match.Groups["rel"].Success || match.Groups["c"].Success ? Three(match)
        : match.Groups["build"].Value.StartsWith("19", StringComparison.Ordinal) || match.Groups["build"].Value.StartsWith("20", StringComparison.Ordinal) ? null
        : new[] { Number(match.Groups["a"]), Number(match.Groups["b"]) };

    /// <summary>
    /// The third number repeats the maintenance release (18.5.3 is 18.5 MR3). A bare 18.5 does not say which release it
    /// is, and two that differ do not either.
    /// </summary>
    private static int[]? Sfos(Match match)
    {
        int? third = match.Groups["third"].Success ? Number(match.Groups["third"]) : null;
        int? release = match.Groups["ga"].Success ? 0 : match.Groups["c"].Success ? Number(match.Groups["c"]) : third;
        return release is int known && (third ?? known) == known
            ? new[] { Number(match.Groups["a"]), Number(match.Groups["b"]), known }
            : null;
    }

    private static int Number(Group group) => group.Success ? Number(group.Value) : 0;

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, MatchTimeout);
}
