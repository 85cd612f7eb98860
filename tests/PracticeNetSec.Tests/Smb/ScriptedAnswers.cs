// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Tests.Smb;

/// <summary>The bodies of what <see cref="ScriptedShares"/> answers.</summary>
internal static class ScriptedAnswers
{
    public static byte[] Error() => new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 0 };

    public static byte[] Closed() => new byte[60].Select((_, i) => i == 0 ? (byte)60 : (byte)0).ToArray();

    /// <summary>The last answer of a logon, without a token.</summary>
    public static byte[] LoggedOn(byte flags) => new byte[] { 9, 0, flags, 0, 72, 0, 0, 0 };

    /// <summary>
    /// SMB 3.1.1 as Windows 11 24H2 and Server 2025 answer: signing required, AES-GMAC, AES-256-GCM where encryption was offered, and contexts that
    /// were not offered, which a client has to pass over (compression, transport, RDMA).
    /// </summary>
    public static byte[] NegotiatedByWindows(bool isEncryptionOffered)
    {
        List<(ushort Type, byte[] Data)> contexts =
        [
            (1, [1, 0, 32, 0, 1, 0, .. new byte[32]]), // SMB2_PREAUTH_INTEGRITY_CAPABILITIES: SHA-512, a salt
            (3, [1, 0, 0, 0, 0, 0, 0, 0, 1, 0]), // SMB2_COMPRESSION_CAPABILITIES: LZNT1
            (8, [1, 0, 2, 0]), // SMB2_SIGNING_CAPABILITIES: AES-GMAC
            (6, [0, 0, 0, 0]), // SMB2_TRANSPORT_CAPABILITIES: no QUIC
            (7, [1, 0, 0, 0, 0, 0, 0, 0, 1, 0]), // SMB2_RDMA_TRANSFORM_CAPABILITIES
        ];
        if (isEncryptionOffered)
        {
            contexts.Insert(1, (2, [1, 0, 4, 0])); // SMB2_ENCRYPTION_CAPABILITIES: AES-256-GCM
        }

        byte[] body = Negotiated(Smb2Signing.AesGmac)[..64];
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(6), (ushort)contexts.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(24), 0x0000002F); // DFS, leasing, large MTU, multi-channel, directory leasing
        WireWriter writer = new();
        writer.Bytes(body);
        foreach ((ushort type, byte[] data) in contexts)
        {
            writer.Align(8);
            writer.UInt16(type);
            writer.UInt16((ushort)data.Length);
            writer.UInt32(0);
            writer.Bytes(data);
        }

        return writer.ToArray();
    }

    /// <summary>SMB 3.1.1 with a signing algorithm ([MS-SMB2] 2.2.4.1.7).</summary>
    public static byte[] Negotiated(Smb2Signing signing)
    {
        WireWriter body = new();
        body.UInt16(65);
        body.UInt16(3); // signing enabled and required
        body.UInt16((ushort)Smb2Dialect.Smb311);
        body.UInt16(2); // contexts
        body.Zeros(16);
        body.UInt32(0);
        body.UInt32(1 << 20);
        body.UInt32(1 << 20);
        body.UInt32(1 << 20);
        body.Zeros(16);
        body.UInt16(CompoundRequest.HeaderLength + 64);
        body.UInt16(0);
        body.UInt32(CompoundRequest.HeaderLength + 64);
        body.UInt16(1); // SMB2_PREAUTH_INTEGRITY_CAPABILITIES
        body.UInt16(38);
        body.UInt32(0);
        body.UInt16(1);
        body.UInt16(32);
        body.UInt16(1);
        body.Zeros(32);
        body.Align(8);
        body.UInt16(8); // SMB2_SIGNING_CAPABILITIES
        body.UInt16(4);
        body.UInt32(0);
        body.UInt16(1);
        body.UInt16((ushort)signing);
        return body.ToArray();
    }

    public static byte[] TreeConnected(ScriptedShares server, string share)
    {
        WireWriter body = new();
        body.UInt16(16);
        body.Byte((byte)(share == "IPC$" ? server.KindOfIpc : server.Kinds.GetValueOrDefault(share, TreeType.Disk)));
        body.Byte(0);
        body.UInt32(0);
        body.UInt32(0);
        body.UInt32(server.ShareMasks.TryGetValue(share, out uint mask) ? mask : ScriptedShares.Full);
        return body.ToArray();
    }

    public static byte[] Opened(ulong file, uint? mask)
    {
        WireWriter body = new();
        body.UInt16(89);
        body.UInt16(0);
        body.UInt32(1); // FILE_OPENED
        body.Zeros(56);
        body.UInt64(file);
        body.UInt64(0);
        body.UInt32(mask is null ? 0u : CompoundRequest.HeaderLength + 88);
        body.UInt32(mask is null ? 0u : 32u);
        if (mask is uint rights)
        {
            body.Bytes(new byte[] { 0, 0, 0, 0, 16, 0, 4, 0, 0, 0, 24, 0, 8, 0, 0, 0, (byte)'M', (byte)'x', (byte)'A', (byte)'c', 0, 0, 0, 0, 0, 0, 0, 0 });
            body.UInt32(rights);
        }

        return body.ToArray();
    }

    public static byte[] Output(byte[] output)
    {
        WireWriter body = new();
        body.UInt16(9);
        body.UInt16(CompoundRequest.HeaderLength + 8);
        body.UInt32((uint)output.Length);
        body.Bytes(output);
        return body.ToArray();
    }

    public static byte[] Listing(ScriptedFolder folder)
    {
        WireWriter list = new();
        for (int i = 0; i < folder.Entries.Count; i++)
        {
            (string name, uint attributes, uint tag) = folder.Entries[i];
            int start = list.Position;
            list.UInt32(0);
            list.Zeros(4 + 48);
            list.UInt32(attributes);
            list.UInt32((uint)name.Length * 2);
            list.UInt32(tag); // EaSize
            list.UInt32(0);
            list.UInt64((ulong)i + 100);
            list.Utf16(name);
            if (i < folder.Entries.Count - 1)
            {
                list.Align(8, 0);
                list.PatchUInt32(start, list.Position - start);
            }
        }

        return list.ToArray();
    }

    /// <summary>One fragment of RPC: bind acknowledged, or a stub.</summary>
    public static byte[] Packet(bool isBind, uint call, byte[] stub)
    {
        WireWriter packet = new();
        packet.Bytes(new byte[] { 5, 0, (byte)(isBind ? RpcPacket.BindAcknowledge : RpcPacket.Response), 3, 0x10, 0, 0, 0 });
        packet.UInt16((ushort)(isBind ? 56 : 24 + stub.Length));
        packet.UInt16(0);
        packet.UInt32(call);
        packet.Zeros(8);
        packet.Bytes(isBind ? new byte[] { 0, 0, 0, 0, 1 }.Concat(new byte[27]).ToArray() : stub);
        return packet.ToArray();
    }

    /// <summary>Bind acknowledged, or the list of shares.</summary>
    public static byte[] Called(ScriptedShares server, byte[] request)
    {
        uint call = BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(132));
        bool isBind = request[122] == (byte)RpcPacket.Bind;
        byte[] stub = isBind ? Array.Empty<byte>() : server.Stub is null
            ? ScriptedShares.ShareList((server.Listed ?? server.Folders.Keys.Where(path => !path.Contains('\\')).ToArray()).Select(name => (name, 0u)).Append(("IPC$", 0x80000003u)).ToArray())
            : server.Stub(call);
        byte[] output = Packet(isBind, call, stub);
        WireWriter body = new();
        body.UInt16(49);
        body.UInt16(0);
        body.UInt32(0x0011C017);
        body.Zeros(16 + 8);
        body.UInt32(CompoundRequest.HeaderLength + 48);
        body.UInt32((uint)output.Length);
        body.Zeros(8);
        body.Bytes(output);
        return body.ToArray();
    }
}
