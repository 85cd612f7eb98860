// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp;

/// <summary>Outcome of one request.</summary>
/// <param name="Outcome"><see cref="SnmpOutcome.Answered"/> when <paramref name="Pdu"/> was received, including one with an error-status.</param>
/// <param name="Pdu">The answer.</param>
/// <param name="Reason">Why there is none; null otherwise.</param>
/// <param name="Bytes">Size of the answer's datagram.</param>
internal sealed record SnmpReply(SnmpOutcome Outcome, SnmpPdu? Pdu, Evidence? Reason, int Bytes)
{
    public static SnmpReply Of(SnmpPdu pdu, int bytes) => new(SnmpOutcome.Answered, pdu, null, bytes);

    public static SnmpReply None(SnmpOutcome outcome, Evidence reason) => new(outcome, null, reason, 0);
}
