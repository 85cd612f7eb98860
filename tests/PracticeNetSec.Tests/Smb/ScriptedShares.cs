// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
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
internal sealed record ScriptedRequest(Smb2Command Command, int Connection, ulong Session, string User, string Path)
{
    /// <summary>The last message of a logon, which names the user.</summary>
    public bool HasName { get; init; }

    /// <summary>The rights that an opening asks for.</summary>
    public uint Desired { get; init; }

    /// <summary>It came together with others in one frame.</summary>
    public bool IsCompound { get; init; }

    /// <summary>The logon is meant for the address that the tests examine.</summary>
    public bool IsMeantForServer { get; init; }
}

/// <summary>What <see cref="ScriptedShares"/> makes of a compound.</summary>
internal enum CompoundSupport
{
    Full = 0,

    /// <summary>The requests after the first do not find its file.</summary>
    Unrelated = 1,

    /// <summary>The requests after the first are not answered.</summary>
    FirstOnly = 2,

    /// <summary>The requests after a TREE_CONNECT do not find its tree.</summary>
    TreesApart = 3,
}

/// <summary>A server that speaks whole SMB2 and has the shares a test gives it. What it negotiates and challenges with is recorded from Samba.</summary>
internal sealed class ScriptedShares
{
    public const uint Full = 0x001F01FF;
    public const uint ReadOnly = 0x001200A9;

    internal static readonly Dictionary<ulong, byte[]> Recorded = SmbSample.Frames("guest.server.bin")
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

    /// <summary>Statuses instead of the challenge: the first message of a logon names no user.</summary>
    public Func<ScriptedRequest, uint?> RefuseFirst { get; init; } = _ => null;

    /// <summary>Finished stubs instead of the list, call by call.</summary>
    public Func<uint, byte[]>? Stub { get; init; }

    /// <summary>The challenge in place of the recorded one.</summary>
    public Func<byte[], byte[]> Challenge { get; init; } = recorded => recorded;

    /// <summary>The id of the session with a number.</summary>
    public Func<ulong, ulong> IdOf { get; init; } = number => number;

    /// <summary>Accounts with their passwords: their sessions are users', which sign.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>();

    /// <summary>The accounts' keys are another server's: the client cannot derive them.</summary>
    public bool HasOtherKeys { get; init; }

    /// <summary>The algorithm that the server selects; none leaves the negotiation as it was recorded.</summary>
    public Smb2Signing? Signing { get; init; }

    /// <summary>It negotiates as Windows 11 24H2 and Server 2025 do; <see cref="Signing"/> has to be AES-GMAC.</summary>
    public bool IsWindows { get; init; }

    /// <summary>Rights on files, by path.</summary>
    public Dictionary<string, uint> Files { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether rights are reported, or found only by opening with them.</summary>
    public bool ReportsRights { get; init; } = true;

    /// <summary>The connection is closed after the answer.</summary>
    public Func<ScriptedRequest, bool> HangsUpAfter { get; init; } = _ => false;

    /// <summary>A request in SMB1 closes the connection; otherwise it is declined, as by Samba, or accepted.</summary>
    public bool ClosesOnSmb1 { get; init; }

    public bool AcceptsSmb1 { get; init; }

    /// <summary>The request stays unanswered.</summary>
    public Func<ScriptedRequest, bool> Ignores { get; init; } = _ => false;

    /// <summary>What becomes of compounds.</summary>
    public CompoundSupport Compounds { get; init; }

    /// <summary>What the requests after a TREE_CONNECT get where they do not find its tree: STATUS_NETWORK_NAME_DELETED unless given.</summary>
    public uint WithoutTree { get; init; } = 0xC00000C9;

    /// <summary>Credits granted with an answer, by its command, its status and the credits requested.</summary>
    public Func<Smb2Command, uint, ushort, ushort> Credits { get; init; } = (_, _, requested) => requested;

    /// <summary>Kinds of shares; disks unless given.</summary>
    public Dictionary<string, TreeType> Kinds { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Pipes that may be open at once, over all connections.</summary>
    public int MaxPipes { get; init; } = int.MaxValue;

    /// <summary>Sessions that may be connected to one share at once, over all connections.</summary>
    public int MaxTrees { get; init; } = int.MaxValue;

    /// <summary>Pipes that are open.</summary>
    public int OpenPipes;

    /// <summary>The most pipes that were open at once.</summary>
    public int MostPipes;

    /// <summary>Sessions connected to each share.</summary>
    public ConcurrentDictionary<string, int> Trees { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often the client sent something that it has to have an answer to, over all connections, while <see cref="CountsRoundTrips"/>.</summary>
    public int RoundTrips;

    /// <summary>Answers come together, as over a line with some delay.</summary>
    public bool CountsRoundTrips { get; init; }

    public ConcurrentQueue<ScriptedRequest> Asked { get; } = new();

    public async Task ServeAsync(FakeConnection connection)
    {
        ScriptedConversation conversation = new(this, Interlocked.Increment(ref _connections));
        using IDisposable release = conversation;
        byte[] frame = await connection.ReadFrameAsync();
        if (frame.Length > 0 && frame[0] == 0xFF && !ClosesOnSmb1)
        {
            await connection.WriteFrameAsync(SmbSample.Frames(AcceptsSmb1 ? "smb1-accepted.server.bin" : "smb1-declined.server.bin")[0]);
        }

        for (; Smb2Requests.IsSmb2(frame); frame = await connection.ReadFrameAsync())
        {
            List<byte[]> frames = new() { frame };
            if (CountsRoundTrips)
            {
                await Task.Delay(100, connection.Stop);
                while (connection.HasMore)
                {
                    frames.Add(await connection.ReadFrameAsync());
                }

                if (frames.SelectMany(Smb2Requests.CommandsOf).Any(command => command is not (Smb2Command.TreeDisconnect or Smb2Command.Logoff)))
                {
                    Interlocked.Increment(ref RoundTrips);
                }
            }

            foreach (byte[] each in frames)
            {
                await WriteAsync(connection, conversation.Answer(each));
                if (conversation.IsOver)
                {
                    connection.Dispose();
                    return;
                }
            }
        }

        connection.Dispose(); // Nothing else is understood here.
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

    private static Task WriteAsync(FakeConnection connection, byte[] answer) => answer.Length == 0 ? Task.CompletedTask : connection.WriteFrameAsync(answer);
}
