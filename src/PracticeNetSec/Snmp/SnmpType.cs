// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Snmp;

/// <summary>
/// What a value is. The numbers are the identifier octets of the wire (RFC 2578 §7.1, RFC 3416 §3), except
/// <see cref="Unspecified"/>, which is never sent.
/// </summary>
internal enum SnmpType : byte
{
    /// <summary>A recording gave the value without its type (<c>snmpwalk -OQ</c>).</summary>
    Unspecified = 0,

    Integer = 0x02,
    OctetString = 0x04,
    Null = 0x05,
    ObjectIdentifier = 0x06,
    IpAddress = 0x40,
    Counter32 = 0x41,

    /// <summary>Gauge32 and Unsigned32 share one tag.</summary>
    Gauge32 = 0x42,

    /// <summary>Hundredths of a second.</summary>
    TimeTicks = 0x43,

    Opaque = 0x44,
    Counter64 = 0x46,

    /// <summary>The agent does not support this object type.</summary>
    NoSuchObject = 0x80,

    /// <summary>The agent supports the object type, but not this instance.</summary>
    NoSuchInstance = 0x81,

    /// <summary>Nothing follows.</summary>
    EndOfMibView = 0x82,
}
