// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using PracticeNetSec.Smb.Client;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>What real devices said, and words to begin with where nothing was recorded.</summary>
internal static class Recorded
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(Folder, name));

    public static byte[][] Files(string folder, string pattern) => Directory.GetFiles(Path.Combine(Folder, folder), pattern)
        .Order(StringComparer.Ordinal).Select(System.IO.File.ReadAllBytes).ToArray();

    /// <summary>The datagrams of a file of exchanges, one a line in hexadecimal digits.</summary>
    public static byte[][] Datagrams(string name) => System.IO.File.ReadAllLines(Path.Combine(Folder, name))
        .Where(line => line.StartsWith('>') || line.StartsWith('<'))
        .Select(line => Convert.FromHexString(line.AsSpan(2)))
        .ToArray();

    /// <summary>The messages of the servers in all recorded SMB conversations.</summary>
    public static byte[][] SmbFrames() => Files("smb", "*.server.bin").SelectMany(Frames).ToArray();

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[][] Texts(params string[] texts) => texts.Select(Text).ToArray();

    private static List<byte[]> Frames(byte[] stream)
    {
        List<byte[]> frames = [];
        for (int at = 0; at < stream.Length;)
        {
            int length = NetBiosSession.DecodeHeader(stream.AsSpan(at, NetBiosSession.HeaderLength)).Length;
            frames.Add(stream.AsSpan(at + NetBiosSession.HeaderLength, length).ToArray());
            at += NetBiosSession.HeaderLength + length;
        }

        return frames;
    }
}
