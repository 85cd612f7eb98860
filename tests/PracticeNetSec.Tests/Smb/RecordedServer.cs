// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Tests.Smb;

/// <summary>
/// Answers what the recorded Samba answered to the same request, whatever the order. Which recording it plays depends on who logs on; sessions
/// that share a connection get the recorded answers under their own numbers.
/// </summary>
internal sealed class RecordedServer
{
    private static readonly Recording Guest = new("guest");
    private static readonly Recording NullSession = new("null-session");

    /// <summary>
    /// Called with the number of the frame in its session, negotiating being 0, before it is answered; true where it has dealt with it.
    /// </summary>
    public Func<FakeConnection, int, byte[][], Task<bool>> Interfere { get; init; } = (_, _, _) => Task.FromResult(false);

    /// <summary>The most frames that one session sent.</summary>
    public int MostFrames { get; private set; }

    public async Task ServeAsync(FakeConnection connection)
    {
        Dictionary<ulong, Session> sessions = new();
        while (true)
        {
            byte[] request = await connection.ReadFrameAsync();
            if (request.Length == 0)
            {
                return;
            }

            if (!Smb2Requests.IsSmb2(request))
            {
                await connection.WriteFrameAsync(SmbSample.Frames("smb1-accepted.server.bin")[0]);
                continue;
            }

            ulong id = Smb2Requests.SessionOf(request);
            bool isLogon = Smb2Requests.CommandsOf(request)[0] == Smb2Command.SessionSetup && id == 0;
            Session session = isLogon ? new Session((ulong)sessions.Keys.Count(known => known != 0) + 1)
                : id == 0 ? new Session(0)
                : sessions[id];
            sessions[session.Id] = session;
            byte[][] answers = session.Answer(request);
            MostFrames = Math.Max(MostFrames, session.Number);
            if (await Interfere(connection, session.Number++, answers))
            {
                continue;
            }

            if (Smb2Requests.DialectsOf(request) is [ushort alone])
            {
                await connection.WriteFrameAsync(ToOneDialect(request, answers[0], alone));
                continue;
            }

            foreach (byte[] answer in answers)
            {
                await connection.WriteFrameAsync(answer);
            }
        }
    }

    /// <summary>As the recorded Samba with <c>server min protocol = SMB2_10</c> would.</summary>
    private static byte[] ToOneDialect(byte[] request, byte[] recorded, ushort dialect)
    {
        if (dialect == (ushort)Smb2Dialect.Smb202)
        {
            return Smb2Answers.To(request, new NtStatus(0xC00000BB)); // STATUS_NOT_SUPPORTED
        }

        byte[] answer = recorded.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(answer.AsSpan(CompoundRequest.HeaderLength + 4), dialect);
        return answer;
    }

    /// <summary>An NTLM AUTHENTICATE message whose UserName is empty.</summary>
    private static bool LogsOnAsNobody(byte[] request)
    {
        int ntlm = request.AsSpan().IndexOf("NTLMSSP\0\u0003"u8);
        return ntlm >= 0 && BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(ntlm + 36)) == 0;
    }

    /// <summary>One session.</summary>
    private sealed class Session(ulong id)
    {
        private readonly RequestKeys _keys = new();
        private Recording _recording = Guest;

        public ulong Id => id;

        public int Number { get; set; } = id == 0 ? 0 : 1;

        /// <summary>The frames that answer: interim ones where some were recorded, and the final one.</summary>
        public byte[][] Answer(byte[] frame)
        {
            _recording = LogsOnAsNobody(frame) ? NullSession : _recording;
            List<byte[]> interim = new();
            WireWriter final = new();
            uint? failed = null;
            byte[][] requests = RequestKeys.Split(frame);
            foreach ((byte[] request, int index) in requests.Select((request, index) => (request, index)))
            {
                string key = _keys.Of(request, isFirst: index == 0);
                byte[][] recorded = failed is null && _recording.Answers.TryGetValue(key, out byte[][]? known) ? known
                    : new[] { Smb2Answers.To(request, new NtStatus(failed ?? 0xC0000034)) }; // STATUS_OBJECT_NAME_NOT_FOUND
                byte[][] answers = recorded.Select(answer => Renumber(request, Smb2Answers.AgreeingToSigning(answer))).ToArray();
                interim.AddRange(answers[..^1]);
                _keys.Answered(request, answers[^1]);
                uint status = BinaryPrimitives.ReadUInt32LittleEndian(answers[^1].AsSpan(8));
                failed = index == 0 && requests.Length > 1 && status >> 30 == 3 ? status : failed;
                int header = final.Position;
                final.Bytes(answers[^1]);
                if (index < requests.Length - 1)
                {
                    final.Align(8);
                    final.PatchUInt32(header + 20, final.Position - header);
                }
            }

            return interim.Append(final.ToArray()).ToArray();
        }

        private byte[] Renumber(byte[] request, byte[] recorded)
        {
            byte[] answer = recorded.ToArray();
            request.AsSpan(24, 8).CopyTo(answer.AsSpan(24));
            BinaryPrimitives.WriteUInt64LittleEndian(answer.AsSpan(40), id);
            if (Smb2Requests.CommandsOf(request)[0] == Smb2Command.TreeConnect)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(36), _keys.NewTree());
            }

            return answer;
        }
    }

    /// <summary>What was answered, by what was asked.</summary>
    private sealed class Recording
    {
        public Recording(string name)
        {
            Dictionary<ulong, byte[][]> answers = SmbSample.Frames(name + ".server.bin").SelectMany(RequestKeys.Split)
                .GroupBy(Smb2Requests.MessageIdOf).ToDictionary(same => same.Key, same => same.ToArray());
            RequestKeys keys = new();
            foreach (byte[] frame in SmbSample.Frames(name + ".client.bin").Where(Smb2Requests.IsSmb2))
            {
                foreach ((byte[] request, int index) in RequestKeys.Split(frame).Select((request, index) => (request, index)))
                {
                    byte[][] answered = answers[Smb2Requests.MessageIdOf(request)];
                    Answers.TryAdd(keys.Of(request, isFirst: index == 0), answered);
                    keys.Answered(request, answered[^1]);
                }
            }
        }

        public Dictionary<string, byte[][]> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
