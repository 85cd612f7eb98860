// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Tests.Smb;

/// <summary>A directory of <see cref="ScriptedShares"/>.</summary>
/// <param name="Mask">What MxAc tells.</param>
internal sealed record ScriptedFolder(uint Mask)
{
    /// <summary>What lies in it: name, file attributes, and the tag of a reparse point.</summary>
    public IReadOnlyList<(string Name, uint Attributes, uint Tag)> Entries { get; init; } = Array.Empty<(string, uint, uint)>();
}

/// <summary>One request as <see cref="ScriptedShares"/> sees it.</summary>
/// <param name="Command">What is asked.</param>
/// <param name="Connection">Number of the connection, from 1.</param>
/// <param name="Session">Number of the session in it, from 1; 0 before there is one.</param>
/// <param name="User">Who logged on, or is just doing so; empty for nobody.</param>
/// <param name="Path">Share, and folder below it, joined by backslashes; empty where none is concerned.</param>
internal sealed record ScriptedRequest(Smb2Command Command, int Connection, ulong Session, string User, string Path);

/// <summary>A server that speaks whole SMB2 and has the shares a test gives it. What it negotiates and challenges with is recorded from Samba.</summary>
internal sealed class ScriptedShares
{
    public const uint Full = 0x001F01FF;
    public const uint ReadOnly = 0x001200A9;

    private static readonly Dictionary<ulong, byte[]> Recorded = SmbSample.Frames("guest.server.bin")
        .GroupBy(frame => Smb2Response.Split(frame)[0].MessageId).ToDictionary(frames => frames.Key, frames => frames.First());

    private int _connections;

