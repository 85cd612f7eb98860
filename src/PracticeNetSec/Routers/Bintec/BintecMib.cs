// SPDX-License-Identifier: MIT
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>
/// The objects of the bintec family (Digitalisierungsbox, be.IP) that are read, under the names of the MIB's release
/// 10.2.3.100 (2018-07-18). The MIB's security branch is not among them and cannot be requested.
/// </summary>
internal static class BintecMib
{
    /// <summary>SNMPv2-MIB, RFC 3418.</summary>
    public static readonly ObjectIdentifier SysDescr = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 1, 1, 0);

    /// <summary>SNMPv2-MIB, RFC 3418.</summary>
    public static readonly ObjectIdentifier SysObjectId = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 1, 2, 0);

    /// <summary>SNMPv2-MIB, RFC 3418.</summary>
    public static readonly ObjectIdentifier SysName = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 1, 5, 0);

    /// <summary>bibo: everything the vendor defines, and the prefix of every device's sysObjectID.</summary>
    public static readonly ObjectIdentifier Bibo = ObjectIdentifier.Of(1, 3, 6, 1, 4, 1, 272, 4);

    /// <summary>sysObjectID of newer devices: this, followed by the product code in ASCII.</summary>
    public static readonly ObjectIdentifier Product = Bibo.Append(201);

    /// <summary>Firmware, for instance <c>V.10.2.9.102 IPv6, IPSec, PBX from 2021/03/16 00:00:00</c>.</summary>
    public static readonly ObjectIdentifier BiboAdmSwVersion = Bibo.Append(1, 26, 0);

    /// <summary>Serial number.</summary>
    public static readonly ObjectIdentifier BiboAdmSystemId = Bibo.Append(1, 31, 0);

    /// <summary>Release of the main board.</summary>
    public static readonly ObjectIdentifier BiboABrdHwRelease = Bibo.Append(1, 17, 1, 3, 0, 0, 0);

    /// <summary>Part number of the main board, in practice the model name.</summary>
    public static readonly ObjectIdentifier BiboABrdPartNo = Bibo.Append(1, 17, 1, 5, 0, 0, 0);

    /// <summary>Serial number of the main board.</summary>
    public static readonly ObjectIdentifier BiboABrdSerialNo = Bibo.Append(1, 17, 1, 8, 0, 0, 0);

    /// <summary>ipExtIfEntry: an interface, and whether it translates addresses.</summary>
    public static readonly ObjectIdentifier IpExtIfEntry = Bibo.Append(5, 3, 1);

    /// <summary>ipNatEntry: a session currently being translated.</summary>
    public static readonly ObjectIdentifier IpNatEntry = Bibo.Append(5, 5, 1);

    /// <summary>ipNatPresetEntry: a forward.</summary>
    public static readonly ObjectIdentifier IpNatPresetEntry = Bibo.Append(5, 6, 1);

    /// <summary>Columns of ipExtIfTable.</summary>
    public static class IpExtIf
    {
        public const uint Index = 1;

        /// <summary>off 1, on 2, reverse 3, loopback 4.</summary>
        public const uint Nat = 6;
    }

    /// <summary>Columns of ipNatTable.</summary>
    public static class IpNat
    {
        public const uint Protocol = 2;
        public const uint IntAddr = 3;
        public const uint IntPort = 4;
        public const uint ExtAddr = 5;
        public const uint ExtPort = 6;
        public const uint RemoteAddr = 7;
        public const uint RemotePort = 8;

        /// <summary>incoming 1, outgoing 2.</summary>
        public const uint Direction = 9;

        /// <summary>TimeTicks.</summary>
        public const uint Age = 10;
    }

    /// <summary>Columns of ipNatPresetTable.</summary>
    public static class IpNatPreset
    {
        public const uint IfIndex = 1;
        public const uint Protocol = 2;

        /// <summary>With <see cref="RemoteMask"/>, the sources that may use the forward; both 0.0.0.0: anyone.</summary>
        public const uint RemoteAddr = 3;
        public const uint RemoteMask = 4;
        public const uint ExtAddr = 5;
        public const uint ExtMask = 6;

        /// <summary>-1 to 65535.</summary>
        public const uint ExtPort = 7;

        /// <summary>The last port, not a number of ports; -1: only <see cref="ExtPort"/>, or with that at -1 too, all ports.</summary>
        public const uint ExtPortRange = 8;

        /// <summary>0.0.0.0: no translation.</summary>
        public const uint IntAddr = 9;

        /// <summary>-1: the port is kept; else the internal port that <see cref="ExtPort"/> maps to.</summary>
        public const uint IntPort = 10;

        /// <summary>255.255.255.255 unless a whole network is mapped.</summary>
        public const uint IntMask = 11;
        public const uint Timeout = 12;
        public const uint Descr = 13;
    }
}
