// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Snmp;

/// <summary>
/// The protocol data units this product supports; the numbers are their context tags (RFC 3416 §3). There is no SET among
/// them, nor a trap or an inform: a type not listed here can be neither encoded nor decoded.
/// </summary>
internal enum PduType
{
    GetRequest = 0,
    GetNextRequest = 1,
    Response = 2,
    GetBulkRequest = 5,

    /// <summary>An SNMPv3 engine's report about the message itself (RFC 3412 §7.2).</summary>
    Report = 8,
}
