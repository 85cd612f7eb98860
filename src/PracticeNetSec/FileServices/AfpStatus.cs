// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PracticeNetSec.Model;

namespace PracticeNetSec.FileServices;

/// <summary>What an AFP server reports about itself without a login (DSIGetStatus and FPGetSrvrInfo, Apple's AFP reference).</summary>
/// <param name="ServerName">Its name.</param>
/// <param name="Machine">Machine type, for instance <c>Netatalk3.1.12</c>.</param>
/// <param name="Versions">AFP versions.</param>
/// <param name="LoginMethods">User authentication methods.</param>
internal sealed record AfpStatus(string ServerName, string Machine, IReadOnlyList<string> Versions, IReadOnlyList<string> LoginMethods)
{
    public const int HeaderLength = 16;

    /// <summary>Maximum bytes of the block.</summary>
    public const int MaxBytes = 16384;

    private const byte GetStatus = 3;
    private const ushort RequestId = 1;
    private const string GuestMethod = "No User Authent";

    /// <summary>Whether it offers an anonymous login.</summary>
    public bool AllowsGuests => LoginMethods.Contains(GuestMethod);

    /// <summary>The one request that is ever sent.</summary>
    public static byte[] Request() => new byte[] { 0, GetStatus, 0, (byte)RequestId, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

    /// <summary>Length of the block that follows the header.</summary>
    /// <exception cref="ServiceFormatException">Not the reply.</exception>
    public static int DecodeHeader(byte[] header)
    {
        BigEndianReader reader = new(header);
        if (reader.Byte() != 1 || reader.Byte() != GetStatus || reader.UInt16() != RequestId || reader.UInt32() != 0)
        {
            throw new ServiceFormatException(EvidenceOf.ServiceOtherProtocol("AFP"));
        }

        uint length = reader.UInt32();
        return length is > 0 and <= MaxBytes ? (int)length : throw new ServiceFormatException(EvidenceOf.MalformedField("DSI totalLength", length));
    }

    /// <exception cref="ServiceFormatException">Not a status block.</exception>
    public static AfpStatus Decode(byte[] block)
    {
        BigEndianReader reader = new(block);
        ushort machine = reader.UInt16();
        ushort versions = reader.UInt16();
        ushort methods = reader.UInt16();
        reader.Bytes(4); // VolumeIconAndMask offset, Flags
        return new AfpStatus(Text(ref reader), Strings(block, machine, counted: false)[0], Strings(block, versions, counted: true), Strings(block, methods, counted: true));
    }

    private static string[] Strings(byte[] block, ushort offset, bool counted)
    {
        BigEndianReader reader = new(block);
        reader.Bytes(offset);
        string[] texts = new string[counted ? reader.Byte() : 1];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Text(ref reader);
        }

        return texts;
    }

    /// <summary>A Pascal string; beyond ASCII its encoding is undefined.</summary>
    private static string Text(ref BigEndianReader reader) => Encoding.ASCII.GetString(reader.Bytes(reader.Byte()).ToArray());
}
