// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>
/// A request of SMB1 that changes nothing. The requests of this folder are the only ones; each writes its own parameters and data, and no other can be written.
/// </summary>
internal abstract class Smb1Request
{
    /// <summary>[MS-CIFS] 2.2.3.1.</summary>
    public const int HeaderLength = 32;

    private const byte Flags = 0x18; // canonical paths, case-insensitive
    private const ushort Flags2 = 0xC801; // Unicode, NT status, extended security ([MS-SMB] 2.2.3.1), long names

    private protected Smb1Request()
    {
    }

    public abstract Smb1Command Command { get; }

    /// <summary>The whole message.</summary>
    /// <param name="treeId">The connected share; 0 where none is concerned.</param>
    /// <param name="userId">The session; 0 before there is one.</param>
    /// <param name="multiplexId">Distinguishes the answers.</param>
    public byte[] Compose(ushort treeId, ushort userId, ushort multiplexId)
    {
        WireWriter writer = new();
        writer.Bytes(new byte[] { 0xFF, (byte)'S', (byte)'M', (byte)'B', (byte)Command });
        writer.UInt32(0); // Status
        writer.Byte(Flags);
        writer.UInt16(Flags2);
        writer.Zeros(12); // PIDHigh, SecurityFeatures, Reserved
        writer.UInt16(treeId);
        writer.UInt16(1); // PIDLow
        writer.UInt16(userId);
        writer.UInt16(multiplexId);
        writer.Byte(0); // WordCount
        WriteParameters(writer);
        int words = (writer.Position - HeaderLength - 1) / 2;
        int count = writer.Position;
        writer.UInt16(0);
        WriteData(writer);
        writer.PatchUInt16(count, writer.Position - count - 2);
        byte[] message = writer.ToArray();
        message[HeaderLength] = checked((byte)words);
        return message;
    }

    /// <summary>Writes the words; the message begins where the writer did.</summary>
    private protected abstract void WriteParameters(WireWriter writer);

    /// <summary>Writes the bytes behind them.</summary>
    private protected virtual void WriteData(WireWriter writer)
    {
    }

    /// <summary>No further command in the message ([MS-CIFS] 2.2.3.4).</summary>
    private protected static void WriteNoAndX(WireWriter writer)
    {
        writer.Byte(0xFF);
        writer.Byte(0);
        writer.UInt16(0);
    }
}
