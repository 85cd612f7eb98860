// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>One signature by which a device is recognised, from <c>Data/fingerprints.json</c>.</summary>
internal sealed class FingerprintSign
{
    private const int MaxModelLength = 60;

    // The patterns are ours, the text is the device's: a match that takes longer than this is abandoned.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    private Regex? _pattern;
    private Regex? _details;

    [JsonProperty(Required = Required.Always)]
    public string Id { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public SignPlace Place { get; set; }

    /// <summary>All of them must occur, case-insensitively.</summary>
    public string[] Contains { get; set; } = Array.Empty<string>();

    /// <summary>One of them must occur, where any are given.</summary>
    public string[] ContainsAny { get; set; } = Array.Empty<string>();

    /// <summary>None of them may occur.</summary>
    public string[] Lacks { get; set; } = Array.Empty<string>();

    /// <summary>A regular expression that must match; its groups <c>model</c> and <c>version</c> extract more.</summary>
    public string? Pattern { get; set; }

    /// <summary>A second one that need not match, for signatures whose model or version is not always present.</summary>
    public string? Details { get; set; }

    [JsonProperty(Required = Required.Always)]
    public DeviceRole Role { get; set; }

    /// <summary>Brand, as printed on the device.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Vendor { get; set; } = "";

    /// <summary>The manufacturer, where it differs: matches of one vendor agree with each other.</summary>
    public string? Manufacturer { get; set; }

    /// <summary>The model's full name, where <c>{0}</c> is the group <c>model</c>.</summary>
    public string Model { get; set; } = "{0}";

    /// <summary>The family's name where the group <c>model</c> is absent.</summary>
    public string? Family { get; set; }

    public FirmwareScheme Scheme { get; set; }

    [JsonProperty(Required = Required.Always)]
    public Confidence Confidence { get; set; }

    /// <summary>Source of the signature.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Source { get; set; } = "";

    public string BuiltBy => Manufacturer ?? Vendor;

    /// <summary>Applies the signature to an observation; null when it does not match.</summary>
    public SignMatch? Match(Observation observation)
    {
        string text = observation.Text;
        bool shows = observation.Place == Place
            && Contains.All(part => Has(text, part))
            && (ContainsAny.Length == 0 || ContainsAny.Any(part => Has(text, part)))
            && !Lacks.Any(part => Has(text, part));
        if (!shows)
        {
            return null;
        }

        try
        {
            Match? sure = Pattern is null ? null : (_pattern ??= Expression(Pattern)).Match(text);
            if (sure is { Success: false })
            {
                return null;
            }

            Match? more = Details is null ? null : (_details ??= Expression(Details)).Match(text);
            return new SignMatch(this, observation, ModelOf(Group(sure, "model") ?? Group(more, "model")), Group(sure, "version") ?? Group(more, "version"));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private string? ModelOf(string? reported)
    {
        if (reported is null)
        {
            return Family;
        }

        string model = reported.Trim();
        return Model.Replace("{0}", model.Length <= MaxModelLength ? model : model.Substring(0, MaxModelLength));
    }

    private static string? Group(Match? match, string name) => match is { Success: true } && match.Groups[name] is { Success: true, Length: > 0 } group ? group.Value : null;

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    private static Regex Expression(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, MatchTimeout);
}
