// SPDX-License-Identifier: MIT
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.NatMib;

/// <summary>The objects of NAT-MIB (RFC 4008 §8) that describe forwards, and their columns.</summary>
internal static class NatMibObjects
{
    /// <summary>natInterfaceEntry: an interface on which translation is configured. INDEX ifIndex.</summary>
    public static readonly ObjectIdentifier InterfaceEntry = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 123, 1, 3, 1);

    /// <summary>Column natInterfaceRealm: private 1, public 2.</summary>
    public const uint InterfaceRealm = 1;

    /// <summary>natAddrMapEntry: a configured translation. INDEX ifIndex, natAddrMapIndex.</summary>
    public static readonly ObjectIdentifier AddrMapEntry = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 123, 1, 4, 1);

    /// <summary>natAddrPortBindEntry: a translation in use. INDEX ifIndex, LocalAddrType, LocalAddr, LocalPort, Protocol.</summary>
    public static readonly ObjectIdentifier AddrPortBindEntry = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 123, 1, 8, 1);

    /// <summary>Columns of natAddrMapTable.</summary>
    public static class AddrMap
    {
        public const uint Name = 2;

        /// <summary>static 1, dynamic 2.</summary>
        public const uint EntryType = 3;

        /// <summary>BITS: inboundSrcEndPoint 0, outboundDstEndPoint 1, inboundDstEndPoint 2, outboundSrcEndPoint 3.</summary>
        public const uint TranslationEntity = 4;
        public const uint LocalAddrFrom = 6;
        public const uint LocalAddrTo = 7;
        public const uint LocalPortFrom = 8;
        public const uint LocalPortTo = 9;
        public const uint GlobalPortFrom = 13;
        public const uint GlobalPortTo = 14;

        /// <summary>BITS: other 0, icmp 1, udp 2, tcp 3.</summary>
        public const uint Protocol = 15;

        /// <summary>RowStatus: active 1.</summary>
        public const uint RowStatus = 21;
    }

    /// <summary>Readable columns of natAddrPortBindTable; the local end is only in the row's index.</summary>
    public static class AddrPortBind
    {
        public const uint GlobalPort = 7;

        /// <summary>static 1, dynamic 2.</summary>
        public const uint Type = 10;
    }
}
