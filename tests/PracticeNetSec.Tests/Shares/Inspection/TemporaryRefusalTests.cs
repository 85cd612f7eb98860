// SPDX-License-Identifier: MIT
using System;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>An account that is let in at another hour, or as soon as its lockout is over, was not refused for good.</summary>
public sealed class TemporaryRefusalTests
{
    [Theory]
    [InlineData(0xC0000234)] // STATUS_ACCOUNT_LOCKED_OUT
    [InlineData(0xC000006F)] // STATUS_INVALID_LOGON_HOURS
    public async Task A_guest_account_that_is_locked_out_or_outside_its_hours_is_Undetermined(uint status)
    {
        using FakeServer server = new(new ScriptedShares
        {
            Folders = { ["praxis"] = new ScriptedFolder(ScriptedShares.Full) },
            Refuse = asked => asked.Command != Smb2Command.SessionSetup || !asked.HasName ? null : asked.User == "Guest" ? status : NtStatus.LogonFailure.Value,
        }.ServeAsync);

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Inside, StepTimeout = TimeSpan.FromSeconds(2) }, default);

        Assert.Equal((SmbSessionResult.Undetermined, Verdict.Undetermined), (seen.GuestSession, seen.Verdict));
    }
}
