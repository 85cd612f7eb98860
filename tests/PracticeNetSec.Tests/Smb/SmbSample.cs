// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Tests.Smb;

/// <summary>What real servers and our client said to each other: see Samples/smb/README.md.</summary>
internal static class SmbSample
{
    public static IEnumerable<string> Names => Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples", "smb"), "*.bin")
        .Select(path => Path.GetFileName(path))
        .OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>The messages of a recorded stream, without the lengths before them.</summary>
    public static byte[][] Frames(string name)
    {
        byte[] stream = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", "smb", name));
        List<byte[]> frames = new();
        for (int at = 0; at < stream.Length;)
        {
            (SessionPacket _, int length) = NetBiosSession.DecodeHeader(stream.AsSpan(at, NetBiosSession.HeaderLength));
            frames.Add(stream.AsSpan(at + NetBiosSession.HeaderLength, length).ToArray());
            at += NetBiosSession.HeaderLength + length;
        }

        return frames.ToArray();
    }

    /// <summary>All final responses of a recorded stream, by message id.</summary>
    public static Dictionary<ulong, Smb2Response> Responses(string name) => Frames(name)
        .SelectMany(Smb2Response.Split)
        .Where(response => !response.IsInterim)
        .ToDictionary(response => response.MessageId);

    /// <summary>The first response to a command in a recorded stream.</summary>
    public static Smb2Response First(string name, Smb2Command command, NtStatus status) => Responses(name)
        .OrderBy(response => response.Key)
        .Select(response => response.Value)
        .First(response => response.Command == command && response.Status == status);
}
