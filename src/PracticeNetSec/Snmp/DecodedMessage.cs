// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Snmp;

/// <summary>A decoded message.</summary>
/// <param name="MessageId">Number that matches it to its request: the request id, or in v3 the message's own.</param>
/// <param name="Pdu">What it carries.</param>
internal readonly record struct DecodedMessage(int MessageId, SnmpPdu Pdu);
