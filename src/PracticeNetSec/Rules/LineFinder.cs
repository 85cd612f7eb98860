// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules;

/// <summary>Decides whose address a line has, by what the router reports; what the inventory states counts where the router reports nothing.</summary>
internal static class LineFinder
{
    private const string Avm = "AVM";

    /// <summary>Whose it is.</summary>
    /// <param name="observed">What was observed, of all vantage points together.</param>
    public static Line Find(RouterObservation observed)
    {
        string[] own = observed.ReportedWanAddresses.Where(IsVersion4).ToArray();
        LineKind stated = observed.Practice?.Line ?? LineKind.Undetermined;
        // From outside, the device at a shared address is another customer's: what it reports is not about this line.
        bool isAnothers = stated == LineKind.SharedAddress && observed.ReadFrom == Vantage.Outside && !own.Contains(observed.WanAddress);
        return FeedAnswers.With(observed, EvidenceCode.LinePossiblePractices).Select(found => found.Statement).FirstOrDefault() is Evidence possible ? Of(LineKind.Undetermined, possible)
            : isAnothers ? Of(stated, EvidenceOf.LineStated(stated))
            // Whose router answers there is not known; the practice's own, read from inside, shows whose address it is.
            : ContestOf(observed) is Evidence contest && (observed.ReadFrom == Vantage.Outside || (observed.PrivateWanAddresses.Count == 0 && !own.Contains(observed.WanAddress))) ? Of(LineKind.Undetermined, contest)
            // A public address of another interface than the one that leads out, for instance of a tunnel, is not the line's.
            : own.Length > 0 && (observed.PrivateWanAddresses.Count == 0 || own.Contains(observed.WanAddress)) ? Of(LineKind.OwnAddress, EvidenceOf.LineOwnAddress(string.Join(", ", own)))
            : PrivateOf(observed) is { Length: > 0 } inside ? OfPrivate(inside, stated, observed)
            : stated != LineKind.Undetermined ? Of(stated, EvidenceOf.LineStated(stated))
            : new Line();
    }

    /// <summary>Why what answers at the observed address may be another practice's: the main one, or that of another connection.</summary>
    private static Evidence? ContestOf(RouterObservation observed) => observed.Practice is not Practice practice ? null
        : observed.WanAddress is not string address || !practice.FurtherWanAddresses.Contains(address) ? practice.Contest(practice.WanAddress ?? "")
        : practice.HasAlone(address) ? null
        : EvidenceOf.LineSeveralPractices(address, Math.Max(practice.SharesAddressCount, practice.SharesAddressWith.Length));

    private static Line OfPrivate(IPAddress[] inside, LineKind stated, RouterObservation observed)
    {
        Line[] lines = inside.Select(address => OfPrivate(address, stated, observed)).ToArray();

        // One line's address is the provider's, so nothing measured there is attributed; before the other is a router that may let in what the table does not show.
        return lines.Select(line => line.Kind).Distinct().Count() == 1
            ? lines[0]
            : Of(LineKind.Cascade, lines.SelectMany(line => line.Evidence).Distinct().Prepend(EvidenceOf.LineSeveralOutside(string.Join(", ", inside.Select(address => address.ToString())))).ToArray());
    }

    private static Line OfPrivate(IPAddress inside, LineKind stated, RouterObservation observed) =>
        HostAddress.IsTunnelEnd(inside) ? Of(LineKind.SharedAddress, EvidenceOf.LineTunnel(inside.ToString()))
        : HostAddress.IsShared(inside) ? Of(LineKind.SharedAddress, EvidenceOf.LineSharedRange(inside.ToString()))
        : IsOwnLan(inside, observed) ? Of(LineKind.SharedAddress, EvidenceOf.LineLanAddress(inside.ToString()))
        : stated == LineKind.SharedAddress ? Of(LineKind.SharedAddress, EvidenceOf.LineStated(stated), EvidenceOf.LinePrivate(inside.ToString()))
        // Whose forward of the router before it is open is not shown by that.
        : ContestOf(observed) is Evidence contest ? Of(LineKind.Cascade, contest, EvidenceOf.LinePrivate(inside.ToString()))
        : Of(LineKind.Cascade, EvidenceOf.LinePrivate(inside.ToString()));

    /// <summary>A FRITZ!Box without an IPv4 address outside reports that of its LAN; of another router, it is the address of the network before it.</summary>
    private static bool IsOwnLan(IPAddress inside, RouterObservation observed) => observed.Identity.Vendor == Avm
        && new[] { observed.Vantage == Vantage.Inside ? observed.ComputerName : null, observed.InsideAddress, observed.Practice?.RouterAddress }
            .Any(name => IPAddress.TryParse(name, out IPAddress? lan) && lan.Equals(inside));

    private static IPAddress[] PrivateOf(RouterObservation observed) =>
        observed.PrivateWanAddresses.Select(text => IPAddress.TryParse(text, out IPAddress? address) ? address : null).OfType<IPAddress>().ToArray();

    private static bool IsVersion4(string text) => IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork;

    private static Line Of(LineKind kind, params Evidence[] evidence) => new() { Kind = kind, Evidence = evidence };
}
