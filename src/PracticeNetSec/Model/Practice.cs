// SPDX-License-Identifier: MIT
using System;
using System.Linq;

namespace PracticeNetSec.Model;

/// <summary>A practice of the inventory: what to examine, and who authorised it.</summary>
public sealed class Practice
{
    /// <summary>The provider's own id for the practice.</summary>
    public string PracticeId { get; set; } = "";

    /// <summary>Name as it should appear in documents.</summary>
    public string Name { get; set; } = "";

    /// <summary>Two-letter code of the Land (facts: BW, BY, BE, BB, HB, HH, HE, MV, NI, NW, RP, SL, SN, ST, SH, TH).</summary>
    public string? Land { get; set; }

    /// <summary>Five-digit postal code.</summary>
    public string? PostalCode { get; set; }

    /// <summary>Public address or name of the practice's Internet connection.</summary>
    public string? WanAddress { get; set; }

    /// <summary>Addresses or names of its other Internet connections: a second line, a fallback over LTE, an exit through a VPN. Each is measured.</summary>
    public string[] FurtherWanAddresses { get; set; } = Array.Empty<string>();

    /// <summary>Address of the router where it can be queried from the management side; <see cref="WanAddress"/> when empty.</summary>
    public string? RouterAddress { get; set; }

    /// <summary>Model of the router as the inventory names it; a device that reports another one belongs to another party.</summary>
    public string? RouterModel { get; set; }

    /// <summary>Serial number of the router; a device that reports another one belongs to another party.</summary>
    public string? RouterSerialNumber { get; set; }

    /// <summary>SHA-256 fingerprint of the router's TLS certificate, in hexadecimal: a login is sent to no device with another one.</summary>
    public string? RouterCertificate { get; set; }

    /// <summary>Whose address the line has, as its provider states it; what the router itself reports has precedence.</summary>
    public LineKind Line { get; set; }

    /// <summary>True where the inventory states a kind of line that has IPv6: DS-Lite or dual stack.</summary>
    public bool HasIPv6 { get; set; }

    /// <summary>
    /// Ids of other practices of the same inventory at one of this one's addresses, at most 20. Whether the provider shares the address among
    /// its customers or the practices share one router, <see cref="Line"/> states.
    /// </summary>
    public string[] SharesAddressWith { get; set; } = Array.Empty<string>();

    /// <summary>How many other practices have that address, also those that <see cref="SharesAddressWith"/> does not name.</summary>
    public int SharesAddressCount { get; set; }

    /// <summary>Which of <see cref="WanAddress"/> and <see cref="FurtherWanAddresses"/> those practices have as well.</summary>
    public string[] CommonAddresses { get; set; } = Array.Empty<string>();

    /// <summary>
    /// Which of <see cref="WanAddress"/> and <see cref="FurtherWanAddresses"/> are names that could not be looked up when the practices of a run
    /// were compared: whether another practice has the same address is not known.
    /// </summary>
    public string[] UncomparedAddresses { get; set; } = Array.Empty<string>();

    /// <summary>File servers inside the practice.</summary>
    public string[] Servers { get; set; } = Array.Empty<string>();

    /// <summary>TCP ports that are meant to be reachable from outside.</summary>
    public int[] IntendedPorts { get; set; } = Array.Empty<int>();

    /// <summary>Forwards that are meant: more than <see cref="IntendedPorts"/> where the inventory also names their destination.</summary>
    public PracticeForward[] IntendedForwards { get; set; } = Array.Empty<PracticeForward>();

    /// <summary>Person or department to contact.</summary>
    public string? Contact { get; set; }

    /// <summary>All contacts, <see cref="Contact"/> first.</summary>
    public string[] Contacts { get; set; } = Array.Empty<string>();

    /// <summary>Size class of the KBV's IT security directive.</summary>
    public PracticeSize SizeClass { get; set; }

    /// <summary>Who authorised the check.</summary>
    public string? AuthorizedBy { get; set; }

    /// <summary>The authorisation ends at the end of this day.</summary>
    public DateTimeOffset? AuthorizedUntil { get; set; }

    /// <summary>
    /// Why the inventory's entry cannot be used; null where it can. Such a practice has no address, so nothing is sent to it, and it stays in every
    /// result as Undetermined: a typing error must not remove a practice from the result.
    /// </summary>
    public Evidence? InventoryProblem { get; set; }

    /// <summary>True where several practices have the main address, or may have it, and the inventory does not state whose it is.</summary>
    public bool IsAddressContested() => Contest(WanAddress ?? "") is not null;

    /// <summary>Why what answers at the main address is not attributed to this practice alone; null where nothing speaks against it.</summary>
    /// <param name="address">The address or name as the result names it.</param>
    internal Evidence? Contest(string address) => Line != LineKind.Undetermined || WanAddress is null ? null
        : CommonAddresses.Contains(WanAddress, StringComparer.OrdinalIgnoreCase) ? EvidenceOf.LineSeveralPractices(address, Math.Max(SharesAddressCount, SharesAddressWith.Length))
        : UncomparedAddresses.Contains(WanAddress, StringComparer.OrdinalIgnoreCase) ? EvidenceOf.LineNotCompared(WanAddress)
        : null;

    /// <summary>True for an address of another connection that no other practice of the inventory has, or of which the inventory states that it is this one's own.</summary>
    /// <param name="address">IP address.</param>
    public bool HasAlone(string address) => FurtherWanAddresses.Contains(address) && (Line == LineKind.OwnAddress || !CommonAddresses.Concat(UncomparedAddresses).Contains(address, StringComparer.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string ToString() => Name.Length == 0 ? PracticeId : $"{PracticeId} {Name}";
}
