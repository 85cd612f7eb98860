// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>A server that accepts unauthenticated users but does not list its shares, as Samba with <c>restrict anonymous = 2</c>.</summary>
public class RefusedListTests
{
    private readonly ConcurrentDictionary<string, int> _asked = new();

    [Fact]
    public async Task Without_names_to_try_the_verdict_states_what_would_resolve_it()
    {
        ShareReachability seen = await ExamineAsync(new ShareExaminationOptions());

        Assert.Empty(seen.Shares);
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.Equal(EvidenceOf.ShareListIncomplete(), seen.Reasons[0]);
        Assert.Contains(seen.Reasons, reason => reason.Code == EvidenceCode.SessionListRefused && reason.Get<string>("status") == "TREE_CONNECT IPC$: STATUS_ACCESS_DENIED");
        Assert.Equal(new[] { "IPC$" }, _asked.Keys);
    }

    [Fact]
    public async Task Given_names_are_tried_and_only_those_that_exist_appear()
    {
        ShareReachability seen = await ExamineAsync(new ShareExaminationOptions { ShareNames = new[] { "geheim", "gibtsnicht", "GEHEIM" } });

        SmbShare share = Assert.Single(seen.Shares);
        Assert.Equal(("geheim", ShareAccess.None), (share.Name, share.GuestAccess));
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    [Fact]
    public async Task Common_names_are_tried_only_on_request()
    {
        await ExamineAsync(new ShareExaminationOptions { TryCommonNames = true });

        Assert.All(new[] { "praxis", "turbomed", "medistar", "albiswin", "scan", "backup", "users", "c$" }, name => Assert.Contains(name, _asked.Keys));
        Assert.All(_asked.Values, times => Assert.Equal(2, times)); // once by nobody, once by the guest
    }

    [Theory]
    [InlineData("")]
    [InlineData(@"a\b")]
    public async Task An_invalid_share_name_is_an_input_error(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => ExamineAsync(new ShareExaminationOptions { ShareNames = new[] { name } }));

    private async Task<ShareReachability> ExamineAsync(ShareExaminationOptions options)
    {
        options.Vantage = Vantage.Inside;
        using FakeServer server = new(ServeAsync);
        return await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, options, default);
    }

    private async Task ServeAsync(FakeConnection connection)
    {
        Dictionary<ulong, byte[]> recorded = SmbSample.Frames("guest.server.bin")
            .GroupBy(frame => Smb2Response.Split(frame)[0].MessageId).ToDictionary(frames => frames.Key, frames => frames.First());
        ulong logons = 0;
        for (byte[] request = await connection.ReadFrameAsync(); Smb2Requests.IsSmb2(request); request = await connection.ReadFrameAsync())
        {
            Smb2Command command = Smb2Requests.CommandsOf(request).Single();
            byte[] answer = command switch
            {
                Smb2Command.Negotiate when Smb2Requests.DialectsOf(request).Length == 1 => Smb2Answers.To(request, NtStatus.InvalidParameter),
                Smb2Command.Negotiate => recorded[0],
                Smb2Command.SessionSetup when Smb2Requests.SessionOf(request) == 0 => InSession(++logons, Smb2Answers.As(request, recorded[1])),
                Smb2Command.SessionSetup => InSession(Smb2Requests.SessionOf(request), Smb2Answers.As(request, recorded[2])),
                Smb2Command.TreeConnect => Smb2Answers.To(request, Connect(Smb2Answers.ShareOf(request))),
                _ => Smb2Answers.To(request, NtStatus.Success),
            };
            await connection.WriteFrameAsync(answer);
        }
    }

    private static byte[] InSession(ulong id, byte[] answer)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(answer.AsSpan(40), id);
        return answer;
    }

    private NtStatus Connect(string share)
    {
        _asked.AddOrUpdate(share, 1, (_, times) => times + 1);
        return share is "IPC$" or "geheim" ? NtStatus.AccessDenied : NtStatus.BadNetworkName;
    }
}
