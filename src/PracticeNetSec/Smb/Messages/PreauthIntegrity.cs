// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>
/// The hash over all messages before there are keys ([MS-SMB2] 3.1.4.4, 3.2.5.2, 3.2.5.3.1). The keys of 3.1.1 depend on
/// it: an attacker who altered the negotiation derives different keys.
/// </summary>
internal sealed class PreauthIntegrity
{
    private const int StatusOffset = 8;
    private const int CommandOffset = 12;

    private byte[] _value;

    public PreauthIntegrity()
        : this(new byte[64])
    {
    }

    private PreauthIntegrity(byte[] value) => _value = value;

    /// <summary>Sixty-four bytes.</summary>
    public byte[] Value => (byte[])_value.Clone();

    /// <summary>A hash that continues from here: each session starts from what was negotiated.</summary>
    public PreauthIntegrity Fork() => new(Value);

    /// <summary>Adds a sent request.</summary>
    public void Sent(byte[] message) => Extend(message);

    /// <summary>Adds a response if it counts: that of NEGOTIATE, and one with more processing required; never a logon's final response.</summary>
    public void Received(byte[] frame)
    {
        if (frame.Length < CompoundRequest.HeaderLength)
        {
            return; // Not a message; parsing reports it.
        }

        Smb2Command command = (Smb2Command)BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(CommandOffset, 2));
        NtStatus status = new(BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(StatusOffset, 4)));
        if (command == Smb2Command.Negotiate || status == NtStatus.MoreProcessingRequired)
        {
            Extend(frame);
        }
    }

    private void Extend(byte[] message)
    {
        using SHA512 hash = SHA512.Create();
        byte[] input = new byte[_value.Length + message.Length];
        _value.CopyTo(input, 0);
        message.CopyTo(input, _value.Length);
        _value = hash.ComputeHash(input);
    }
}
