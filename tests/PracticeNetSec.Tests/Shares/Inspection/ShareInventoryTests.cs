// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Rpc;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Names from lists and names that are tried.</summary>
public sealed class ShareInventoryTests
{
    [Fact]
    public void A_name_that_was_tried_gets_its_kind_once_a_list_names_it()
    {
        LogonRecord record = new(ShareSessionKind.Anonymous, NtlmIdentity.Anonymous);
        ShareInventory inventory = new([record]);
        ShareExaminationOptions options = new() { ShareNames = ["daten", "drucker", "geheim"] };
        Assert.Equal(["daten", "drucker", "geheim"], inventory.Collect([new Way(record, null)], options));
        ShareListing list = new([new ShareEntry("Daten", ShareKind.Disk, ""), new ShareEntry("drucker", ShareKind.Ipc, "")], "");

        Assert.Equal(["daten", "geheim"], inventory.Collect([new Way(record, list)], options));
        Assert.True(inventory.IsListedAsDisk("daten"));
        Assert.False(inventory.IsListedAsDisk("geheim"));
    }

    private sealed record Way(LogonRecord Record, ShareListing? Listing) : IShareSession
    {
        public bool LacksKey => false;
    }
}
