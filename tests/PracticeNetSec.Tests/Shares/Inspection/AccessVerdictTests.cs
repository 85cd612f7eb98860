// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Masks as Samba 4.17 gave them, beside what smbclient could then do.</summary>
public class AccessVerdictTests
{
    private const uint FullShare = 0x001F01FF;
    private const uint ReadShare = 0x001200A9;
    private const uint SambaReadOnlyShare = 0x001F00A9;

    [Theory]
    [InlineData(FullShare, 0x001F01FF, ShareAccess.Write)] // guest ok, directory 0777
    [InlineData(FullShare, 0x001200A9, ShareAccess.Read)] // share writable, directory 0755: put fails
    [InlineData(FullShare, 0x001301F6, ShareAccess.Write)] // directory 0733: put works, ls does not
    [InlineData(FullShare, 0x001200A0, ShareAccess.Connect)] // directory 0711: who knows a name gets it
    [InlineData(SambaReadOnlyShare, 0x001F00A9, ShareAccess.Read)] // read only = yes, directory 0777: put, del, chown, chmod all fail
    [InlineData(SambaReadOnlyShare, 0x001200A9, ShareAccess.Read)]
    [InlineData(ReadShare, 0x001F01FF, ShareAccess.Read)] // Windows: share permission Read, NTFS full
    [InlineData(0x001301BF, 0x001F01FF, ShareAccess.Write)] // Windows: share permission Change
    [InlineData(FullShare, 0x000C0081, ShareAccess.Read)] // WRITE_DAC, WRITE_OWNER: Samba reports them to users who cannot use them
    [InlineData(FullShare, 0x00010081, ShareAccess.Read)] // DELETE of the root
    [InlineData(FullShare, 0x000D0080, ShareAccess.Connect)]
    [InlineData(0x10000000, 0x80000000, ShareAccess.Read)] // GENERIC_ALL, GENERIC_READ
    [InlineData(0x10000000, 0x40000000, ShareAccess.Write)] // GENERIC_WRITE
    [InlineData(FullShare, 0, ShareAccess.Connect)]
    [InlineData(0, FullShare, ShareAccess.Write)] // a server that states no share permission
    [InlineData(0, ReadShare, ShareAccess.Read)]
    public void Write_needs_a_writable_right_in_both_masks(uint share, uint root, ShareAccess access) =>
        Assert.Equal(access, AccessVerdict.Of(Seen(share, Opened(root))).Access);

