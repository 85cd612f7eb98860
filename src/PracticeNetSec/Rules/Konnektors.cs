// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules;

/// <summary>The TI Konnektors of a practice: those that answered, and those that the caller named.</summary>
internal static class Konnektors
{
    private const int AddressBits = 8;

    /// <summary>What is stated wherever a Konnektor was found, or may be present.</summary>
    public static IEnumerable<Evidence> Reasons(RouterObservation router)
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

    /// <summary>Their internal addresses.</summary>
    public static IEnumerable<string> Addresses(RouterObservation router) => router.Devices
        .Where(device => IsSure(device) && device.Address is not null)
        .Select(device => device.Address!)
        .Concat(router.KonnektorAddresses)
        .Distinct();

    /// <summary>A forward leads to one host, or to a network as address/prefix.</summary>
    public static bool LeadsTo(PortForward forward, string host)
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
}
