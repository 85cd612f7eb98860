// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>CREATE response ([MS-SMB2] 2.2.14).</summary>
/// <param name="FileId">Handle of what was opened.</param>
/// <param name="MaximalAccess">From the MxAc context (2.2.14.2.5); null where the server sent none or an error.</param>
internal sealed record CreateResponse(Smb2FileId FileId, AccessMask? MaximalAccess)
{
    private const uint FileOpened = 0x00000001;
    private const int ContextHeaderLength = 16;

    /// <summary>Maximum contexts parsed; one was requested.</summary>
    private const int MaxContexts = 16;

    /// <exception cref="SmbFormatException">Not the response to an open.</exception>
    public static CreateResponse Decode(Smb2Response response)
    {
        WireReader reader = response.Body(89);
        reader.Skip(2); // OplockLevel, Flags
        uint action = reader.ReadUInt32();
        if (action != FileOpened)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("CREATE.CreateAction", action));
        }

        reader.Skip((4 * 8) + 8 + 8 + 4 + 4); // times, AllocationSize, EndofFile, FileAttributes, Reserved2
        Smb2FileId fileId = Smb2FileId.Read(ref reader);
        uint offset = reader.ReadUInt32();
        uint length = reader.ReadUInt32();
        return new CreateResponse(fileId, FindMaximalAccess(reader.Locate(offset, length)));
    }

    private static AccessMask? FindMaximalAccess(ReadOnlySpan<byte> contexts)
    {
        for (int i = 0; i < MaxContexts && contexts.Length >= ContextHeaderLength; i++)
        {
            WireReader reader = new(contexts);
            uint next = reader.ReadUInt32();
            ushort nameOffset = reader.ReadUInt16();
            ushort nameLength = reader.ReadUInt16();
            reader.Skip(2);
            ushort dataOffset = reader.ReadUInt16();
            uint dataLength = reader.ReadUInt32();
            if (reader.Locate(nameOffset, nameLength).SequenceEqual("MxAc"u8))
            {
                WireReader data = new(reader.Locate(dataOffset, dataLength));
                bool isGranted = data.ReadUInt32() == NtStatus.Success.Value;
                AccessMask mask = (AccessMask)data.ReadUInt32();
                return isGranted ? mask : null;
            }

            if (next == 0 || next > contexts.Length)
            {
                break;
            }

            contexts = contexts.Slice((int)next);
        }

        return null;
    }
}