    [Fact]
    public void A_read_only_volume_is_not_writable_whatever_the_masks_are()
    {
        AccessVerdict verdict = AccessVerdict.Of(Seen(FullShare, Opened(FullShare) with { ReadOnlyVolume = true }));

        Assert.Equal(ShareAccess.Read, verdict.Access);
        Assert.Contains("FILE_READ_ONLY_VOLUME", Assert.Single(verdict.Reasons).Get<string>("granted"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_writable_folder_makes_the_share_writable_though_its_root_is_not()
    {
        ShareObservation seen = Seen(FullShare, Opened(ReadShare)) with { Folders = new[] { Opened(ReadShare), Opened(FullShare) } };
        AccessVerdict verdict = AccessVerdict.Of(seen);

        Assert.Equal(ShareAccess.Write, verdict.Access);
        Evidence reason = Assert.Single(verdict.Reasons);
        Assert.Equal((EvidenceCode.RightsMasksFolders, 1L, 2L), (reason.Code, reason.Arguments["writable"], reason.Arguments["sampled"]));
        Assert.StartsWith("FILE_ADD_FILE", reason.Get<string>("rights"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rights_that_do_not_count_alone_are_in_the_reasons() => Assert.Contains(
        EvidenceOf.RightsNotCounted("DELETE, WRITE_DAC, WRITE_OWNER"), AccessVerdict.Of(Seen(FullShare, Opened(0x000D0081))).Reasons);

    [Theory]
    [InlineData(0xC0000022, ShareAccess.Undetermined)]
    [InlineData(0, ShareAccess.Read)]
    public void A_refusal_in_a_session_without_a_key_shows_nothing(uint root, ShareAccess access) => Assert.Equal(
        access, AccessVerdict.Of(Seen(FullShare, Opened(ReadShare) with { Opened = new NtStatus(root) }) with { LacksKey = true }).Access);

    [Fact]
    public void Folders_beyond_the_limit_are_reported_where_they_could_change_the_verdict()
    {
        AccessVerdict verdict = AccessVerdict.Of(Seen(FullShare, Opened(ReadShare)) with { FoldersUnseen = 7 });

        Assert.Equal(ShareAccess.Read, verdict.Access);
        Assert.Contains(EvidenceOf.RightsFoldersNotInspected(7), verdict.Reasons);
    }

    [Fact]
    public void Names_without_masks_leave_the_rights_undetermined() =>
        Assert.Equal(ShareAccess.Undetermined, AccessVerdict.Of(Seen(FullShare, Opened(null) with { Listed = NtStatus.Success })).Access);

    [Fact]
    public void Without_masks_and_names_access_is_undetermined() =>
        Assert.Equal(ShareAccess.Undetermined, AccessVerdict.Of(Seen(FullShare, Opened(null) with { Listed = NtStatus.InvalidParameter })).Access);

    [Fact]
    public void A_refused_share_has_no_access_and_the_servers_status()
    {
        AccessVerdict verdict = AccessVerdict.Of(new ShareObservation { Connected = NtStatus.AccessDenied });

        Assert.Equal((ShareAccess.None, EvidenceOf.RightsShareRefused("STATUS_ACCESS_DENIED")), (verdict.Access, Assert.Single(verdict.Reasons)));
    }

    [Fact]
    public void A_share_that_fails_is_undetermined() => Assert.Equal(
        ShareAccess.Undetermined, AccessVerdict.Of(new ShareObservation { Connected = NtStatus.InsufficientResources }).Access);

    [Fact]
    public void A_refused_root_is_connected_only() =>
        Assert.Equal(ShareAccess.Connect, AccessVerdict.Of(Seen(FullShare, new DirectoryView { Opened = NtStatus.AccessDenied })).Access);

    [Fact]
    public void A_root_in_exclusive_use_is_undetermined() => Assert.Equal(
        ShareAccess.Undetermined, AccessVerdict.Of(Seen(FullShare, new DirectoryView { Opened = NtStatus.SharingViolation })).Access);

    /// <summary>A session that encrypts is refused for its rights: a name below the root may still be open to it.</summary>
    [Theory]
    [InlineData(false, ShareAccess.None, EvidenceCode.RightsRootRefusedEncryption)]
    [InlineData(true, ShareAccess.Connect, EvidenceCode.RightsRootRefused)]
    public void A_share_that_requires_encryption_has_it_as_the_reason_where_the_session_has_no_key(bool canEncrypt, ShareAccess access, string reason)
    {
        ShareObservation seen = new()
        {
            Connected = NtStatus.Success,
            Tree = new TreeConnectResponse(TreeType.Disk, EncryptionRequired: true, (AccessMask)FullShare),
            Root = new DirectoryView { Opened = NtStatus.AccessDenied },
            CanEncrypt = canEncrypt,
        };
        AccessVerdict verdict = AccessVerdict.Of(seen);

        Assert.Equal((access, reason), (verdict.Access, Assert.Single(verdict.Reasons).Code));
    }

    [Fact]
    public void A_printer_is_not_assessed() => Assert.Equal(
        ShareAccess.Undetermined,
        AccessVerdict.Of(new ShareObservation { Tree = new TreeConnectResponse(TreeType.Print, false, (AccessMask)FullShare) }).Access);

    private static DirectoryView Opened(uint? mask) => new() { Opened = NtStatus.Success, MaximalAccess = (AccessMask?)mask };

    private static ShareObservation Seen(uint share, DirectoryView root) => new()
    {
        Connected = NtStatus.Success,
        Tree = new TreeConnectResponse(TreeType.Disk, false, (AccessMask)share),
        Root = root,
    };
}
