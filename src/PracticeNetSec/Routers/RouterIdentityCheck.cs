// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers;

/// <summary>
/// Compares the identity a device reports with the inventory. A dynamic address may belong to another customer of
/// the carrier by now; the device examined there would be a third party's.
/// </summary>
internal static class RouterIdentityCheck
{
    private static readonly char[] WordEnds = { ' ', '-', '_', '/', '(', ')', ',' };

    /// <summary>True where the inventory gives a property that a device can show.</summary>
    public static bool CanConfirm(Practice? practice) =>
        new[] { practice?.RouterCertificate, practice?.RouterSerialNumber, practice?.RouterModel }.Any(property => !string.IsNullOrEmpty(property));

    /// <summary>
    /// Whether a device may get the practice's secrets: true where it showed the strongest property of the inventory (certificate, else serial number,
    /// else model), false where it is another device, null where that is not known. A certificate that differs decides, whatever else is shown.
    /// </summary>
    public static bool? IsPracticesDevice(Practice practice, RouterIdentity found) =>
        string.IsNullOrEmpty(practice.RouterCertificate) ? IsSame(practice, found)
        : Shows(found, EvidenceCode.IdentityCertificateDiffers) ? false
        : Shows(found, EvidenceCode.IdentityCertificateShown) ? true
        : IsSame(practice, found) == false ? false
        : null;

    /// <summary>
    /// True where the device is the one of the inventory, false where it is another, null where that is not known. The serial number decides where both
    /// name one; where only the inventory does, another model shows another device, and the same model shows nothing.
    /// </summary>
    public static bool? IsSame(Practice practice, RouterIdentity found)
    {
        string expectedSerial = NormalizeSerial(practice.RouterSerialNumber);
        string foundSerial = NormalizeSerial(found.SerialNumber);
        if (expectedSerial.Length > 0 && foundSerial.Length > 0)
        {
            return expectedSerial == foundSerial;
        }

        HashSet<string> expected = Words(practice.RouterModel);
        HashSet<string> seen = Words(found.Model);
        return expected.Count == 0 || seen.Count == 0 || found.Confidence < Confidence.Medium ? null
            : !SameModel(expected, seen) ? false
            : expectedSerial.Length == 0 ? true
            : null;
    }

    /// <summary>The serial number that the inventory has for the practice's router, in the form in which two are compared; empty where it has none.</summary>
    public static string SerialOf(Practice practice) => NormalizeSerial(practice.RouterSerialNumber) is var serial && IsSerial(serial) ? serial : "";

    /// <summary>Words such as "unknown" and fillers such as 00000 stand where there is none: they name no router, and the same of two practices is not one.</summary>
    private static bool IsSerial(string text) => text.Any(char.IsDigit) && text.Distinct().Count() >= 3;

    /// <summary>True where the inventory names the same router for both, by its serial number.</summary>
    public static bool HaveSameSerial(Practice one, Practice other) => SerialOf(one) is { Length: > 0 } serial && serial == SerialOf(other);

    /// <summary>Names both sides.</summary>
    public static (string Expected, string Found) Describe(Practice practice, RouterIdentity found) =>
        (Text(practice.RouterModel, practice.RouterSerialNumber), Text(found.Model, found.SerialNumber));

    /// <summary>"Premium" is a Digitalisierungsbox Premium, but no Premium 2: a number denotes another model.</summary>
    private static bool SameModel(HashSet<string> expected, HashSet<string> seen)
    {
        string[] more = expected.Except(seen).ToArray();
        string[] less = seen.Except(expected).ToArray();
        return (more.Length == 0 || less.Length == 0) && !more.Concat(less).Any(word => word.Any(char.IsDigit));
    }

    private static bool Shows(RouterIdentity found, string code) => found.Evidence.Any(shown => shown.Code == code);

    private static HashSet<string> Words(string? model) => new(
        (model ?? "").ToUpperInvariant().Split(WordEnds, StringSplitOptions.RemoveEmptyEntries));

    private static string NormalizeSerial(string? text) => new((text ?? "").Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).ToArray());

    private static string Text(string? model, string? serial) =>
        string.Join(", ", new[] { model ?? "no model", serial is null ? "no serial number" : $"serial number {serial}" });
}
