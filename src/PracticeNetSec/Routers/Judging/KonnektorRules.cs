// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using PracticeNetSec.Findings;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Fingerprints;

namespace PracticeNetSec.Routers.Judging;

/// <summary>
/// The TI Konnektor is not at fault for 2019 and needs no forward: any that leads to it is a finding. Known are those
/// that answered, and those that the caller named.
/// </summary>
internal static class KonnektorRules
{
    private const int AddressBits = 8;

    public static IEnumerable<Finding> Apply(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        foreach (string konnektor in Addresses(router))
        {
            PortForward[] leading = router.Forwards.Where(forward => forward.IsInForce && LeadsTo(forward, konnektor)).ToArray();
            foreach (IGrouping<bool, PortForward> group in leading.GroupBy(forward => forward.IsForEveryone))
            {
                yield return FindingRule.Get(group.Key ? "router.konnektor-forward" : "router.konnektor-forward-restricted").Create(
                    router.WanAddress ?? router.ComputerName,
                    router.EndedAt,
                    group.Select(forward => forward.Seen).Concat(router.Devices.Where(device => device.Address == konnektor).SelectMany(device => device.Evidence)),
                    konnektor,
                    string.Join(", ", group.Select(forward => Ports(forward)).Distinct()));
            }
        }
    }

    /// <summary>What must be told wherever a Konnektor is, or may be.</summary>
    public static IEnumerable<Evidence> Reasons(RouterExposure router)
    {
        string[] known = Addresses(router).ToArray();
        if (router.IsKonnektor || known.Length > 0 || router.Devices.Any(IsSure))
        {
            bool passes = known.Length > 0 && router.Forwards.Any(forward => forward.IsInForce && forward.InternalAddress is not null && !known.Any(konnektor => LeadsTo(forward, konnektor)));
            yield return passes ? EvidenceOf.RouterKonnektorBypassed() : EvidenceOf.RouterKonnektorParallel();
        }

        foreach (DeviceFingerprint possible in router.Devices.Where(device => device.Role == DeviceRole.Konnektor && device.Confidence == Confidence.Low))
        {
            string ports = string.Join(", ", possible.Ports);
            yield return possible.Address is string at ? EvidenceOf.RouterKonnektorPossibleAt(at, ports) : EvidenceOf.RouterKonnektorPossible(ports);
        }
    }

    private static bool IsSure(DeviceFingerprint device) => device.Role == DeviceRole.Konnektor && device.Confidence >= Confidence.Medium;

    private static IEnumerable<string> Addresses(RouterExposure router) => router.Devices
        .Where(device => IsSure(device) && device.Address is not null)
        .Select(device => device.Address!)
        .Concat(router.KonnektorAddresses)
        .Distinct();

    /// <summary>A forward leads to one host, or to a network as address/prefix.</summary>
    private static bool LeadsTo(PortForward forward, string host)
    {
        string[] parts = (forward.InternalAddress ?? "").Split('/');
        if (!IPAddress.TryParse(parts[0], out IPAddress? first) || !IPAddress.TryParse(host, out IPAddress? address) || first.AddressFamily != address.AddressFamily)
        {
            return false;
        }

        byte[] network = first.GetAddressBytes();
        byte[] wanted = address.GetAddressBytes();
        int length = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int prefix) ? prefix : network.Length * AddressBits;
        return Enumerable.Range(0, Math.Min(length, network.Length * AddressBits)).All(bit => Bit(network, bit) == Bit(wanted, bit));
    }

    private static int Bit(byte[] octets, int number) => octets[number / AddressBits] & (0x80 >> (number % AddressBits));

    private static string Ports(PortForward forward) => forward.ExternalStart == forward.ExternalEnd
        ? string.Format(CultureInfo.InvariantCulture, "{0} {1}", forward.Protocol, forward.ExternalStart)
        : string.Format(CultureInfo.InvariantCulture, "{0} {1}-{2}", forward.Protocol, forward.ExternalStart, forward.ExternalEnd);
}
