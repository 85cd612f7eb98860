// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Routers.Advisories;

/// <summary>A published vulnerability, from <c>Data/advisories.json</c> or a file that was loaded instead.</summary>
internal sealed class Advisory
{
    /// <summary>Rule for a vulnerability that opens more ports than were configured.</summary>
    public const string WideningRule = "router.firmware-widens";

    /// <summary>Rule for every other firmware vulnerability.</summary>
    public const string FirmwareRule = "router.firmware-advisory";

    public Advisory(RouterAdvisory published, AdvisoryRange[] ranges)
    {
        Published = published;
        Ranges = ranges;
    }

    /// <summary>The public object.</summary>
    public RouterAdvisory Published { get; }

    public IReadOnlyList<AdvisoryRange> Ranges { get; }

    /// <summary>Other names under which the vendor's devices are sold.</summary>
    public string[] VendorAliases { get; set; } = Array.Empty<string>();

    /// <summary>Models affected under a condition that neither model nor version shows; null when there are none.</summary>
    public AdvisoryCondition? Condition { get; set; }

    /// <summary>Day the vendor knew: a firmware built later yet below the fix is an update without the fix.</summary>
    public DateTime? KnownSince { get; set; }

    public string Id => Published.Id;

    /// <summary>True when the vulnerability opens more ports than were configured, and persists in old settings after an update.</summary>
    public bool Widens => Published.Rules.Contains(WideningRule);

    /// <summary>Rule of the finding when a firmware is affected.</summary>
    public string FindingRule => Widens ? WideningRule : FirmwareRule;

    /// <summary>Compares the advisory with a device; null when the device is unrelated.</summary>
    public AdvisoryMatch? Match(RouterIdentity identity, RouterFirmware? firmware)
    {
        if (Published.Kind != AdvisoryKind.Firmware || !MayBeVendors(identity))
        {
            return null;
        }

        if (Ranges.All(range => range.FixedIn.Scheme == FirmwareScheme.Lcos) && LancomSystem.IsNotLcos(identity.Model, identity.SystemDescription, firmware?.Text))
        {
            return null;
        }

        if (Ranges.All(range => range.FixedIn.Scheme == FirmwareScheme.Sfos) && SophosSystem.IsNotSfos(identity.Model))
        {
            return null;
        }

        if (identity.Model is not string model)
        {
            // Only the vendor is known: it could be any of the models.
            return identity.Vendor is null ? null : OfAnyModel(firmware);
        }

        if (Published.SisterModels.Any(sister => AdvisoryRange.Names(sister, model)))
        {
            return New(AdvisoryStatus.NotListed, Ranges);
        }

        if (ConditionOf(identity) is AdvisoryCondition condition)
        {
            return condition.HasUpdate(firmware) ? New(AdvisoryStatus.NotListed, Ranges) : NewConditional(condition);
        }

        // Where settings stay widened, a device of the same vendor under an unlisted name is assessed by its forwards too.
        int fit = Ranges.Max(range => range.Fit(model));
        return fit > 0 ? Decide(Ranges.Where(range => range.Fit(model) == fit).ToArray(), firmware)
            : Ranges.Any(range => range.MayBe(model)) ? OfAnyModel(firmware)
            : Widens && VendorAliases.Contains(identity.Vendor, StringComparer.OrdinalIgnoreCase) ? New(AdvisoryStatus.NotListed, Ranges)
            : null;
    }

    /// <summary>The condition under which the vendor named the device as affected; null when it did not.</summary>
    public AdvisoryCondition? ConditionOf(RouterIdentity identity) => identity.Model is string model && Condition?.Names(model) == true ? Condition : null;

    /// <summary>
    /// True for every candidate model: fixed only at or above every model's fix, and never where a related model is unlisted.
    /// </summary>
    private AdvisoryMatch OfAnyModel(RouterFirmware? firmware) => New(
        Published.SisterModels.Length == 0 && Condition is null && Ranges.All(range => range.Status(firmware) == AdvisoryStatus.Fixed) ? AdvisoryStatus.Fixed : AdvisoryStatus.Undetermined,
        Ranges);

    /// <summary>
    /// Affected wins; then undetermined, so that nothing unknown counts as safe; then fixed.
    /// </summary>
    private AdvisoryMatch Decide(AdvisoryRange[] ranges, RouterFirmware? firmware)
    {
        foreach (AdvisoryStatus status in new[] { AdvisoryStatus.Affected, AdvisoryStatus.Undetermined, AdvisoryStatus.Fixed })
        {
            AdvisoryRange[] agreeing = ranges.Where(range => range.Status(firmware) == status).ToArray();
            if (agreeing.Length > 0)
            {
                return New(status, agreeing);
            }
        }

        return New(AdvisoryStatus.NotListed, ranges);
    }

    /// <summary>False when the device is known to be another vendor's. A family such as <c>VPN*</c> needs a known vendor.</summary>
    private bool MayBeVendors(RouterIdentity identity) => identity.Vendor is string vendor
        ? VendorAliases.Append(Published.Vendor).Contains(vendor, StringComparer.OrdinalIgnoreCase)
        : Ranges.SelectMany(range => range.Models).Concat(Published.SisterModels).Concat(Published.ConditionalModels).Any(name => string.Equals(name, identity.Model, StringComparison.OrdinalIgnoreCase));

    /// <summary>No version number is known with which the vulnerability ends, so none is named.</summary>
    private AdvisoryMatch NewConditional(AdvisoryCondition condition) => new()
    {
        Id = Id,
        Status = AdvisoryStatus.Undetermined,
        Source = Published.Source,
        Title = Published.Title,
        Precondition = condition.Text,
    };

    private AdvisoryMatch New(AdvisoryStatus status, IEnumerable<AdvisoryRange> ranges) => new()
    {
        Id = Id,
        Status = status,
        FixedIn = string.Join(", ", ranges.Select(range => range.FixedInText).Distinct()),
        Source = Published.Source,
        Title = Published.Title,
        Precondition = Published.Precondition,
    };
}
