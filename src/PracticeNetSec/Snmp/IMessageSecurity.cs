// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Snmp;

/// <summary>
/// How a protocol data unit is put into a message and taken out again: with a community (v1, v2c), or with the keys of
/// a user (v3). Independent of sockets.
/// </summary>
internal interface IMessageSecurity
{
    SnmpVersion Version { get; }

    /// <summary>The probable cause of silence, given the messages received so far; null when unknown.</summary>
    string? MeaningOfSilence { get; }

    /// <summary>Writes the message; its number is the unit's request id.</summary>
    byte[] Encode(SnmpPdu request);

    /// <summary>Reads a message.</summary>
    /// <exception cref="SnmpFormatException">The bytes are not a message of this version.</exception>
    DecodedMessage Decode(ReadOnlyMemory<byte> datagram);

    /// <summary>Why the agent refuses, according to its report; null when the request must be encoded and sent again.</summary>
    string? RefusalIn(SnmpPdu report);
}
