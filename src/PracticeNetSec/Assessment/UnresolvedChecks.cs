// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;
using PracticeNetSec.Rules;
using PracticeNetSec.Rules.Router;

namespace PracticeNetSec.Assessment;

/// <summary>What is not known about a router, each with what would resolve it.</summary>
internal static class UnresolvedChecks
{
    private const int MaxNamed = 8;
    private const string Tunnel = "DS-Lite";
    private const string Stated = "DS-Lite / Dual Stack";

    /// <summary>All unresolved checks.</summary>
    public static IEnumerable<UnresolvedCheck> Of(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        if (router.IsKonnektor && router.Vantage != Vantage.Outside)
        {
            yield return OtherDevice(router);
            yield break;
        }

        if (!router.ForwardsComplete)
        {
            yield return Forwards(router);
        }

        string[] failed = router.Sources.Where(source => source.Failed).Select(source => source.Source).Distinct().ToArray();
        if (failed.Length > 0)
        {
            yield return new UnresolvedCheck(
                EvidenceOf.CheckSourcesFailed(failed),
                router.Vantage == Vantage.Inside ? FromInside(router) : FromOutside(router));
        }

        foreach (Evidence ofNewerSchema in FeedAnswers.With(router, EvidenceCode.CheckReportTypeUnknown).Select(found => found.Statement))
        {
            yield return new UnresolvedCheck(ofNewerSchema);
        }

        if (evidence.Line.IsContested)
        {
            yield return new UnresolvedCheck(evidence.Line.Evidence[0], FromInside(router));
        }

        int missing = PortsIn(evidence, PortCoverageState.NotMeasured, PortCoverageState.Unreachable).Length;
        int unconfirmed = PortsIn(evidence, PortCoverageState.Unconfirmed).Length;
        int[] unproven = PortsIn(evidence, PortCoverageState.Unproven);
        if (router.Vantage is Vantage.Inside)
        {
            yield return new UnresolvedCheck(
                EvidenceOf.CheckMeasuredInside(),
                FromOutside(router));
        }
        else if (evidence.AnswersAreAnothers && !evidence.Line.IsContested && router.Ports.Count > 0)
        {
            yield return new UnresolvedCheck(EvidenceOf.CheckLineShared(router.WanAddress ?? router.ComputerName), FromInside(router));
        }
        else if (router.AcceptsAllPorts)
        {
            yield return new UnresolvedCheck(
                EvidenceOf.CheckAcceptsAllPorts(),
                FromOutside(router));
        }
        else if (!evidence.SomethingAnswered && router.Ports.Count > 0)
        {
            yield return new UnresolvedCheck(
                EvidenceOf.CheckNothingAnswered(),
                FromInside(router));
        }
        else if (evidence.MeasuredOverIPv6Alone)
        {
            yield return new UnresolvedCheck(
                EvidenceOf.CheckIpv6Alone(),
                new NextAction { Target = NextActionTarget.WanAddressIPv4, Vantage = Vantage.Outside });
        }
        else
        {
            if (missing > 0)
            {
                yield return new UnresolvedCheck(EvidenceOf.CheckPortsNotMeasured(missing), FromOutside(router));
            }

            if (unconfirmed > 0)
            {
                yield return evidence.HasNothingOpen
                    ? new UnresolvedCheck(EvidenceOf.CheckNothingOpen(), FromInside(router))
                    : new UnresolvedCheck(EvidenceOf.CheckPortsUnconfirmed(unconfirmed), FromOutside(router));
            }

            if (unproven.Length > 0)
            {
                yield return new UnresolvedCheck(EvidenceOf.CheckVantageUnproven(unproven.Length, PortList.Text(unproven)), new NextAction { Target = NextActionTarget.Canary });
            }
        }

        int[] unknown = UnknownServices.Measured(evidence);
        if (unknown.Length > 0)
        {
            yield return new UnresolvedCheck(EvidenceOf.CheckServiceUnknown(unknown.Length, PortList.Text(unknown)), FromInside(router));
        }

        int[] restricted = ForwardToDanger.OpenThoughRestricted(evidence);
        if (restricted.Length > 0)
        {
            yield return new UnresolvedCheck(EvidenceOf.CheckOpenThoughRestricted(PortList.Text(restricted)), FromOutside(router));
        }

        PortForward[] leading = UnknownServices.Forwarded(evidence);
        if (leading.Length > 0)
        {
            yield return new UnresolvedCheck(EvidenceOf.CheckForwardsUnknown(string.Join(", ", leading.Select(forward => forward.ToString()))), FromOutside(router));
        }

        PortForward[] opened = UnknownServices.Opened(evidence);
        if (opened.Length > 0)
        {
            yield return new UnresolvedCheck(EvidenceOf.CheckOpeningsUnknown(string.Join(", ", opened.Select(opening => opening.ToString()))), new NextAction { Target = NextActionTarget.Machines, Host = opened[0].InternalAddress, Vantage = Vantage.Outside });
        }

        if (router.Identity.Model is null)
        {
            yield return new UnresolvedCheck(EvidenceOf.CheckDeviceUnknown(), FromInside(router));
        }

        foreach (AdvisoryMatch match in evidence.Advisories)
        {
            if (evidence.Catalog.Get(match).ConditionOf(router.Identity) is AdvisoryCondition condition)
            {
                string day = condition.UpdatePublished.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                yield return match.Status == AdvisoryStatus.Undetermined
                    ? new UnresolvedCheck(EvidenceOf.CheckAdvisoryConditional(router.Identity.Model ?? "", match.Id, condition.Text, day), FromInside(router))
                    : new UnresolvedCheck(EvidenceOf.CheckAdvisoryUpdated(router.Identity.Model ?? "", match.Id, day));
            }
            else if (match.Status == AdvisoryStatus.Undetermined)
            {
                yield return new UnresolvedCheck(
                    EvidenceOf.CheckAdvisoryUndetermined(match.Id, match.FixedIn ?? ""),
                    FromInside(router));
            }
            else if (match.Status == AdvisoryStatus.NotListed)
            {
                yield return new UnresolvedCheck(EvidenceOf.CheckAdvisoryNotListed(router.Identity.Model ?? "", match.Id));
            }
        }

        if (evidence.Line.Kind == LineKind.Cascade && router.PrivateWanAddresses.Count > 0)
        {
            yield return new UnresolvedCheck(
                EvidenceOf.CheckUpstreamRouter(string.Join(", ", router.PrivateWanAddresses)),
                FromOutside(router));
        }

        if (SecondRouters(evidence) is { Length: > 0 } before)
        {
            yield return new UnresolvedCheck(EvidenceOf.CheckSecondRouter(string.Join(", ", before)));
        }

        if (router.UnmeasuredAddresses.Count > 0)
        {
            yield return new UnresolvedCheck(
                EvidenceOf.CheckAddressesUnmeasured(string.Join(", ", router.UnmeasuredAddresses)),
                MeasureWan(router.UnmeasuredAddresses[0]));
        }

        if (IPv6Of(evidence) == IPv6Coverage.NotExamined && !evidence.MeasuredOverIPv6Alone)
        {
            NextAction machines = new() { Target = NextActionTarget.Machines, Host = PlainHost.FirstOf(router.WanAddress, router.Practice?.WanAddress), Vantage = Vantage.Outside };
            yield return IPv6Seen(evidence).Length > 0 ? new UnresolvedCheck(EvidenceOf.CheckIpv6NotExamined(Some(IPv6Seen(evidence))), machines)
                : router.IPv6.IsUnanswered ? new UnresolvedCheck(EvidenceOf.CheckIpv6Unanswered(), FromInside(router))
                : new UnresolvedCheck(EvidenceOf.CheckIpv6Pinholes(), machines);
            if (router.DynamicPortMapping.Any(known => known.Code == EvidenceCode.NatpmpPcpAnswered))
            {
                yield return new UnresolvedCheck(EvidenceOf.CheckIpv6Pcp());
            }

            if (router.Identity.Vendor == "AVM")
            {
                yield return new UnresolvedCheck(EvidenceOf.CheckIpv6Fritzbox());
            }

            if (router.IPv6.UnknownMachines.Length > 0)
            {
                yield return new UnresolvedCheck(EvidenceOf.CheckMachinesUnknown(Some(router.IPv6.UnknownMachines)));
            }
        }

        string[] lines = UnmeasuredLines(router);
        if (lines.Length > 0)
        {
            yield return new UnresolvedCheck(EvidenceOf.CheckWanAddressesUnmeasured(string.Join(", ", lines)), MeasureWan(lines[0]));
        }

        if (router.UnconfirmedName is string name)
        {
            yield return new UnresolvedCheck(
                EvidenceOf.CheckNameUnconfirmed(name, string.Join(", ", new[] { router.Practice!.RouterModel, router.Practice.RouterSerialNumber }.Where(text => !string.IsNullOrEmpty(text)))),
                FromInside(router));
        }

        if (OtherWanAddress(router) is string reported)
        {
            yield return new UnresolvedCheck(
                EvidenceOf.CheckOtherWanAddress(reported, router.WanAddress ?? ""),
                MeasureWan(reported));
        }
    }

