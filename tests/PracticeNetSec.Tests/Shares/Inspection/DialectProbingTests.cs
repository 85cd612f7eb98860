// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>A server that closes a connection may do so because of the dialect, or because it has no room for one more.</summary>
public sealed class DialectProbingTests
{
    [Fact]
    public async Task A_server_that_closes_on_SMB1_and_has_room_does_not_speak_it()
    {
        ShareReachability seen = await ExamineAsync(_ => true, closesOnSmb1: true);

        Assert.False(seen.Smb1);
        Assert.DoesNotContain(seen.Reasons, reason => reason.Code == EvidenceCode.ShareDialectUndetermined);
    }

    [Fact]
    public async Task A_server_that_takes_one_connection_leaves_the_other_dialects_undetermined()
    {
        ShareReachability seen = await ExamineAsync(number => number == 1, probeDialects: true);

        Assert.Null(seen.Smb1);
        Assert.Equal(new[] { "3.1.1" }, seen.Dialects);
        Assert.All(new[] { "2.0.2", "2.1", "3.0", "3.0.2", "NT LM 0.12" }, dialect => Assert.Contains(EvidenceOf.ShareDialectUndetermined(dialect), seen.Reasons));
        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest), (seen.AnonymousSession, seen.GuestSession));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_connection_limit_closed_is_probed_again(bool acceptsSmb1)
    {
        ShareReachability seen = await ExamineAsync(number => number != 2, acceptsSmb1: acceptsSmb1);

        Assert.Equal(acceptsSmb1, seen.Smb1);
    }

    private static async Task<ShareReachability> ExamineAsync(Func<int, bool> hasRoom, bool closesOnSmb1 = false, bool probeDialects = false, bool acceptsSmb1 = false)
    {
        ScriptedShares scripted = new() { Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) }, ClosesOnSmb1 = closesOnSmb1, AcceptsSmb1 = acceptsSmb1 };
        int connections = 0;
        using FakeServer server = new(async connection =>
        {
            if (hasRoom(Interlocked.Increment(ref connections)))
            {
                await scripted.ServeAsync(connection);
                return;
            }

            connection.Dispose();
        });
        return await ShareExaminer.ExamineAsync(
            "127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Inside, ProbeDialects = probeDialects }, default);
    }
}
