// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Rpc;

/// <summary>
/// Joins the fragments of one answer (C706 §12.6.3.1), however the pipe splits them: bytes in, stub out.
/// </summary>
internal sealed class RpcReassembly
{
    /// <summary>Maximum bytes of one response: several thousand shares.</summary>
    public const int MaxAnswer = 1 << 20;

    private const int LengthOffset = 8;

    private readonly uint _callId;
    private readonly RpcPacket _expected;
    private readonly List<byte> _stub = new();
    private byte[] _pending = Array.Empty<byte>();

    /// <param name="callId">Number of the call that is answered.</param>
    /// <param name="expected">Kind of answer.</param>
    public RpcReassembly(uint callId, RpcPacket expected)
    {
        _callId = callId;
        _expected = expected;
    }

    /// <summary>Status with which the server refused the call; null where it did not.</summary>
    public uint? Refusal { get; private set; }

    /// <summary>True once the last fragment is in, or the call was refused.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The stub data of all fragments so far.</summary>
    public byte[] Stub() => _stub.ToArray();

    /// <summary>Adds the data of one pipe read.</summary>
    /// <exception cref="SmbFormatException">Not the fragments of our answer, or more than <see cref="MaxAnswer"/>.</exception>
    public void Append(byte[] bytes)
    {
        byte[] all = new byte[_pending.Length + bytes.Length];
        _pending.CopyTo(all, 0);
        bytes.CopyTo(all, _pending.Length);

        int start = 0;
        while (!IsComplete && all.Length - start >= RpcRequest.HeaderLength)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(all.AsSpan(start + LengthOffset, 2));
            if (length < RpcRequest.HeaderLength)
            {
                throw new SmbFormatException(EvidenceOf.MalformedField("RPC frag_length", length));
            }

            if (length > all.Length - start)
            {
                break;
            }

            Take(RpcFragment.Decode(all.AsSpan(start, length).ToArray(), _callId));
            start += length;
        }

        _pending = all.AsSpan(start).ToArray();
    }

    private void Take(RpcFragment fragment)
    {
        if (fragment.Refusal is not null)
        {
            Refusal = fragment.Refusal;
            IsComplete = true;
            return;
        }

        if (fragment.Type != _expected)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("RPC PTYPE", (byte)fragment.Type));
        }

        if (_stub.Count + fragment.Stub.Length > MaxAnswer)
        {
            throw new SmbFormatException(EvidenceOf.MalformedTooLarge("RPC stub data", MaxAnswer));
        }

        _stub.AddRange(fragment.Stub);
        IsComplete = fragment.IsLast;
    }
}
