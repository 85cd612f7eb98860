// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Snmp;

/// <summary>A message that was read.</summary>
/// <param name="MessageId">Number that joins it to its request: the request id, or in v3 the message's own.</param>
/// <param name="Pdu">What it carries.</param>
internal readonly record struct DecodedMessage(int MessageId, SnmpPdu Pdu);
