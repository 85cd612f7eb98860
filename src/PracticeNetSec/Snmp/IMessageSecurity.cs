// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp;

/// <summary>
/// How a protocol data unit is put into a message and taken out again: with a community (v1, v2c), or with the keys of
/// a user (v3). Independent of sockets.
/// </summary>
internal interface IMessageSecurity
{
    SnmpVersion Version { get; }

    /// <summary>Why an agent that was queried may be silent, given the messages received so far.</summary>
    /// <param name="agent">Its address and port.</param>
    /// <param name="timeout">How long its answer was awaited.</param>
    Evidence Silence(string agent, TimeSpan timeout);

    /// <summary>Writes the message; its number is the unit's request id.</summary>
    byte[] Encode(SnmpPdu request);

    /// <summary>Reads a message.</summary>
    /// <exception cref="SnmpFormatException">The bytes are not a message of this version.</exception>
    DecodedMessage Decode(ReadOnlyMemory<byte> datagram);

    /// <summary>Why the agent refuses, according to its report; null when the request must be encoded and sent again.</summary>
    Evidence? RefusalIn(SnmpPdu report);
}