    /// <summary>Folders by path: <c>share</c> for a root, <c>share\folder</c> below it.</summary>
    public Dictionary<string, ScriptedFolder> Folders { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Share permission by share; <see cref="Full"/> where none is given.</summary>
    public Dictionary<string, uint> ShareMasks { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the list tells, besides IPC$: the names of all roots unless given.</summary>
    public IReadOnlyList<string>? Listed { get; init; }

    /// <summary>What kind of share IPC$ says it is.</summary>
    public TreeType KindOfIpc { get; init; } = TreeType.Pipe;

    /// <summary>Statuses instead of answers; null answers as it should.</summary>
    public Func<ScriptedRequest, uint?> Refuse { get; init; } = _ => null;

    /// <summary>Finished stubs instead of the list, call by call.</summary>
    public Func<uint, byte[]>? Stub { get; init; }

    /// <summary>The challenge in place of the recorded one.</summary>
    public Func<byte[], byte[]> Challenge { get; init; } = recorded => recorded;

    /// <summary>The id of the session with a number.</summary>
    public Func<ulong, ulong> IdOf { get; init; } = number => number;

    public ConcurrentQueue<ScriptedRequest> Asked { get; } = new();

    public async Task ServeAsync(FakeConnection connection)
    {
        Conversation conversation = new(this, Interlocked.Increment(ref _connections));
        for (byte[] frame = await connection.ReadFrameAsync(); Smb2Requests.IsSmb2(frame); frame = await connection.ReadFrameAsync())
        {
            await connection.WriteFrameAsync(conversation.Answer(frame));
        }

        connection.Dispose(); // Nothing else is understood here, SMB1 least of all.
    }

    /// <summary>One answer to NetrShareEnum ([MS-SRVS] 3.1.4.8).</summary>
    public static byte[] ShareList(IReadOnlyList<(string Name, uint Kind)> shares, uint status = 0, uint resume = 0)
    {
        WireWriter stub = new();
        stub.UInt32(1);
        stub.UInt32(1);
        stub.UInt32(4);
        stub.UInt32((uint)shares.Count);
        stub.UInt32(8);
        stub.UInt32((uint)shares.Count);
        foreach ((string _, uint kind) in shares)
        {
            stub.UInt32(12);
            stub.UInt32(kind);
            stub.UInt32(0);
        }

        foreach ((string name, uint _) in shares)
        {
            stub.UInt32((uint)name.Length + 1);
            stub.UInt32(0);
            stub.UInt32((uint)name.Length + 1);
            stub.Utf16(name + "\0");
            stub.Align(4, 0);
        }

        stub.UInt32((uint)shares.Count);
        stub.UInt32(16);
        stub.UInt32(resume);
        stub.UInt32(status);
        return stub.ToArray();
    }

    private sealed class Conversation(ScriptedShares server, int number)
    {
        private readonly Dictionary<ulong, string> _users = new();
        private readonly Dictionary<uint, string> _trees = new();
        private readonly Dictionary<ulong, string> _files = new();
        private readonly HashSet<ulong> _exhausted = new();
        private ulong _sessions;
        private ulong _file;

        public byte[] Answer(byte[] frame)
        {
            WireWriter answers = new();
            ulong opened = 0;
            uint? failed = null;
            for (int at = 0; ;)
            {
                int next = BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(at + 20));
                byte[] request = frame.AsSpan(at, next == 0 ? frame.Length - at : next).ToArray();
                request.AsSpan(20, 4).Clear();
                (byte[] body, uint status) = failed is uint before ? (Error(), before) : Body(request, ref opened);
                failed = at == 0 && status >> 30 == 3 && next != 0 ? status : failed;
                int header = answers.Position;
                byte[] head = request.AsSpan(0, CompoundRequest.HeaderLength).ToArray();
                BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), status);
                BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(16), 1);
                BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(20), 0);
                if (Smb2Requests.CommandsOf(request)[0] == Smb2Command.TreeConnect)
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(36), (uint)_trees.Count);
                }
                else if (Smb2Requests.CommandsOf(request)[0] == Smb2Command.SessionSetup)
                {
                    BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(40), server.IdOf(_sessions));
                }

                answers.Bytes(head);
                answers.Bytes(body);
                if (next == 0)
                {
                    return answers.ToArray();
                }

                answers.Align(8, 0);
                answers.PatchUInt32(header + 20, answers.Position - header);
                at += next;
            }
        }

        private static byte[] Error() => new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 0 };

        private (byte[] Body, uint Status) Body(byte[] request, ref ulong opened)
        {
            Smb2Command command = Smb2Requests.CommandsOf(request)[0];
            ulong session = Smb2Requests.SessionOf(request);
            _trees.TryGetValue(Smb2Requests.TreeOf(request), out string? share);
            string path = share ?? "";
            if (command == Smb2Command.TreeConnect)
            {
                path = Smb2Answers.ShareOf(request);
            }
            else if (command == Smb2Command.Create)
            {
                string name = WireReader.Utf16(request.AsSpan(
                    BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(108)), BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(110))));
                path = name.Length == 0 ? path : path + "\\" + name;
            }
            else if (command is Smb2Command.QueryDirectory or Smb2Command.QueryInfo)
            {
                ulong file = BinaryPrimitives.ReadUInt64LittleEndian(request.AsSpan(command == Smb2Command.QueryDirectory ? 72 : 88));
                opened = file == ulong.MaxValue ? opened : file;
                path = _files[opened];
            }

            int ntlm = request.AsSpan().IndexOf("NTLMSSP\0\u0003"u8);
            if (command == Smb2Command.SessionSetup && ntlm >= 0)
            {
                _users[session] = Encoding.Unicode.GetString(
                    request, ntlm + BinaryPrimitives.ReadInt32LittleEndian(request.AsSpan(ntlm + 40)), BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(ntlm + 36)));
            }
            else if (command == Smb2Command.SessionSetup)
            {
                _sessions++;
            }

            ScriptedRequest asked = new(
                command, number, command == Smb2Command.SessionSetup ? _sessions : session, _users.TryGetValue(session, out string? user) ? user : "", path);
            server.Asked.Enqueue(asked);
            if (server.Refuse(asked) is uint status && !(command == Smb2Command.SessionSetup && ntlm < 0))
            {
                return (Error(), status);
            }

            switch (command)
            {
                case Smb2Command.Negotiate:
                    return (Recorded[0].AsSpan(CompoundRequest.HeaderLength).ToArray(), 0);
                case Smb2Command.SessionSetup when ntlm < 0:
                    return (server.Challenge(Recorded[1].AsSpan(CompoundRequest.HeaderLength).ToArray()), NtStatus.MoreProcessingRequired.Value);
                case Smb2Command.SessionSetup:
                    return (new byte[] { 9, 0, (byte)(_users[session].Length == 0 ? 2 : 1), 0, 72, 0, 0, 0 }, 0);
                case Smb2Command.TreeConnect when path == "IPC$" || server.Folders.ContainsKey(path):
                    _trees.Add((uint)_trees.Count + 1, path);
                    return (TreeConnected(path), 0);
                case Smb2Command.TreeConnect:
                    return (Error(), NtStatus.BadNetworkName.Value);
                case Smb2Command.Create when share == "IPC$" || server.Folders.ContainsKey(path):
                    _files[++_file] = path;
                    opened = _file;
                    return (Opened(_file, server.Folders.TryGetValue(path, out ScriptedFolder? folder) ? folder.Mask : null), 0);
                case Smb2Command.Create:
                    return (Error(), 0xC0000034); // STATUS_OBJECT_NAME_NOT_FOUND
                case Smb2Command.QueryInfo:
                    return (Output(new byte[12]), 0);
                case Smb2Command.QueryDirectory:
                    return !_exhausted.Add(opened) || server.Folders[path].Entries.Count == 0
                        ? (Error(), NtStatus.NoMoreFiles.Value) : (Output(Listing(server.Folders[path])), 0);
                case Smb2Command.Ioctl:
                    return (Called(request), 0);
                case Smb2Command.Close:
                    return (new byte[60].Select((_, i) => i == 0 ? (byte)60 : (byte)0).ToArray(), 0);
                default:
                    return (new byte[] { 4, 0, 0, 0 }, 0);
            }
        }

        private byte[] TreeConnected(string share)
        {
            WireWriter body = new();
            body.UInt16(16);
            body.Byte((byte)(share == "IPC$" ? server.KindOfIpc : TreeType.Disk));
            body.Byte(0);
            body.UInt32(0);
            body.UInt32(0);
            body.UInt32(server.ShareMasks.TryGetValue(share, out uint mask) ? mask : Full);
            return body.ToArray();
        }

        private static byte[] Opened(ulong file, uint? mask)
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

        private static byte[] Output(byte[] output)
        {
            WireWriter body = new();
            body.UInt16(9);
            body.UInt16(CompoundRequest.HeaderLength + 8);
            body.UInt32((uint)output.Length);
            body.Bytes(output);
            return body.ToArray();
        }

        private static byte[] Listing(ScriptedFolder folder)
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

        /// <summary>Bind acknowledged, or the list of shares.</summary>
        private byte[] Called(byte[] request)
        {
            uint call = BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(132));
            bool isBind = request[122] == (byte)RpcPacket.Bind;
            byte[] stub = isBind ? Array.Empty<byte>() : server.Stub is null
                ? ShareList((server.Listed ?? server.Folders.Keys.Where(path => !path.Contains('\\')).ToArray()).Select(name => (name, 0u)).Append(("IPC$", 0x80000003u)).ToArray())
                : server.Stub(call);
            WireWriter packet = new();
            packet.Bytes(new byte[] { 5, 0, (byte)(isBind ? RpcPacket.BindAcknowledge : RpcPacket.Response), 3, 0x10, 0, 0, 0 });
            packet.UInt16((ushort)(isBind ? 56 : 24 + stub.Length));
            packet.UInt16(0);
            packet.UInt32(call);
            packet.Zeros(8);
            packet.Bytes(isBind ? new byte[] { 0, 0, 0, 0, 1 }.Concat(new byte[27]).ToArray() : stub);

            byte[] output = packet.ToArray();
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
}