    /// <summary>Whether IPv6 is part of what was examined.</summary>
    public static IPv6Coverage IPv6Of(RouterEvidence evidence) => IPv6Seen(evidence).Length == 0
        ? evidence.Observed.IPv6.IsUnanswered || evidence.Observed.IPv6.InboundPinholeAllowed == true ? IPv6Coverage.NotExamined : IPv6Coverage.NothingSeen
        : evidence.Observed.IPv6.IsExamined ? IPv6Coverage.Examined
        : IPv6Coverage.NotExamined;

    /// <summary>What shows that the line has IPv6: addresses and a prefix of the router, addresses of its name and of machines, a DS-Lite tunnel.</summary>
    private static string[] IPv6Seen(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        return router.ReportedWanAddresses.Concat(router.Ports.Select(port => port.Address)).Concat(router.MeasuredAddresses).Concat(router.UnmeasuredAddresses).Where(HostAddress.IsVersion6)
            .Concat(router.IPv6.Addresses).Append(router.IPv6.Prefix).Concat(router.IPv6.Machines.Where(HostAddress.IsVersion6)).Concat(router.IPv6.Neighbours).Concat(router.IPv6.Openings.Select(opening => opening.InternalAddress))
            .Append(evidence.Line.Evidence.Any(known => known.Code is EvidenceCode.LineTunnel or EvidenceCode.LineLanAddress) ? Tunnel : null)
            .Append(router.Practice?.HasIPv6 == true ? Stated : null)
            .OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
    }

