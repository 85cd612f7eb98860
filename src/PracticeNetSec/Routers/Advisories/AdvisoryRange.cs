// SPDX-License-Identifier: MIT
using System;
using System.Linq;

namespace PracticeNetSec.Routers.Advisories;

/// <summary>Versions of some models that an advisory lists as affected, parsed for comparison.</summary>
internal sealed class AdvisoryRange
{
    /// <summary>Stands for every model of the vendor.</summary>
    public const string AnyModel = AnyEnding;

    private const string AnyEnding = "*";

    public AdvisoryRange(string[] models, FirmwareVersion? from, FirmwareVersion? lastAffected, FirmwareVersion fixedIn, string fixedInText)
    {
        Models = models;
        From = from;
        LastAffected = lastAffected;
        FixedIn = fixedIn;
        FixedInText = fixedInText;
    }

    /// <summary>Names; one that ends in <c>*</c> stands for a family.</summary>
    public string[] Models { get; }

    public FirmwareVersion? From { get; }

    /// <summary>Where a source names it, the versions between it and the fix are neither affected nor fixed.</summary>
    public FirmwareVersion? LastAffected { get; }

    public FirmwareVersion FixedIn { get; }

    /// <summary>The fix as the source writes it.</summary>
    public string FixedInText { get; }

    /// <summary>How well the range's models match: 0 not at all, otherwise higher for a longer matching name; an exact match is highest.</summary>
    public int Fit(string model) => Models.Select(name => Fit(name, model)).DefaultIfEmpty(0).Max();

    /// <summary>True when one of the models could be the device when only the family's name is known.</summary>
    public bool MayBe(string family) => Models.Any(name => name.StartsWith(family + " ", StringComparison.OrdinalIgnoreCase));

    /// <summary>Position of a version; an unknown one, or one between last affected and fix, is undetermined.</summary>
    public AdvisoryStatus Status(RouterFirmware? firmware)
    {
        FirmwareVersion? version = FirmwareVersion.TryParse(string.IsNullOrEmpty(firmware?.Text) ? firmware?.Version : firmware!.Text, FixedIn.Scheme);
        return FirmwareVersion.Compare(version, FixedIn) switch
        {
            null => AdvisoryStatus.Undetermined,
            >= 0 => AdvisoryStatus.Fixed,
            _ when From is not null && FirmwareVersion.Compare(version, From) < 0 => AdvisoryStatus.NotListed,
            _ when LastAffected is not null && FirmwareVersion.Compare(version, LastAffected) > 0 => AdvisoryStatus.Undetermined,
            _ => AdvisoryStatus.Affected,
        };
    }

    /// <summary>True when a listed name, possibly a family's, matches a model.</summary>
    public static bool Names(string name, string model) => Fit(name, model) > 0;

    /// <summary>
    /// AVM's older boxes put <c>Fon WLAN</c> or <c>WLAN</c> before the number, provider editions put a word in
    /// brackets after it; the advisories write neither.
    /// </summary>
    private static string Plain(string model)
    {
        int edition = model.EndsWith(")", StringComparison.Ordinal) ? model.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return (edition > 0 ? model.Substring(0, edition) : model).Replace(" Fon WLAN ", " ").Replace(" WLAN ", " ");
    }

    private static int Fit(string name, string model)
    {
        model = Plain(model);
        if (string.Equals(name, model, StringComparison.OrdinalIgnoreCase))
        {
            return int.MaxValue;
        }

        string family = name.Substring(0, Math.Max(0, name.Length - AnyEnding.Length));
        return name.EndsWith(AnyEnding, StringComparison.Ordinal) && model.StartsWith(family, StringComparison.OrdinalIgnoreCase) ? family.Length + 1 : 0;
    }
}
