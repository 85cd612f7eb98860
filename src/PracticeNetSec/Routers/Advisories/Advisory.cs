// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Routers.Advisories;

/// <summary>A published fault, from <c>Data/advisories.json</c> or a file that was loaded instead.</summary>
internal sealed class Advisory
{
    /// <summary>Rule of a fault that opens more ports than were asked for.</summary>
    public const string WideningRule = "router.firmware-widens";

    /// <summary>Rule of every other fault of a firmware.</summary>
    public const string FirmwareRule = "router.firmware-advisory";

    public Advisory(RouterAdvisory published, AdvisoryRange[] ranges)
    {
        Published = published;
        Ranges = ranges;
    }

    /// <summary>What scripts see of it.</summary>
    public RouterAdvisory Published { get; }

    public IReadOnlyList<AdvisoryRange> Ranges { get; }

    /// <summary>Other names under which the maker's devices are sold.</summary>
    public string[] VendorAliases { get; set; } = Array.Empty<string>();

    /// <summary>Day the maker knew: a firmware built later and still below the fix is an update that did not correct.</summary>
    public DateTime? KnownSince { get; set; }

    public string Id => Published.Id;

    /// <summary>True when the fault opens more ports than were asked for, and stays in old settings after an update.</summary>
    public bool Widens => Published.Rules.Contains(WideningRule);

    /// <summary>Rule of the finding when a firmware is affected.</summary>
    public string FindingRule => Widens ? WideningRule : FirmwareRule;

    /// <summary>Holds the advisory against a device; null when the device is no relative at all.</summary>
    public AdvisoryMatch? Match(RouterIdentity identity, RouterFirmware? firmware)
    {
        if (Published.Kind != AdvisoryKind.Firmware || !MayBeVendors(identity))
        {
            return null;
        }

        if (identity.Model is not string model)
        {
            // Of this maker, and nothing more is known: it could be any of the models.
            return identity.Vendor is null ? null : OfAnyModel(firmware);
        }

        if (Published.SisterModels.Any(sister => AdvisoryRange.Names(sister, model)))
        {
            return New(AdvisoryStatus.NotListed, Ranges);
        }

        // Where settings stay widened, the same maker's device under a name that is on no list is judged by its forwards too.
        int fit = Ranges.Max(range => range.Fit(model));
        return fit > 0 ? Decide(Ranges.Where(range => range.Fit(model) == fit).ToArray(), firmware)
            : Ranges.Any(range => range.MayBe(model)) ? OfAnyModel(firmware)
            : Widens && VendorAliases.Contains(identity.Vendor, StringComparer.OrdinalIgnoreCase) ? New(AdvisoryStatus.NotListed, Ranges)
            : null;
    }

    /// <summary>
    /// What holds whichever model it is: fixed only at or above every model's fix, and never where a sister is on no list.
    /// </summary>
    private AdvisoryMatch OfAnyModel(RouterFirmware? firmware) => New(
        Published.SisterModels.Length == 0 && Ranges.All(range => range.Status(firmware) == AdvisoryStatus.Fixed) ? AdvisoryStatus.Fixed : AdvisoryStatus.Undetermined,
        Ranges);

    /// <summary>
    /// Affected wins; then what cannot be told, so that nothing unknown counts as safe; then fixed.
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

    /// <summary>False when the device is known to be another maker's. A family such as <c>VPN*</c> needs its maker known.</summary>
    private bool MayBeVendors(RouterIdentity identity) => identity.Vendor is string vendor
        ? VendorAliases.Append(Published.Vendor).Contains(vendor, StringComparer.OrdinalIgnoreCase)
        : Ranges.SelectMany(range => range.Models).Concat(Published.SisterModels).Any(name => string.Equals(name, identity.Model, StringComparison.OrdinalIgnoreCase));

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
