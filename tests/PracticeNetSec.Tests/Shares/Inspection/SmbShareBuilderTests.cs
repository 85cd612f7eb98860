// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>What a server's list calls a share does not hide its files.</summary>
public sealed class SmbShareBuilderTests
{
    [Theory]
    [InlineData((int)ShareKind.Printer, (int)TreeType.Disk, "Disk")]
    [InlineData((int)ShareKind.Device, (int)TreeType.Disk, "Disk")]
    [InlineData((int)ShareKind.Printer, (int)TreeType.Print, "Printer")]
    public void A_share_that_connects_as_a_disk_is_one(int listed, int connected, string expected)
    {
        ShareObservation seen = new() { Connected = NtStatus.Success, Tree = new TreeConnectResponse((TreeType)connected, EncryptionRequired: false, AccessMask.ReadData) };
        AccessVerdict verdict = AccessVerdict.Of(seen);

        SmbShare share = SmbShareBuilder.Draw("daten", new ShareEntry("daten", (ShareKind)listed, ""), [new(ShareSessionKind.Anonymous, seen, verdict), new(ShareSessionKind.Guest, seen, verdict)], includeNames: false);

        Assert.Equal(expected, share.Type);
    }
}
