// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Snmp;

/// <summary>
/// The protocol data units this product knows; the numbers are their context tags (RFC 3416 §3). There is no SET among
/// them, nor a trap or an inform: what has no name here can neither be written nor read.
/// </summary>
internal enum PduType
{
    GetRequest = 0,
    GetNextRequest = 1,
    Response = 2,
    GetBulkRequest = 5,

    /// <summary>An SNMPv3 engine telling about the message itself (RFC 3412 §7.2).</summary>
    Report = 8,
}