    /// <summary>As many as a line of text can hold.</summary>
    private static string Some(string[] addresses) => string.Join(", ", addresses.Take(MaxNamed)) + (addresses.Length > MaxNamed ? $", … (+{addresses.Length - MaxNamed})" : "");

    /// <summary>The ports that decide, ascending: all that are probed when no others are given.</summary>
    public static IReadOnlyList<int> DecidingPorts { get; } = PortList.Default.OrderBy(port => port).ToArray();

    /// <summary>Those of them in one of these states.</summary>
    private static int[] PortsIn(RouterEvidence evidence, params PortCoverageState[] states) => DecidingPorts.Where(port => states.Contains(evidence.StateOf(port))).ToArray();

    private static UnresolvedCheck OtherDevice(RouterObservation router)
    {
        string? listed = router.Practice?.RouterAddress == router.ComputerName ? null : router.Practice?.RouterAddress;
        return new UnresolvedCheck(
            EvidenceOf.CheckKonnektor(),
            new NextAction { Target = NextActionTarget.Router, Host = PlainHost.Of(listed) });
    }

    private static UnresolvedCheck Forwards(RouterObservation router) =>
        TranslatesNowhere(router) ? new UnresolvedCheck(EvidenceOf.CheckNoTranslation(), FromOutside(router))
        : IsOfLongAgo(router) ? new UnresolvedCheck(EvidenceOf.CheckRecordingOld(), FromInside(router))
        : new UnresolvedCheck(ForwardsInPart(router) ? EvidenceOf.CheckForwardsInPart() : EvidenceOf.CheckForwardsNotRead(), FromInside(router));

    /// <summary>True when some of the forwards were read, or a source was read that lists them where they exist.</summary>
    public static bool ForwardsInPart(RouterObservation router) =>
        router.Forwards.Count > 0 || router.Sources.Any(source => source.Complete && source.Source is SourceNames.Snmp or SourceNames.Walk or SourceNames.Configuration);

