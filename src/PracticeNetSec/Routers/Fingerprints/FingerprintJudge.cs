// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>
/// Weighs signature matches: agreement between different kinds raises the confidence, another vendor's router lowers it,
/// and every match stays in the evidence. Where two vendors weigh the same, no device is named.
/// </summary>
internal static class FingerprintJudge
{
    private const int MaxEvidence = 32;

    /// <summary>The router, or null when no router signature matched. Contradictory matches can leave it without a name.</summary>
    public static RouterIdentity? Router(IReadOnlyCollection<SignMatch> matches)
    {
        SignMatch[] router = matches.Where(match => match.Sign.Role == DeviceRole.Router).ToArray();
        if (router.Length == 0)
        {
            return null;
        }

        SignMatch[][] vendors = router
            .GroupBy(match => match.Sign.BuiltBy)
            .Select(group => group.ToArray())
            .OrderByDescending(Weight)
            .ToArray();
        bool contradicted = vendors.Length > 1;
        bool undecided = contradicted && Weight(vendors[0]) == Weight(vendors[1]);
        string? model = Model(vendors[0], out bool modelsDiffer);
        int level = Math.Min((int)Confidence.High, Weight(vendors[0])) - (contradicted ? 1 : 0) - (modelsDiffer ? 1 : 0);
        return new RouterIdentity
        {
            Vendor = undecided ? null : Vendor(vendors[0], model),
            Model = undecided ? null : model,
            Confidence = (Confidence)Math.Max((int)Confidence.Low, level),
            Evidence = Evidence(vendors.SelectMany(vendor => vendor), contradicted || modelsDiffer),
        };
    }

    /// <summary>Firmware of the router that <see cref="Router"/> names; null where none or several versions were reported.</summary>
    public static RouterFirmware? Firmware(IReadOnlyCollection<SignMatch> matches, RouterIdentity? identity)
    {
        RouterFirmware[] reported = matches
            .Where(match => match.Version is not null && identity?.Vendor is not null && match.Sign.Role == DeviceRole.Router
                && (match.Sign.Vendor == identity.Vendor || match.Sign.BuiltBy == identity.Vendor))
            .Select(match => FirmwareText.Parse(match.Version!, LancomSystem.Scheme(match.Sign.Scheme, identity!.Model)))
            .ToArray();
        return reported.Select(firmware => firmware.Version ?? firmware.Text).Distinct().Count() == 1
            ? reported.OrderByDescending(firmware => firmware.BuildDate is not null).First()
            : null;
    }

    /// <summary>Other devices that answered on the router's address: targets of a forward.</summary>
    public static DeviceFingerprint[] Devices(IReadOnlyCollection<SignMatch> matches) => matches
        .Where(match => match.Sign.Role != DeviceRole.Router)
        .GroupBy(match => (match.Sign.Role, match.Sign.Vendor))
        .Select(group => group.ToArray())
        .Select(signs => new DeviceFingerprint
        {
            Role = signs[0].Sign.Role,
            Vendor = signs[0].Sign.Vendor,
            Model = Model(signs, out _),
            Ports = signs.Select(sign => sign.Observation.Port).Distinct().OrderBy(port => port).ToArray(),
            Confidence = (Confidence)Math.Min((int)Confidence.High, Weight(signs)),
            Evidence = Evidence(signs, contradicted: false),
        })
        .ToArray();

    /// <summary>The highest confidence of a match, one level higher when a match of another kind agrees.</summary>
    private static int Weight(SignMatch[] signs) =>
        (int)signs.Max(sign => sign.Sign.Confidence) + (signs.Select(sign => sign.Sign.Place).Distinct().Count() > 1 ? 1 : 0);

    /// <summary>The most specific name that all agree on: a family's name does not contradict a model of the family.</summary>
    private static string? Model(SignMatch[] signs, out bool differ)
    {
        string[] names = signs
            .Select(sign => sign.Model)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(name => name.Length)
            .ToArray();
        differ = names.Any(name => !names[0].StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return differ ? Family(signs, names) : names.FirstOrDefault();
    }

    /// <summary>What remains when models differ: the family, when every name belongs to it.</summary>
    private static string? Family(SignMatch[] signs, string[] names) => signs
        .Select(sign => sign.Sign.Family)
        .OfType<string>()
        .FirstOrDefault(family => names.All(name => name.StartsWith(family, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The brand of the match that gave the model; a vendor sells some models under another brand.</summary>
    private static string Vendor(SignMatch[] signs, string? model) =>
        (signs.FirstOrDefault(sign => sign.Model == model && model is not null) ?? signs.OrderByDescending(sign => sign.Sign.Confidence).First()).Sign.Vendor;

    private static Evidence[] Evidence(IEnumerable<SignMatch> signs, bool contradicted)
    {
        IEnumerable<Evidence> seen = signs.Select(sign => sign.Evidence).Distinct().Take(MaxEvidence);
        return (contradicted ? seen.Append(EvidenceOf.FingerprintContradiction()) : seen).ToArray();
    }
}
