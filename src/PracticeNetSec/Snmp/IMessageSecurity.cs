// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Snmp;

/// <summary>
/// How a protocol data unit is put into a message and taken out again: with a community (v1, v2c), or with the keys of
/// a user (v3). Knows no sockets.
/// </summary>
internal interface IMessageSecurity
{
    SnmpVersion Version { get; }

    /// <summary>What silence may mean after all that was heard so far; null when it may mean anything.</summary>
    string? MeaningOfSilence { get; }

    /// <summary>Writes the message; its number is the unit's request id.</summary>
    byte[] Encode(SnmpPdu request);

    /// <summary>Reads a message.</summary>
    /// <exception cref="SnmpFormatException">The bytes are no message of this version.</exception>
    DecodedMessage Decode(ReadOnlyMemory<byte> datagram);

    /// <summary>Why the agent refuses, as its report tells; null when the request shall be sealed and sent once more.</summary>
    string? RefusalIn(SnmpPdu report);
}
