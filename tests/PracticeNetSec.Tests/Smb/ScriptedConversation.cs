// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Tests.Smb;

/// <summary>One connection of <see cref="ScriptedShares"/>.</summary>
internal sealed class ScriptedConversation(ScriptedShares server, int number) : IDisposable
{
    private const uint AccessDenied = 0xC0000022;
    private const uint NotSupported = 0xC00000BB;

    private readonly Dictionary<ulong, string> _users = new();
    private readonly Dictionary<ulong, ScriptedUser> _keys = new();
    private readonly Dictionary<ulong, PreauthIntegrity> _transcripts = new();
    private readonly PreauthIntegrity _negotiation = new();
    private readonly Dictionary<uint, string> _trees = new();
    private readonly Dictionary<ulong, string> _files = new();
    private readonly HashSet<ulong> _exhausted = new();
    private uint _tree;
    private ulong _sessions;
    private ulong _file;

    /// <summary>The connection ends after the last answer.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What was left open is closed with the connection.</summary>
    public void Dispose()
    {
        foreach (string share in _trees.Values.Where(share => share != "IPC$"))
        {
            server.Trees.AddOrUpdate(share, 0, (_, count) => count - 1);
        }

        foreach (string _ in _files.Values.Where(path => path.StartsWith("IPC$", StringComparison.Ordinal)))
        {
            Interlocked.Decrement(ref server.OpenPipes);
        }
    }

