// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Tests.Smb;

/// <summary>Answers that no recording has.</summary>
internal static class Smb2Answers
{
    /// <summary>A response to a request with a status: an ERROR body, or for success the four bytes of LOGOFF and TREE_DISCONNECT.</summary>
    public static byte[] To(byte[] request, NtStatus status)
    {
        byte[] body = status == NtStatus.Success ? new byte[] { 4, 0, 0, 0 } : new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 0 };
        byte[] answer = new byte[CompoundRequest.HeaderLength + body.Length];
        request.AsSpan(0, CompoundRequest.HeaderLength).CopyTo(answer);
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(8), status.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(16), 0x00000001);
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(20), 0);
        body.CopyTo(answer, CompoundRequest.HeaderLength);
        return answer;
    }

    /// <summary>A recorded answer under the request's own message id.</summary>
    public static byte[] As(byte[] request, byte[] recorded)
    {
        byte[] answer = recorded.AsSpan().ToArray();
        request.AsSpan(24, 8).CopyTo(answer.AsSpan(24));
        return answer;
    }

    /// <summary>
    /// A response with a CHALLENGE as a server gives it to a client that asks for signing and a session key of its own: the recorded client did
    /// not, and Samba agrees to nothing that was not asked for.
    /// </summary>
    public static byte[] AgreeingToSigning(byte[] response)
    {
        byte[] agreeing = response.AsSpan().ToArray();
        int ntlm = agreeing.AsSpan().IndexOf("NTLMSSP\0\u0002"u8);
        if (ntlm >= 0)
        {
            agreeing[ntlm + 20] |= 0x10; // NTLMSSP_NEGOTIATE_SIGN
            agreeing[ntlm + 23] |= 0x40; // NTLMSSP_NEGOTIATE_KEY_EXCH
        }

        return agreeing;
    }

    /// <summary>The same without MsvAvTimestamp: the pair is given another number.</summary>
    public static byte[] WithoutTime(byte[] response)
    {
        byte[] timeless = response.AsSpan().ToArray();
        int pair = timeless.AsSpan().IndexOf(new byte[] { 7, 0, 8, 0 });
        timeless[pair] = 5; // MsvAvDnsTreeName
        return timeless;
    }

    /// <summary>The share that a TREE_CONNECT asks for.</summary>
    public static string ShareOf(byte[] request)
    {
        int offset = BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(CompoundRequest.HeaderLength + 4));
        int length = BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(CompoundRequest.HeaderLength + 6));
        string path = WireReader.Utf16(request.AsSpan(offset, length));
        return path[(path.LastIndexOf('\\') + 1)..];
    }
}
