// SPDX-License-Identifier: MIT
using System.Text;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>One answer of SMB1 ([MS-CIFS] 2.2.3).</summary>
/// <param name="Command">The command that is answered.</param>
/// <param name="Status">The status.</param>
/// <param name="TreeId">TID.</param>
/// <param name="UserId">UID.</param>
/// <param name="Message">The whole message: offsets count from its start.</param>
internal sealed record Smb1Response(Smb1Command Command, NtStatus Status, ushort TreeId, ushort UserId, byte[] Message)
{
    private const uint Protocol = 0x424D53FF;

    /// <exception cref="SmbFormatException">Not an answer to this command and number.</exception>
    public static Smb1Response Decode(byte[] message, Smb1Command asked, ushort multiplexId)
    {
        WireReader reader = new(message);
        if (message.Length < Smb1Request.HeaderLength || reader.ReadUInt32() != Protocol || (Smb1Command)reader.ReadByte() != asked)
        {
            throw Foreign(asked);
        }

        NtStatus status = new(reader.ReadUInt32());
        reader.Skip(15); // Flags, Flags2, PIDHigh, SecurityFeatures, Reserved
        ushort treeId = reader.ReadUInt16();
        reader.Skip(2);
        ushort userId = reader.ReadUInt16();
        return reader.ReadUInt16() == multiplexId ? new Smb1Response(asked, status, treeId, userId, message) : throw Foreign(asked);
    }

    /// <summary>NEGOTIATE: whether the dialect was selected, with extended security ([MS-SMB] 2.2.4.5.2.1), and whether signing is required.</summary>
    public (bool IsSelected, bool IsExtended, bool SigningRequired) Negotiated()
    {
        WireReader words = Words(1);
        ushort dialect = words.ReadUInt16();
        if (dialect != 0 || words.Remaining < 32)
        {
            return (dialect == 0, false, false);
        }

        byte mode = words.ReadByte();
        words.Skip(16);
        return (true, (words.ReadUInt32() & 0x80000000) != 0, (mode & 0x08) != 0);
    }

    /// <summary>SESSION_SETUP_ANDX: the token, and whether the server made the user a guest ([MS-SMB] 2.2.4.6.2).</summary>
    public (byte[] Token, bool IsGuest) SessionSetUp()
    {
        WireReader words = Words(4);
        words.Skip(4);
        ushort action = words.ReadUInt16();
        ushort length = words.ReadUInt16();
        return (Data().ReadBytes(length).ToArray(), (action & 0x0001) != 0);
    }

    /// <summary>TREE_CONNECT_ANDX: the kind of share and its permission; null where the server states none ([MS-SMB] 2.2.4.7.2).</summary>
    public TreeConnectResponse TreeConnected()
    {
        WireReader words = Words(2);
        words.Skip(4);
        ushort support = words.Remaining >= 2 ? words.ReadUInt16() : (ushort)0;
        AccessMask permission = words.Remaining >= 4 ? (AccessMask)words.ReadUInt32() : AccessMask.None;
        WireReader data = Data();
        StringBuilder service = new();
        for (byte next = data.Remaining > 0 ? data.ReadByte() : (byte)0; next != 0 && service.Length < 8; next = data.Remaining > 0 ? data.ReadByte() : (byte)0)
        {
            service.Append((char)next);
        }

        return new TreeConnectResponse(service.ToString() switch { "IPC" => TreeType.Pipe, "LPT1:" => TreeType.Print, _ => TreeType.Disk }, false, permission)
        {
            IsDfs = (support & 0x0002) != 0, // SMB_SHARE_IS_IN_DFS
        };
    }

    /// <summary>NT_CREATE_ANDX: the FID ([MS-CIFS] 2.2.4.64.2).</summary>
    public ushort Opened()
    {
        WireReader words = Words(4);
        words.Skip(5);
        return words.ReadUInt16();
    }

    /// <summary>TRANSACTION: its data, which are complete in one message ([MS-CIFS] 2.2.4.33.2).</summary>
    public byte[] Transacted()
    {
        WireReader words = Words(10);
        words.Skip(12);
        ushort length = words.ReadUInt16();
        return new WireReader(Message).Locate(words.ReadUInt16(), length).ToArray();
    }

    /// <summary>TRANSACTION2: the rights that a handle grants.</summary>
    public AccessMask GrantedAccess() => (AccessMask)new WireReader(Transacted()).ReadUInt32();

    /// <summary>READ_ANDX: its data ([MS-CIFS] 2.2.4.42.2).</summary>
    public byte[] Read()
    {
        WireReader words = Words(12);
        words.Skip(10);
        ushort length = words.ReadUInt16();
        return new WireReader(Message).Locate(words.ReadUInt16(), length).ToArray();
    }

    private static SmbFormatException Foreign(Smb1Command asked) => new(EvidenceOf.SmbNotAnSmb1Answer(asked.ToString()));

    /// <summary>The parameters.</summary>
    /// <exception cref="SmbFormatException">Fewer words than the answer has.</exception>
    private WireReader Words(int least)
    {
        WireReader reader = new(Message);
        reader.Skip(Smb1Request.HeaderLength);
        int count = reader.ReadByte();
        return count >= least ? new WireReader(reader.ReadBytes(2 * count)) : throw Foreign(Command);
    }

    /// <summary>The bytes behind the parameters.</summary>
    private WireReader Data()
    {
        WireReader reader = new(Message);
        reader.Skip(Smb1Request.HeaderLength);
        reader.Skip(2 * reader.ReadByte());
        return new WireReader(reader.ReadBytes(reader.ReadUInt16()));
    }
}
