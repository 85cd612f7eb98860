// SPDX-License-Identifier: MIT
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>
/// The objects of the bintec family that describe what protects a device and its forwards, under the names of the MIB's
/// release 10.2.3.100 (BIANCA-BRICK-SIF-MIB, -UPNP-MIB, -IP-SERVICE-MIB).
/// </summary>
internal static class ProtectionMib
{
    private static readonly ObjectIdentifier BiboIp = BintecMib.Bibo.Append(5);

    /// <summary>ipSifAdminStatus: enable 1, disable 2.</summary>
    public static readonly ObjectIdentifier SifAdminStatus = BiboIp.Append(37, 1, 0);

    /// <summary>upnpGlobStatus: enabled 10, restricted 20, disabled 30.</summary>
    public static readonly ObjectIdentifier UpnpStatus = BiboIp.Append(45, 10, 10, 0);

    /// <summary>upnpGlobTcpPort, 5678 unless it was changed.</summary>
    public static readonly ObjectIdentifier UpnpTcpPort = BiboIp.Append(45, 10, 20, 0);

    /// <summary>ipSifAliasAddressEntry: names of interfaces and addresses that firewall rules use.</summary>
    public static readonly ObjectIdentifier SifAddressEntry = BiboIp.Append(28, 1);

    /// <summary>ipSifAliasServiceEntry: names of protocols and ports that firewall rules use.</summary>
    public static readonly ObjectIdentifier SifServiceEntry = BiboIp.Append(29, 1);

    /// <summary>ipSifAliasEntry: a firewall rule.</summary>
    public static readonly ObjectIdentifier SifRuleEntry = BiboIp.Append(30, 1);

    /// <summary>localTcpAllowEntry: the sources a management service allows.</summary>
    public static readonly ObjectIdentifier LocalTcpAllowEntry = BiboIp.Append(14, 1, 1);

    /// <summary>ipNatUPnPEntry: a forward that an internal program requested.</summary>
    public static readonly ObjectIdentifier NatUpnpEntry = BiboIp.Append(45, 20, 10);

    /// <summary>Columns of ipSifAliasAddressTable.</summary>
    public static class SifAddress
    {
        public const uint Index = 1;
        public const uint Alias = 2;
        public const uint Address = 3;
        public const uint Mask = 4;

        /// <summary>ifIndex; 0: none.</summary>
        public const uint Interface = 5;
    }

    /// <summary>Columns of ipSifAliasServiceTable.</summary>
    public static class SifService
    {
        public const uint Index = 1;

        /// <summary>IANA's numbers; udptcp 253, any 254.</summary>
        public const uint Protocol = 3;

        /// <summary>First port; -1: all ports.</summary>
        public const uint Port = 4;

        /// <summary>Number of ports, unlike the end port of a forward.</summary>
        public const uint Range = 5;
        public const uint SourcePort = 8;
    }

    /// <summary>Columns of ipSifAliasTable.</summary>
    public static class SifRule
    {
        public const uint Order = 1;
        public const uint Source = 2;
        public const uint Destination = 3;
        public const uint Service = 4;

        /// <summary>access 1, deny 2, reject 3.</summary>
        public const uint Action = 5;

        /// <summary>enabled 1, disabled 2.</summary>
        public const uint Status = 6;
    }

    /// <summary>Columns of localTcpAllowTable.</summary>
    public static class LocalTcpAllow
    {
        /// <summary>dont-verify 1, verify 2.</summary>
        public const uint AddrMode = 1;
        public const uint Addr = 2;
        public const uint Mask = 3;

        /// <summary>dont-verify 1, verify 2.</summary>
        public const uint IfMode = 4;
        public const uint IfIndex = 5;

        /// <summary>telnet 1, snmp 3, http 7, https 8, ssh 9.</summary>
        public const uint Service = 6;
    }

    /// <summary>Columns of ipNatUPnPTable.</summary>
    public static class NatUpnp
    {
        public const uint IfIndex = 10;
        public const uint Protocol = 20;

        /// <summary>0.0.0.0: anyone.</summary>
        public const uint RemoteAddr = 30;
        public const uint ExtPort = 40;
        public const uint IntAddr = 50;
        public const uint IntPort = 60;

        /// <summary>Seconds; 0: no expiry.</summary>
        public const uint Lease = 70;

        /// <summary>enabled 20, disabled 30.</summary>
        public const uint Status = 80;
        public const uint Description = 90;
    }
}
