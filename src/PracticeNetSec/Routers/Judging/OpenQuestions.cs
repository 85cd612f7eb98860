// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Judging;

/// <summary>What is not known about a router, each with what would settle it.</summary>
internal static class OpenQuestions
{
    private const string AskRouter = "Address of the router inside the practice";
    private const string AskWan = "WAN address of the practice";

    /// <summary>Everything that stays open.</summary>
    public static IEnumerable<OpenQuestion> Of(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
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
            yield return new OpenQuestion(
                $"An error of the measuring machine kept sources from being read ({string.Join(", ", failed)}): Sources says which error. Measure again.",
                router.Vantage == Vantage.Inside ? FromInside(router) : FromOutside(router));
        }

        int missing = MissingPorts(evidence).Length;
        if (router.Vantage is Vantage.Inside)
        {
            yield return new OpenQuestion(
                "Looked at from inside: what answers here proves nothing about the Internet. Measure from another Internet connection, not from the practice.",
                FromOutside(router));
        }
        else if (router.EveryPortAnswers)
        {
            yield return new OpenQuestion(
                "Every port answers, also ports that no service uses: a proxy, a portal or a firewall on the way accepts connections in the router's place, and what is open behind it cannot be told from here. Measure from another Internet connection, or read the router's forward table from inside.",
                FromOutside(router));
        }
        else if (!evidence.SomethingAnswered && router.Ports.Length > 0)
        {
            yield return new OpenQuestion(
                "Nothing at this address answered, not even with a refusal. A router that drops everything looks like that, and so does a wrong address: check the address, or read the router's forward table from inside.",
                FromInside(router));
        }
        else if (evidence.MeasuredOverIPv6Alone)
        {
            yield return new OpenQuestion(
                "Measured over IPv6 alone: port forwards are a matter of IPv4, and a silent IPv6 address says nothing about them. Measure the practice's IPv4 address too.",
                "Get-RouterExposure (Read-Host 'IPv4 address of the practice') -Vantage Outside");
        }
        else if (missing > 0)
        {
            yield return new OpenQuestion($"Not measured from outside: {missing} of the ports that decide. Measure them from another Internet connection, or pass a scan with Import-NmapScan.", FromOutside(router));
        }

        if (router.Identity.Model is null)
        {
            yield return new OpenQuestion("The device did not say what it is. Its type plate settles that, or a look from inside.", FromInside(router));
        }

        foreach (AdvisoryMatch match in router.Advisories)
        {
            if (match.Status == AdvisoryStatus.Undetermined)
            {
                yield return new OpenQuestion(
                    $"Firmware or exact model is not known well enough, so {match.Id} stays open. Read both in the router's interface, or let the router tell; corrected is {match.FixedIn}.",
                    FromInside(router));
            }
            else if (match.Status == AdvisoryStatus.NotListed)
            {
                yield return new OpenQuestion($"{router.Identity.Model} stands on no list of {match.Id}, neither as affected nor as safe: judge by its forwards.");
            }
        }

        if (router.PrivateWanAddress is string upstream && router.ToldWanAddresses.Length == 0)
        {
            yield return new OpenQuestion(
                $"The router's own outside address {upstream} is private, so another router or the provider's own translation stands before it. What another router lets through, to this one or past it, this one cannot tell: examine that one too.",
                FromOutside(router));
        }

