// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Servers that cannot know the account, and what they can make of it. Real sessions are tested against Samba in the lab.</summary>
public class CredentialSessionTests
{
    private const string Password = "Nirgends-im-Ergebnis";

    [Fact]
    public async Task A_server_that_maps_the_account_to_guest_does_not_show_an_employees_access()
    {
        ShareReachability seen = await ExamineAsync(new RecordedServer());

        Assert.Equal(SmbSessionResult.Guest, seen.CredentialSession);
        Assert.All(seen.Shares, share => Assert.Equal(ShareAccess.Undetermined, share.CredentialAccess));
        Assert.Contains(seen.Findings, finding => finding.RuleId == "share.account-mapped-to-guest");
        Assert.Equal(ShareAccess.Write, seen.Shares.First(share => share.Name == "Praxis").GuestAccess);
    }

    [Fact]
    public async Task A_user_session_without_a_valid_signature_is_not_accepted()
    {
        RecordedServer liar = new()
        {
            Interfere = async (connection, _, answers) =>
            {
                byte[] last = answers[^1];
                if (BinaryPrimitives.ReadUInt16LittleEndian(last.AsSpan(12)) != (ushort)Smb2Command.SessionSetup
                    || BinaryPrimitives.ReadUInt32LittleEndian(last.AsSpan(8)) != 0)
                {
                    return false;
                }

                byte[] forged = last.ToArray();
                forged[CompoundRequest.HeaderLength + 2] = 0; // SessionFlags: neither guest nor null
                await connection.WriteFrameAsync(forged);
                return true;
            },
        };

        ShareReachability seen = await ExamineAsync(liar);

        Assert.Equal(SmbSessionResult.Undetermined, seen.CredentialSession);
        Assert.Contains(seen.Reasons, reason => reason.Get<Evidence>("cause")?.Code == EvidenceCode.SmbServerUnproven);
        Assert.All(seen.Shares, share => Assert.Equal(ShareAccess.Undetermined, share.CredentialAccess));
    }

    [Fact]
    public async Task Without_a_credential_no_result_mentions_one()
    {
        using FakeServer server = new(new RecordedServer().ServeAsync);

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, ShareExaminerTests.Options(Vantage.Inside), default);

        Assert.Equal(SmbSessionResult.Undetermined, seen.CredentialSession);
        Assert.All(seen.Shares, share => Assert.Null(share.CredentialAccess));
        Assert.All(seen.Shares, share => Assert.Equal(2, share.Sessions.Length));
    }

    [Fact]
    public async Task File_names_are_returned_only_on_request()
    {
        using FakeServer server = new(new RecordedServer().ServeAsync);
        ShareExaminationOptions options = ShareExaminerTests.Options(Vantage.Inside);
        options.IncludeNames = true;

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, options, default);

        Assert.Contains("export.bdt", seen.Shares[0].PatientData.SelectMany(count => count.Names));
        Assert.True(seen.Shares.Single(share => share.Name == "Scan$").IsHidden);
    }

    private static async Task<ShareReachability> ExamineAsync(RecordedServer recorded)
    {
        using FakeServer server = new(recorded.ServeAsync);
        ShareExaminationOptions options = ShareExaminerTests.Options(Vantage.Inside);
        options.Credential = new Credential(@"PRAXIS\mfa", Password);
        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, options, default);
        Assert.DoesNotContain(Password, JsonConvert.SerializeObject(seen), StringComparison.Ordinal);
        return seen;
    }
}
