using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Tests.Smb;

/// <summary>
/// Answers as the recorded Samba did: by message id, so that the requests must come in the recorded order. Which recording
/// it plays depends on who logs on.
/// </summary>
internal sealed class RecordedServer
{
    private static readonly Dictionary<ulong, byte[][]> Guest = ByMessage("guest.server.bin");
    private static readonly Dictionary<ulong, byte[][]> NullSession = ByMessage("null-session.server.bin");

    /// <summary>Called with the number of the request on its connection before it is answered; true where it has dealt with it.</summary>
    public Func<FakeConnection, int, byte[][], Task<bool>> Interfere { get; init; } = (_, _, _) => Task.FromResult(false);

    public async Task ServeAsync(FakeConnection connection)
    {
        Dictionary<ulong, byte[][]> recording = Guest;
        for (int number = 0; ; number++)
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

            recording = LogsOnAsNobody(request) ? NullSession : recording;
            byte[][] answers = recording[Smb2Requests.MessageIdOf(request)];
            if (await Interfere(connection, number, answers))
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
            return Smb2Answers.To(request, new PracticeNetSec.Smb.NtStatus(0xC00000BB)); // STATUS_NOT_SUPPORTED
        }

        byte[] answer = recorded.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(answer.AsSpan(Smb2Chain.HeaderLength + 4), dialect);
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
}