        if (OtherWanAddress(router) is string told)
        {
            yield return new OpenQuestion(
                $"The router says its address outside is {told}, which is not {router.WanAddress}: what was measured there may be another connection. Correct the list, or measure the address that the router told.",
                $"Get-RouterExposure {PasteableHost.FirstOf(AskWan, told)} -Vantage Outside");
        }
    }

    /// <summary>Ports that decide (the two blocks, and services that must stay inside) and were not asked from outside.</summary>
    public static int[] MissingPorts(RouterEvidence evidence)
    {
        HashSet<int> asked = new(evidence.PortsFromOutside.Where(port => port.State != PortState.Unreachable).Select(port => port.Port));
        return PortList.Default
            .Where(port => (WidenedRangeFinder.IsInBlock(port) || ServiceNames.Dangerous(port) is not null) && !asked.Contains(port))
            .ToArray();
    }

    /// <summary>What a measurement of those ports cannot have seen.</summary>
    public static string NotMeasured(RouterEvidence evidence)
    {
        HashSet<int> asked = new(evidence.PortsFromOutside.Select(port => port.Port));
        string[] others = ServiceNames.DangerousPorts.Where(port => !asked.Contains(port)).Select(port => $"{port} ({ServiceNames.Dangerous(port)!.Label})").ToArray();
        return $"{(others.Length == 0 ? "" : $"Not measured were {string.Join(", ", others)}. ")}A service behind another port number is seen in the router's forward table alone.";
    }

    private static OpenQuestion OtherDevice(RouterExposure router)
    {
        string? listed = router.Practice?.RouterAddress == router.ComputerName ? null : router.Practice?.RouterAddress;
        return new OpenQuestion(
            "This device is a TI Konnektor. It has nothing to do with the fault of 2019; examine the practice's router instead.",
            $"Get-RouterExposure {PasteableHost.FirstOf(AskRouter, listed)}");
    }

    private static OpenQuestion Forwards(RouterExposure router)
    {
        bool translatesNowhere = router.NatInterfaces.Length > 0 && router.NatInterfaces.All(found => !found.Translates);
        if (translatesNowhere)
        {
            return new OpenQuestion(
                "The device is not known to translate addresses at any interface: its forward table decides nothing, and another router may stand before it. Measure from outside what passes it.",
                FromOutside(router));
        }

        bool inPart = router.Forwards.Length > 0 || router.Sources.Any(source => source.Complete && source.Source is SourceNames.Snmp or SourceNames.Walk);
        return new OpenQuestion(
            inPart
                ? "The router answered, but its forward table was not read to its end: Sources says why. Read it again, or look into the router's interface."
                : "The router's forward table was not read. Allow SNMP from inside and pass -Community or -SnmpCredential, pass -Credential for a FRITZ!Box, or pass a recorded snmpwalk -On with -WalkPath.",
            FromInside(router));
    }

    /// <summary>
    /// A router's address of the practice's list is meant for this; the router answers at its WAN address from inside
    /// too, and then the command has to say where it is run.
    /// </summary>
    private static string FromInside(RouterExposure router)
    {
        string? seenInside = router.Vantage == Vantage.Inside ? router.ComputerName : null;
        string? inside = PasteableHost.Of(router.Practice?.RouterAddress) ?? PasteableHost.Of(seenInside);
        string host = inside ?? PasteableHost.FirstOf(AskRouter, router.WanAddress);
        string login = router.Identity.Vendor == "AVM" ? "-Credential (Get-Credential)" : "-Community (Read-Host 'SNMP community')";
        return $"Get-RouterExposure {host} {(inside is null ? "-Vantage Inside " : "")}{login}";
    }

    private static string FromOutside(RouterExposure router)
    {
        // A private address means nothing outside.
        string? named = IPAddress.TryParse(router.ComputerName, out IPAddress? address) && !HostAddress.IsPrivate(address) ? router.ComputerName : null;
        return $"Get-RouterExposure {PasteableHost.FirstOf(AskWan, router.WanAddress, router.Practice?.WanAddress, named)} -Vantage Outside";
    }

    /// <summary>The address that the router told, where the one we go by is an address and another.</summary>
    private static string? OtherWanAddress(RouterExposure router) =>
        router.ToldWanAddresses.Length > 0
        && IPAddress.TryParse(router.WanAddress, out IPAddress? known)
        && !router.ToldWanAddresses.Any(told => IPAddress.TryParse(told, out IPAddress? address) && (address.Equals(known) || address.AddressFamily != known.AddressFamily))
            ? router.ToldWanAddresses[0]
            : null;
}
