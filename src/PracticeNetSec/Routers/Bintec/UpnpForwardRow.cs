// SPDX-License-Identifier: MIT
using System.Net;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.ProtectionMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>What a row of ipNatUPnPTable means: a forward that an internal program requested from the router.</summary>
internal static class UpnpForwardRow
{
    public const string Table = "ipNatUPnPTable";

    private const int Disabled = 30;
    private const int MaxPort = 65535;

    /// <summary>Reads a row; null when a column is missing or is invalid.</summary>
    public static PortForward? TryRead(SnmpRow row)
    {
        if (IpProtocol.Name(row[NatUpnp.Protocol]) is not { } protocol
            || Port(row[NatUpnp.ExtPort]) is not { } outside
            || Port(row[NatUpnp.IntPort]) is not { } inside
            || row[NatUpnp.IntAddr]?.AsIpAddress() is not { } address)
        {
            return null;
        }

        byte[]? remote = row[NatUpnp.RemoteAddr]?.AsIpAddress();
        return new PortForward
        {
            Protocol = protocol,
            ExternalStart = outside,
            ExternalEnd = outside,
            InternalAddress = new IPAddress(address).ToString(),
            InternalStart = inside,
            InternalEnd = inside,
            RemoteAddress = remote is null || System.Array.TrueForAll(remote, octet => octet == 0) ? null : new IPAddress(remote) + "/32",
            InterfaceIndex = row[NatUpnp.IfIndex]?.AsInteger() is >= 0 and <= int.MaxValue and { } index ? (int)index : null,
            LeaseSeconds = row[NatUpnp.Lease]?.AsInteger() is >= 0 and { } lease ? lease : null,
            Source = Table,
            Enabled = row[NatUpnp.Status]?.AsInteger() != Disabled,
            Description = row[NatUpnp.Description]?.AsText() is { Length: > 0 } text ? text : null,
        };
    }

    private static int? Port(SnmpValue? value) => value?.AsInteger() is >= 1 and <= MaxPort and { } port ? (int)port : null;
}