    /// <returns>The frame that answers; empty where the request is ignored.</returns>
    public byte[] Answer(byte[] frame)
    {
        WireWriter answers = new();
        ulong session = Smb2Requests.SessionOf(frame);
        ulong opened = 0;
        uint? failed = _keys.TryGetValue(session, out ScriptedUser? user) && !user.IsSigned(frame) ? AccessDenied : null;
        for (int at = 0; ;)
        {
            int next = BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(at + 20));
            byte[] request = frame.AsSpan(at, next == 0 ? frame.Length - at : next).ToArray();
            request.AsSpan(20, 4).Clear();
            bool isRelatedToTree = Smb2Requests.TreeOf(request) == uint.MaxValue;
            if (isRelatedToTree)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(36), _tree);
            }

            ScriptedRequest? asked = null;
            (byte[] body, uint status) = failed is uint before ? (ScriptedAnswers.Error(), before)
                : at > 0 && server.Compounds == CompoundSupport.Unrelated ? (ScriptedAnswers.Error(), NtStatus.InvalidParameter.Value)
                : isRelatedToTree && server.Compounds == CompoundSupport.TreesApart ? (ScriptedAnswers.Error(), server.WithoutTree)
                : Body(request, at > 0 || next != 0, ref opened, out asked);
            if (asked is not null && server.Ignores(asked))
            {
                return Array.Empty<byte>();
            }

            IsOver |= asked is not null && server.HangsUpAfter(asked);
            Smb2Command command = Smb2Requests.CommandsOf(request)[0];
            failed = (at == 0 || command == Smb2Command.Create) && status >> 30 == 3 && next != 0 ? status : failed;
            int header = answers.Position;
            byte[] head = request.AsSpan(0, CompoundRequest.HeaderLength).ToArray();
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), status);
            BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(14), server.Credits(command, status, BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(14))));
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(16), 1);
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(20), 0);
            head.AsSpan(48, 16).Clear();
            if (command == Smb2Command.TreeConnect)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(36), _tree);
            }
            else if (command == Smb2Command.SessionSetup)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(40), session == 0 ? server.IdOf(_sessions) : session);
            }

            answers.Bytes(head);
            answers.Bytes(body);
            if (next == 0 || server.Compounds == CompoundSupport.FirstOnly)
            {
                return Finish(command, session, answers.ToArray(), user);
            }

            answers.Align(8, 0);
            answers.PatchUInt32(header + 20, answers.Position - header);
            at += next;
        }
    }

    /// <summary>Adds an answer to the hash of its session, and signs it for a user.</summary>
    private byte[] Finish(Smb2Command command, ulong session, byte[] answer, ScriptedUser? user)
    {
        if (command == Smb2Command.Negotiate)
        {
            _negotiation.Received(answer);
        }
        else if (command == Smb2Command.SessionSetup && session == 0)
        {
            _transcripts[server.IdOf(_sessions)].Received(answer);
        }

        user ??= command == Smb2Command.SessionSetup && _keys.TryGetValue(session, out ScriptedUser? begun) ? begun : null;
        return user is null ? answer : user.Sign(answer);
    }

    private (byte[] Body, uint Status) Body(byte[] request, bool isCompound, ref ulong opened, out ScriptedRequest asked)
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
        else if (command is Smb2Command.QueryDirectory or Smb2Command.QueryInfo or Smb2Command.Close or Smb2Command.Ioctl)
        {
            ulong file = BinaryPrimitives.ReadUInt64LittleEndian(request.AsSpan(command switch
            {
                Smb2Command.QueryInfo => 88,
                _ => 72,
            }));
            opened = file == ulong.MaxValue ? opened : file;
            path = _files.TryGetValue(opened, out string? known) ? known : path;
        }

        int ntlm = request.AsSpan().IndexOf("NTLMSSP\0\u0003"u8);
        if (command == Smb2Command.Negotiate)
        {
            _negotiation.Sent(request);
        }
        else if (command == Smb2Command.SessionSetup && ntlm >= 0)
        {
            _users[session] = Encoding.Unicode.GetString(
                request, ntlm + BinaryPrimitives.ReadInt32LittleEndian(request.AsSpan(ntlm + 40)), BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(ntlm + 36)));
            _transcripts[session].Sent(request);
        }
        else if (command == Smb2Command.SessionSetup)
        {
            _sessions++;
            _transcripts[server.IdOf(_sessions)] = _negotiation.Fork();
            _transcripts[server.IdOf(_sessions)].Sent(request);
        }

        asked = new ScriptedRequest(
            command, number, command == Smb2Command.SessionSetup && ntlm < 0 ? _sessions : session, _users.TryGetValue(session, out string? user) ? user : "", path)
        {
            HasName = command == Smb2Command.SessionSetup && ntlm >= 0,
            IsCompound = isCompound,
            Desired = command == Smb2Command.Create ? BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(88)) : 0,
            IsMeantForServer = request.AsSpan().IndexOf(Encoding.Unicode.GetBytes("cifs/127.0.0.1")) >= 0,
        };
        server.Asked.Enqueue(asked);
        if ((command == Smb2Command.SessionSetup && ntlm < 0 ? server.RefuseFirst(asked) : server.Refuse(asked)) is uint status)
        {
            return (ScriptedAnswers.Error(), status);
        }

        return command switch
        {
            Smb2Command.Negotiate when server.IsWindows => (ScriptedAnswers.NegotiatedByWindows((request[CompoundRequest.HeaderLength + 8] & 0x40) != 0), 0),
            Smb2Command.Negotiate => (server.Signing is Smb2Signing signing ? ScriptedAnswers.Negotiated(signing) : ScriptedShares.Recorded[0].AsSpan(CompoundRequest.HeaderLength).ToArray(), 0),
            Smb2Command.SessionSetup when ntlm < 0 => (server.Challenge(ScriptedShares.Recorded[1].AsSpan(CompoundRequest.HeaderLength).ToArray()), NtStatus.MoreProcessingRequired.Value),
            Smb2Command.SessionSetup => (LoggedOn(session, request), 0),
            Smb2Command.TreeConnect => Connect(path),
            Smb2Command.TreeDisconnect => Disconnect(Smb2Requests.TreeOf(request), path),
            Smb2Command.Create => Open(request, share ?? "", path, ref opened),
            Smb2Command.QueryInfo => server.ReportsRights || request[67] != 8 ? (ScriptedAnswers.Output(new byte[12]), 0) : (ScriptedAnswers.Error(), NotSupported),
            Smb2Command.QueryDirectory => !_exhausted.Add(opened) || server.Folders[path].Entries.Count == 0
                ? (ScriptedAnswers.Error(), NtStatus.NoMoreFiles.Value) : (ScriptedAnswers.Output(ScriptedAnswers.Listing(server.Folders[path])), 0),
            Smb2Command.Ioctl => (ScriptedAnswers.Called(server, request), 0),
            Smb2Command.Close => Close(opened, path),
            _ => (new byte[] { 4, 0, 0, 0 }, 0),
        };
    }

    private byte[] LoggedOn(ulong session, byte[] request)
    {
        if (!server.Accounts.TryGetValue(_users[session], out string? password))
        {
            return ScriptedAnswers.LoggedOn((byte)(_users[session].Length == 0 ? 2 : 1));
        }

        _keys[session] = ScriptedUser.LogOn(
            session, _transcripts[session], request, server.HasOtherKeys ? password + "?" : password, server.Signing ?? Smb2Signing.AesCmac);
        return ScriptedAnswers.LoggedOn(0);
    }

    private (byte[] Body, uint Status) Connect(string share)
    {
        if (share != "IPC$" && !server.Folders.ContainsKey(share))
        {
            return (ScriptedAnswers.Error(), NtStatus.BadNetworkName.Value);
        }

        if (share != "IPC$" && server.Trees.AddOrUpdate(share, 1, (_, count) => count + 1) > server.MaxTrees)
        {
            server.Trees.AddOrUpdate(share, 0, (_, count) => count - 1);
            return (ScriptedAnswers.Error(), NtStatus.InsufficientResources.Value);
        }

        _trees.Add(++_tree, share);
        return (ScriptedAnswers.TreeConnected(server, share), 0);
    }

    private (byte[] Body, uint Status) Disconnect(uint tree, string share)
    {
        _trees.Remove(tree);
        if (share != "IPC$")
        {
            server.Trees.AddOrUpdate(share, 0, (_, count) => count - 1);
        }

        return (new byte[] { 4, 0, 0, 0 }, 0);
    }

    private (byte[] Body, uint Status) Open(byte[] request, string share, string path, ref ulong opened)
    {
        uint desired = BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(88));
        bool isFile = (request[104] & 0x40) != 0;
        if (share == "IPC$")
        {
            int pipes = Interlocked.Increment(ref server.OpenPipes);
            if (pipes > server.MaxPipes)
            {
                Interlocked.Decrement(ref server.OpenPipes);
                return (ScriptedAnswers.Error(), 0xC00000AC); // STATUS_PIPE_NOT_AVAILABLE
            }

            server.MostPipes = Math.Max(server.MostPipes, pipes);
            return (ScriptedAnswers.Opened(Number(path, ref opened), null), 0);
        }

        if (isFile ? !server.Files.ContainsKey(path) : !server.Folders.ContainsKey(path))
        {
            return (ScriptedAnswers.Error(), 0xC0000034); // STATUS_OBJECT_NAME_NOT_FOUND
        }

        uint mask = isFile ? server.Files[path] : server.Folders[path].Mask;
        return !server.ReportsRights && (desired & ~0x02000000u & ~(mask | 0x00100080)) != 0
            ? (ScriptedAnswers.Error(), AccessDenied)
            : (ScriptedAnswers.Opened(Number(path, ref opened), server.ReportsRights ? mask : null), 0);
    }

    private ulong Number(string path, ref ulong opened)
    {
        _files[++_file] = path;
        return opened = _file;
    }

    private (byte[] Body, uint Status) Close(ulong file, string path)
    {
        _files.Remove(file);
        if (path.StartsWith("IPC$", StringComparison.Ordinal))
        {
            Interlocked.Decrement(ref server.OpenPipes);
        }

        return (ScriptedAnswers.Closed(), 0);
    }
}
