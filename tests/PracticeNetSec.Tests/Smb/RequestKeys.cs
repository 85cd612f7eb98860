// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Tests.Smb;

/// <summary>Names what a request of one session asks, by share, path and kind, so that two conversations can be compared whatever their numbers.</summary>
internal sealed class RequestKeys
{
    private readonly Dictionary<uint, string> _trees = new();
    private readonly Dictionary<ulong, string> _files = new();
    private readonly Dictionary<ulong, int> _listings = new();
    private uint _lastTree = 100;
    private string _connected = "?";
    private ulong _opened;

    /// <summary>The messages of a frame, each by itself.</summary>
    public static byte[][] Split(byte[] frame)
    {
        List<byte[]> messages = new();
        for (int at = 0; ;)
        {
            int next = BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(at + 20));
            byte[] message = frame.AsSpan(at, next == 0 ? frame.Length - at : next).ToArray();
            message.AsSpan(20, 4).Clear();
            messages.Add(message);
            if (next == 0)
            {
                return messages.ToArray();
            }

            at += next;
        }
    }

    /// <summary>A tree id of our own.</summary>
    public uint NewTree() => ++_lastTree;

    /// <param name="request">One message.</param>
    /// <param name="isFirst">It begins a frame, and uses no file of the message before.</param>
    public string Of(byte[] request, bool isFirst)
    {
        _opened = isFirst ? 0 : _opened;
        Smb2Command command = Smb2Requests.CommandsOf(request)[0];
        string detail = command switch
        {
            Smb2Command.SessionSetup => request.AsSpan().IndexOf("NTLMSSP\0\u0003"u8) >= 0 ? "last" : "first",
            Smb2Command.TreeConnect => Smb2Answers.ShareOf(request),
            Smb2Command.Create => PathOf(request) + " " + BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(88)),
            Smb2Command.QueryInfo => FileOf(request, 88) + " " + request[67],
            Smb2Command.QueryDirectory => FileOf(request, 72) + " " + (_listings[_opened] = _listings.GetValueOrDefault(_opened) + 1),
            Smb2Command.Ioctl => FileOf(request, 72) + " " + request[122],
            Smb2Command.Close => "",
            _ => "",
        };
        return $"{command} {detail}";
    }

    /// <summary>Learns from an answer which tree and which file it opened.</summary>
    public void Answered(byte[] request, byte[] answer)
    {
        Smb2Command command = Smb2Requests.CommandsOf(request)[0];
        if (BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(8)) != NtStatus.Success.Value)
        {
            return;
        }

        if (command == Smb2Command.TreeConnect)
        {
            _connected = _trees[Smb2Requests.TreeOf(answer)] = Smb2Answers.ShareOf(request);
        }
        else if (command == Smb2Command.Create)
        {
            _opened = BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(CompoundRequest.HeaderLength + 72));
            _files[_opened] = PathOf(request);
            _listings.Remove(_opened);
        }
    }

    private string PathOf(byte[] create)
    {
        string name = WireReader.Utf16(create.AsSpan(
            BinaryPrimitives.ReadUInt16LittleEndian(create.AsSpan(108)), BinaryPrimitives.ReadUInt16LittleEndian(create.AsSpan(110))));
        uint tree = Smb2Requests.TreeOf(create);
        return (tree == uint.MaxValue ? _connected : _trees.GetValueOrDefault(tree, "?")) + "\\" + name;
    }

    private string FileOf(byte[] request, int at)
    {
        ulong file = BinaryPrimitives.ReadUInt64LittleEndian(request.AsSpan(at + 8));
        _opened = file == ulong.MaxValue ? _opened : file;
        return _files.GetValueOrDefault(_opened, "?");
    }
}
