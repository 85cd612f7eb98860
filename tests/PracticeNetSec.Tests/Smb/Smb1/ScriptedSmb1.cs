// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Smb1;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Tests.Smb.Smb1;

/// <summary>One request as <see cref="ScriptedSmb1"/> sees it.</summary>
/// <param name="Command">What is asked.</param>
/// <param name="User">Who logged on, or is just doing so; empty for a null session.</param>
/// <param name="Share">The share concerned.</param>
internal sealed record Smb1Asked(Smb1Command Command, string User, string Share);

/// <summary>A server that speaks SMB1 alone, as imaging devices of the time of Windows XP do, with the shares a test gives it.</summary>
internal sealed class ScriptedSmb1
{
    private static readonly byte[] Challenge = SessionSetupResponse.Decode(
        SmbSample.First("null-session.server.bin", Smb2Command.SessionSetup, NtStatus.MoreProcessingRequired)).Token;

    /// <summary>Share permission and rights on the root, by share.</summary>
    public Dictionary<string, (uint Share, uint Root)> Shares { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Statuses instead of answers.</summary>
    public Func<Smb1Asked, uint?> Refuse { get; init; } = _ => null;

    /// <summary>Accounts without a password, which are no guests.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    public bool IsExtended { get; init; } = true;

    public bool SigningRequired { get; init; }

    /// <summary>Whether it states what a handle grants.</summary>
    public bool ReportsRights { get; init; } = true;

    /// <summary>What it states that a handle grants, in place of the rights.</summary>
    public uint? StatedRights { get; init; }

    /// <summary>Answers over the pipe come in parts.</summary>
    public bool SplitsAnswers { get; init; }

    public ConcurrentQueue<Smb1Asked> Asked { get; } = new();

    public async Task ServeAsync(FakeConnection connection)
    {
        Conversation conversation = new(this);
        for (byte[] frame = await connection.ReadFrameAsync(); frame.Length > 0 && frame[0] == 0xFF; frame = await connection.ReadFrameAsync())
        {
            await connection.WriteFrameAsync(conversation.Answer(frame));
        }

        connection.Dispose();
    }

    private sealed class Conversation(ScriptedSmb1 server)
    {
        private readonly Dictionary<ushort, string> _users = new();
        private readonly Dictionary<ushort, string> _trees = new();
        private byte[] _rest = [];
        private ushort _next = 100;

        public byte[] Answer(byte[] frame)
        {
            Smb1Command command = (Smb1Command)frame[4];
            ushort tree = U16(frame, 24), user = U16(frame, 28);
            int ntlm = frame.AsSpan().IndexOf("NTLMSSP\0\u0003"u8);
            if (command == Smb1Command.SessionSetupAndX && ntlm < 0)
            {
                user = ++_next;
            }
            else if (command == Smb1Command.SessionSetupAndX)
            {
                _users[user] = Encoding.Unicode.GetString(frame, ntlm + BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(ntlm + 40)), U16(frame, ntlm + 36));
            }

            string share = command == Smb1Command.TreeConnectAndX ? Text(frame, 44).Split('\\')[^1] : _trees.GetValueOrDefault(tree, "");
            Smb1Asked asked = new(command, _users.GetValueOrDefault(user, ""), share);
            server.Asked.Enqueue(asked);
            if (!(command == Smb1Command.SessionSetupAndX && ntlm < 0) && server.Refuse(asked) is uint refused)
            {
                return Compose(frame, refused, tree, user, [], []);
            }

            switch (command)
            {
                case Smb1Command.Negotiate:
                    return Compose(frame, 0, 0, 0, Words(w =>
                    {
                        w.UInt16(0);
                        w.Byte((byte)(server.SigningRequired ? 0x0F : 0x03));
                        w.Zeros(16);
                        w.UInt32(server.IsExtended ? 0x8000F3FDu : 0x0000F3FDu);
                        w.Zeros(11);
                    }), new byte[16]);
                case Smb1Command.SessionSetupAndX:
                    bool isFirst = ntlm < 0;
                    bool isGuest = !isFirst && asked.User.Length > 0 && !server.Accounts.Contains(asked.User);
                    byte[] token = isFirst ? Challenge : [];
                    return Compose(frame, isFirst ? NtStatus.MoreProcessingRequired.Value : 0, 0, user, Words(w =>
                    {
                        w.UInt32(0xFF);
                        w.UInt16((ushort)(isGuest ? 1 : 0));
                        w.UInt16((ushort)token.Length);
                    }), token);
                case Smb1Command.TreeConnectAndX when share != "IPC$" && !server.Shares.ContainsKey(share):
                    return Compose(frame, NtStatus.BadNetworkName.Value, 0, user, [], []);
                case Smb1Command.TreeConnectAndX:
                    _trees[++_next] = share;
                    return Compose(frame, 0, _next, user, Words(w =>
                    {
                        w.UInt32(0xFF);
                        w.UInt16(1);
                        w.UInt32(share == "IPC$" ? 0x001F01FF : server.Shares[share].Share);
                        w.UInt32(0);
                    }), Encoding.ASCII.GetBytes(share == "IPC$" ? "IPC\0" : "A:\0N\0T\0F\0S\0\0\0"));
                case Smb1Command.NtCreateAndX:
                    uint access = BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(48));
                    return share != "IPC$" && (access & ~(server.Shares[share].Root | 0x02000000)) != 0
                        ? Compose(frame, NtStatus.AccessDenied.Value, tree, user, [], [])
                        : Compose(frame, 0, tree, user, Words(w =>
                        {
                            w.UInt32(0xFF);
                            w.Byte(0);
                            w.UInt16(++_next);
                            w.Zeros(61);
                        }), []);
                case Smb1Command.Transaction:
                    byte[] call = frame.AsSpan(U16(frame, 57), U16(frame, 55)).ToArray();
                    bool isBind = call[2] == (byte)RpcPacket.Bind;
                    byte[] packet = ScriptedAnswers.Packet(isBind, BinaryPrimitives.ReadUInt32LittleEndian(call.AsSpan(12)), isBind ? [] : ScriptedShares.ShareList(
                        [.. server.Shares.Keys.Select(name => (name, 0u)), ("IPC$", 0x80000003u)]));
                    int now = server.SplitsAnswers ? 20 : packet.Length;
                    _rest = packet[now..];
                    return Compose(frame, _rest.Length > 0 ? NtStatus.BufferOverflow.Value : 0, tree, user, Words(w =>
                    {
                        w.Zeros(12);
                        w.UInt16((ushort)now);
                        w.UInt16(Smb1Request.HeaderLength + 1 + 20 + 2);
                        w.Zeros(4);
                    }), packet[..now]);
                case Smb1Command.Transaction2:
                    return !server.ReportsRights ? Compose(frame, 0xC00000BB, tree, user, [], []) : Compose(frame, 0, tree, user, Words(w =>
                    {
                        w.Zeros(12);
                        w.UInt16(4);
                        w.UInt16(Smb1Request.HeaderLength + 1 + 20 + 2);
                        w.Zeros(4);
                    }), BitConverter.GetBytes(server.StatedRights ?? server.Shares[share].Root));
                case Smb1Command.ReadAndX:
                    return Compose(frame, 0, tree, user, Words(w =>
                    {
                        w.UInt32(0xFF);
                        w.Zeros(6);
                        w.UInt16((ushort)_rest.Length);
                        w.UInt16(Smb1Request.HeaderLength + 1 + 24 + 2);
                        w.Zeros(10);
                    }), _rest);
                default:
                    return Compose(frame, 0, tree, user, [], []);
            }
        }

        private static byte[] Compose(byte[] asked, uint status, ushort tree, ushort user, byte[] words, byte[] data)
        {
            WireWriter writer = new();
            writer.Bytes(asked.AsSpan(0, 5));
            writer.UInt32(status);
            writer.Byte(0x98);
            writer.Bytes(asked.AsSpan(10, 14));
            writer.UInt16(tree);
            writer.Bytes(asked.AsSpan(26, 2));
            writer.UInt16(user);
            writer.Bytes(asked.AsSpan(30, 2));
            writer.Byte((byte)(words.Length / 2));
            writer.Bytes(words);
            writer.UInt16((ushort)data.Length);
            writer.Bytes(data);
            return writer.ToArray();
        }

        private static byte[] Words(Action<WireWriter> write)
        {
            WireWriter writer = new();
            write(writer);
            return writer.ToArray();
        }

        private static ushort U16(byte[] frame, int at) => BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(at));

        private static string Text(byte[] frame, int at) => Encoding.Unicode.GetString(frame, at, (frame.Length - at) / 2 * 2).Split('\0')[0];
    }
}
