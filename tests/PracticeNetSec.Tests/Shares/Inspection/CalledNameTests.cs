// SPDX-License-Identifier: MIT
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Over NetBIOS the name that a client calls may choose the shares (Samba's <c>netbios aliases</c>): the result says which was called.</summary>
public sealed class CalledNameTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_reached_over_NetBIOS_has_that_limit(bool isNetBios)
    {
        ScriptedShares scripted = new() { Refuse = asked => asked.Command == Smb2Command.SessionSetup ? NtStatus.LogonFailure.Value : null };
        using FakeServer server = new(async connection =>
        {
            if (isNetBios)
            {
                if (Smb2Requests.IsSmb2(await connection.ReadFrameAsync()))
                {
                    connection.Dispose(); // without a session request
                    return;
                }

                await connection.WriteAsync([0x82, 0, 0, 0]); // positive session response (RFC 1002 section 4.3.3)
            }

            await scripted.ServeAsync(connection);
        });

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Inside }, default);

        Assert.Equal(Verdict.NotExposed, seen.Verdict);
        Assert.Equal(isNetBios, seen.Reasons.Length > 0 && System.Array.Exists(seen.Reasons, reason => reason.Code == EvidenceCode.ShareCalledName));
    }
}
