// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Rpc;

/// <summary>One packet of a response (C706 §12.6.3).</summary>
/// <param name="Type">Kind of packet.</param>
/// <param name="IsLast">Nothing follows.</param>
/// <param name="Stub">Data of the call.</param>
/// <param name="Refusal">Status of a fault, reason of a refused bind; null where the call succeeded.</param>
internal sealed record RpcFragment(RpcPacket Type, bool IsLast, byte[] Stub, uint? Refusal)
{
    /// <summary>Integers little-endian, characters in ASCII (C706 §14.1), as the request asked for.</summary>
    private const byte LittleEndian = 0x10;

    /// <exception cref="SmbFormatException">Not a packet, of another call, or in an unrequested form.</exception>
    public static RpcFragment Decode(byte[] packet, uint callId)
    {
        WireReader reader = new(packet);
        if (reader.ReadByte() != 5 || reader.ReadByte() != 0)
        {
            throw new SmbFormatException(EvidenceOf.MalformedStructure("RPC 5.0 PDU"));
        }

        RpcPacket type = (RpcPacket)reader.ReadByte();
        RpcFlags flags = (RpcFlags)reader.ReadByte();
        byte representation = reader.ReadByte();
        if (representation != LittleEndian)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("RPC packed_drep", representation));
        }

        reader.Skip(3);
        ushort length = reader.ReadUInt16();
        ushort authLength = reader.ReadUInt16();
        uint answered = reader.ReadUInt32();
        if (length != packet.Length || authLength != 0)
        {
            throw new SmbFormatException(length != packet.Length
                ? EvidenceOf.MalformedField("RPC frag_length", length)
                : EvidenceOf.MalformedField("RPC auth_length", authLength));
        }

        if (answered != callId)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("RPC call_id", answered));
        }

        uint? refusal = null;
        switch (type)
        {
            case RpcPacket.BindAcknowledge:
                refusal = BindResult(ref reader);
                break;
            case RpcPacket.BindRefused:
                refusal = reader.ReadUInt16(); // provider_reject_reason
                break;
            case RpcPacket.Response:
                reader.Skip(8); // alloc_hint, p_cont_id, cancel_count
                break;
            case RpcPacket.Fault:
                reader.Skip(8);
                refusal = reader.ReadUInt32();
                break;
            default:
                throw new SmbFormatException(EvidenceOf.MalformedField("RPC PTYPE", (byte)type));
        }

        return new RpcFragment(type, (flags & RpcFlags.LastFragment) != 0, reader.ReadBytes(reader.Remaining).ToArray(), refusal);
    }

    /// <summary>The result list of a bind_ack (C706 §12.6.4.4): null when the only context was accepted.</summary>
    private static uint? BindResult(ref WireReader reader)
    {
        reader.Skip(2 + 2 + 4); // max_xmit_frag, max_recv_frag, assoc_group_id
        reader.Skip(reader.ReadUInt16()); // sec_addr
        reader.Align(4);
        byte results = reader.ReadByte();
        if (results != 1)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("RPC p_result_list.n_results", results));
        }

        reader.Skip(3);
        ushort result = reader.ReadUInt16();
        return result == 0 ? null : result;
    }
}
