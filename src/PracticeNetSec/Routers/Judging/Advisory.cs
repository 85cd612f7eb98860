using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Routers.Judging;

/// <summary>A published fault of a router's firmware, from <c>Data/advisories.json</c>.</summary>
internal sealed class Advisory
{
    private static readonly Lazy<Advisory[]> Shipped = new(() => EmbeddedData.Read<AdvisoryFile>("advisories.json").Advisories);

    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public string Vendor { get; set; } = "";

    /// <summary>Models the advisory names.</summary>
    public string[] Models { get; set; } = Array.Empty<string>();

    /// <summary>Relatives that stand on no list: neither affected nor cleared.</summary>
    public string[] SisterModels { get; set; } = Array.Empty<string>();

    /// <summary>First firmware with the fix.</summary>
    public string FixedIn { get; set; } = "";

    /// <summary>Day the maker knew: a firmware built later and still below the fix is an update that did not correct.</summary>
    public DateTime? KnownSince { get; set; }

    public string Source { get; set; } = "";

    public static IReadOnlyList<Advisory> All => Shipped.Value;

    /// <summary>Holds the advisory against a device; null when the device is no relative at all.</summary>
    public AdvisoryMatch? Match(RouterIdentity identity, RouterFirmware? firmware)
    {
        bool listed = Models.Contains(identity.Model, StringComparer.OrdinalIgnoreCase);
        bool sister = SisterModels.Contains(identity.Model, StringComparer.OrdinalIgnoreCase);
        bool family = identity.Model is string model && Models.Any(name => name.StartsWith(model + " ", StringComparison.OrdinalIgnoreCase));
        if (!listed && !sister && !family)
        {
            return null;
        }

        return new AdvisoryMatch
        {
            Id = Id,
            FixedIn = FixedIn,
            Source = Source,
            Status = sister ? AdvisoryStatus.NotListed : listed ? Status(firmware) : AdvisoryStatus.Undetermined,
        };
    }

    private AdvisoryStatus Status(RouterFirmware? firmware) => FirmwareVersion.IsAtLeast(firmware?.Version, FixedIn) switch
    {
        true => AdvisoryStatus.Fixed,
        false => AdvisoryStatus.Affected,
        null => AdvisoryStatus.Undetermined,
    };

    private sealed class AdvisoryFile
    {
        public Advisory[] Advisories { get; set; } = Array.Empty<Advisory>();
    }
}
