// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Snmp;

/// <summary>Version of the protocol; the numbers are those of the message (RFC 1157 §4, RFC 1901 §3, RFC 3412 §6).</summary>
internal enum SnmpVersion
{
    V1 = 0,
    V2C = 1,
    V3 = 3,
}
