// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Tests.Smb;

/// <summary>Reads the headers of requests, as a server would.</summary>
internal static class Smb2Requests
{
    public static bool IsSmb2(byte[] frame) => frame.Length >= CompoundRequest.HeaderLength && frame[0] == 0xFE;

    public static IReadOnlyList<Smb2Command> CommandsOf(byte[] frame)
    {
        List<Smb2Command> commands = new();
        for (int at = 0; IsSmb2(frame);)
        {
            commands.Add((Smb2Command)BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(at + 12)));
            int next = BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(at + 20));
            if (next == 0)
            {
                break;
            }

            at += next;
        }

        return commands;
    }

    /// <summary>The dialects a NEGOTIATE offers; none in other requests.</summary>
    public static ushort[] DialectsOf(byte[] frame)
    {
        if (CommandsOf(frame) is not [Smb2Command.Negotiate])
        {
            return Array.Empty<ushort>();
        }

        ushort[] dialects = new ushort[BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(CompoundRequest.HeaderLength + 2))];
        for (int i = 0; i < dialects.Length; i++)
        {
            dialects[i] = BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(CompoundRequest.HeaderLength + 36 + (2 * i)));
        }

        return dialects;
    }

    public static ulong MessageIdOf(byte[] frame) => BinaryPrimitives.ReadUInt64LittleEndian(frame.AsSpan(24));

    public static ulong SessionOf(byte[] frame) => BinaryPrimitives.ReadUInt64LittleEndian(frame.AsSpan(40));

    public static uint TreeOf(byte[] frame) => BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(36));

    public static ushort CreditsOf(byte[] frame) => BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(14));
}
