// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>A refusal counts once nothing but the name can be its reason.</summary>
public sealed class LogonRecordTests
{
    private static readonly NtStatus NoSuchUser = new(0xC0000064);

    [Fact]
    public void A_refusal_that_another_session_on_the_connection_may_have_caused_is_no_refusal()
    {
        LogonRecord record = new(ShareSessionKind.Anonymous, NtlmIdentity.Anonymous);
        Answer(record, NtlmIdentity.Anonymous, NtStatus.AccessDenied, isShared: true);

        Assert.Equal(SmbSessionResult.Undetermined, record.Result);
        Assert.Equal([NtlmIdentity.Anonymous], record.Open());

        Answer(record, NtlmIdentity.Anonymous, NtStatus.AccessDenied, isShared: false);

        Assert.Equal(SmbSessionResult.Refused, record.Result);
        Assert.Empty(record.Open());
    }

    [Fact]
    public void A_name_that_is_tried_again_is_unanswered_until_the_server_answers_again()
    {
        LogonRecord record = new(ShareSessionKind.Anonymous, NtlmIdentity.Anonymous);
        Answer(record, NtlmIdentity.Anonymous, NtStatus.AccessDenied, isShared: true);

        record.Begin(NtlmIdentity.Anonymous); // ... and the connection breaks

        Assert.Equal(SmbSessionResult.Undetermined, record.Result);
        Assert.Equal([EvidenceOf.SessionUnanswered(ShareSessionKind.Anonymous, "anonymous")], record.Reasons);
    }

    /// <summary>A server that demands encryption refuses a real account without a password as long as none is offered ([MS-SMB2] 3.3.5.5.3).</summary>
    [Fact]
    public void A_guest_is_refused_for_good_only_where_encryption_was_offered()
    {
        LogonRecord record = new(ShareSessionKind.Guest, NtlmIdentity.Guest);
        Answer(record, NtlmIdentity.Guest, NtStatus.AccessDenied, isShared: false);

        Assert.Equal((SmbSessionResult.Undetermined, true), (record.Result, record.WantsEncryption));
        Assert.Equal([NtlmIdentity.Guest], record.Open());

        Answer(record, NtlmIdentity.Guest, NtStatus.AccessDenied, isShared: false, encrypts: true);

        Assert.Equal(SmbSessionResult.Refused, record.Result);
    }

    [Fact]
    public void An_unlisted_status_decides_nothing()
    {
        LogonRecord record = new(ShareSessionKind.Guest, NtlmIdentity.Guest, NtlmIdentity.Gast);
        Answer(record, NtlmIdentity.Guest, NoSuchUser, isShared: false);
        Answer(record, NtlmIdentity.Gast, new NtStatus(0xC0000001), isShared: false);

        Assert.Equal(SmbSessionResult.Undetermined, record.Result);
    }

    private static void Answer(LogonRecord record, NtlmIdentity identity, NtStatus status, bool isShared, bool encrypts = false)
    {
        record.Begin(identity);
        Assert.False(record.Answered(identity, new SmbLogon(status, null, null), isShared, encrypts));
    }
}
