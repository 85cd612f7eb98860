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
/// Answers as the recorded Samba did: each session's requests must come in the recorded order. Which recording it plays depends
/// on who logs on; sessions that share a connection get the recorded answers under their own numbers.
/// </summary>
internal sealed class RecordedServer
{
    private static readonly Dictionary<ulong, byte[][]> Guest = ByMessage("guest.server.bin");
    private static readonly Dictionary<ulong, byte[][]> NullSession = ByMessage("null-session.server.bin");

    /// <summary>
    /// Called with the number of the request in its session, negotiating being 0, before it is answered; true where it has dealt with it.
    /// </summary>
    public Func<FakeConnection, int, byte[][], Task<bool>> Interfere { get; init; } = (_, _, _) => Task.FromResult(false);

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
            Session session = isLogon ? new Session((ulong)sessions.Count)
                : id == 0 ? new Session(0) { Next = 0 }
                : sessions[id];
            sessions[session.Id] = session;
            byte[][] answers = session.Answer(request);
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
            return Smb2Answers.To(request, new PracticeNetSec.Smb.Wire.NtStatus(0xC00000BB)); // STATUS_NOT_SUPPORTED
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

    private static Dictionary<ulong, byte[][]> ByMessage(string name) => SmbSample.Frames(name)
        .GroupBy(frame => Smb2Response.Split(frame)[0].MessageId)
        .ToDictionary(frames => frames.Key, frames => frames.ToArray());

    /// <summary>One session, which counts its own requests as the recording does.</summary>
    private sealed class Session(ulong id)
    {
        private Dictionary<ulong, byte[][]> _recording = Guest;

        public ulong Id => id;

        /// <summary>The recorded message id of the next request.</summary>
        public ulong Next { get; set; } = 1;

        public int Number { get; set; } = id == 0 ? 0 : 1;

        public byte[][] Answer(byte[] request)
        {
            _recording = LogsOnAsNobody(request) ? NullSession : _recording;
            ulong ahead = Smb2Requests.MessageIdOf(request) - Next;
            byte[][] answers = _recording[Next].Select(answer => Renumber(Smb2Answers.AgreeingToSigning(answer), ahead)).ToArray();
            Next += (ulong)Smb2Requests.CommandsOf(request).Count;
            return answers;
        }

        private byte[] Renumber(byte[] recorded, ulong ahead)
        {
            byte[] answer = recorded.ToArray();
            for (int at = 0; ; at += BinaryPrimitives.ReadInt32LittleEndian(answer.AsSpan(at + 20)))
            {
                Span<byte> messageId = answer.AsSpan(at + 24, 8);
                BinaryPrimitives.WriteUInt64LittleEndian(messageId, BinaryPrimitives.ReadUInt64LittleEndian(messageId) + ahead);
                BinaryPrimitives.WriteUInt64LittleEndian(answer.AsSpan(at + 40), id);
                if (BinaryPrimitives.ReadInt32LittleEndian(answer.AsSpan(at + 20)) == 0)
                {
                    return answer;
                }
            }
        }
    }
}