    /// <summary>True where nothing but a recording of long ago shows the tables.</summary>
    private static bool IsOfLongAgo(RouterObservation router) =>
        router.Sources.Any(source => source.States(EvidenceCode.SourceRecordingOld) || source.States(EvidenceCode.SourceRecordingUndated))
        && !router.Sources.Any(source => source.Source == SourceNames.Snmp);

    private static bool TranslatesNowhere(RouterObservation router) => router.NatInterfaces.Count > 0 && router.NatInterfaces.All(found => !found.Translates);

    /// <summary>
    /// A router's address in the practice's inventory is meant for this; the router answers at its WAN address from inside
    /// too, and then the vantage point has to be stated.
    /// </summary>
    private static NextAction FromInside(RouterObservation router)
    {
        string? seenInside = router.Vantage == Vantage.Inside ? router.ComputerName : null;
        string? inside = PlainHost.FirstOf(router.Practice?.RouterAddress, seenInside);
        return new NextAction
        {
            Target = NextActionTarget.Router,

            // The line asks for a community or a password: it must not lead to an address that only the device names.
            Host = inside ?? (router.IsReportedOnly(router.WanAddress) ? null : PlainHost.Of(router.WanAddress)),
            Vantage = inside is null ? Vantage.Inside : null,
            Login = router.Identity.Vendor == "AVM" ? NextActionLogin.Account : NextActionLogin.SnmpCommunity,
        };
    }

    private static NextAction FromOutside(RouterObservation router)
    {
        // A private address has no meaning outside.
        string? named = IPAddress.TryParse(router.ComputerName, out IPAddress? address) && !HostAddress.IsPrivate(address) ? router.ComputerName : null;
        return MeasureWan(router.WanAddress, router.Practice?.WanAddress, named);
    }

    private static NextAction MeasureWan(params string?[] hosts) =>
        new() { Target = NextActionTarget.WanAddress, Host = PlainHost.FirstOf(hosts), Vantage = Vantage.Outside };

    /// <summary>Other IPv4 addresses that the router reports beside the measured one: lines of their own.</summary>
    public static string[] UnmeasuredLines(RouterObservation router)
    {
        IPAddress[] measured = router.Ports.Select(port => port.Address).Concat(router.MeasuredAddresses).Append(router.WanAddress)
            .Select(text => IPAddress.TryParse(text, out IPAddress? address) ? address : null).OfType<IPAddress>().Distinct().ToArray();
        return OtherWanAddress(router) is not null ? Array.Empty<string>() : router.ReportedWanAddresses
            .Where(reported => IPAddress.TryParse(reported, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork && measured.Length > 0 && !measured.Contains(address))
            .ToArray();
    }

    /// <summary>True where the router has a line that was not measured: what one line refuses may be let in at another.</summary>
    public static bool HasUnmeasuredLine(RouterObservation router) => OtherWanAddress(router) is not null || UnmeasuredLines(router).Length > 0 || router.UnmeasuredAddresses.Any(address => !HostAddress.IsVersion6(address));

    /// <summary>
    /// Private addresses of further lines beside one with a public address: the router before such a line lets in what neither the table
    /// nor the measurement of the other line shows. A provider that shares its addresses lets in nothing unasked.
    /// </summary>
    public static string[] SecondRouters(RouterEvidence evidence) => evidence.Line.Kind != LineKind.OwnAddress ? Array.Empty<string>() : evidence.Observed.PrivateWanAddresses
        .Where(text => IPAddress.TryParse(text, out IPAddress? address) && !HostAddress.IsShared(address) && !HostAddress.IsTunnelEnd(address)).ToArray();

    /// <summary>The address that the router reported, where the target is given as a different address.</summary>
    public static string? OtherWanAddress(RouterObservation router) =>
        router.ReportedWanAddresses.Count > 0
        && IPAddress.TryParse(router.WanAddress, out IPAddress? known)
        && !router.ReportedWanAddresses.Any(reported => IPAddress.TryParse(reported, out IPAddress? address) && (address.Equals(known) || address.AddressFamily != known.AddressFamily || router.MeasuredAddresses.Contains(address.ToString())))
            ? router.ReportedWanAddresses[0]
            : null;
}
