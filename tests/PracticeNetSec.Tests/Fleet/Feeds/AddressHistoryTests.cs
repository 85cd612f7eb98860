// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Feeds;

/// <summary>Whose a dynamic address was at a time, by all that the history knows: what others had, and where the practice itself was.</summary>
public sealed class AddressHistoryTests : IDisposable
{
    private const string Address = "198.51.100.77";
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    /// <summary>The inventory given is that of one practice; the history shows that another one had the address an hour before.</summary>
    [Fact]
    public async Task A_practice_of_the_history_that_is_not_in_the_inventory_had_the_address_all_the_same()
    {
        AddressBook book = await BookAsync([Dynamic("A")], ("A", Address, 0), ("B", Address, 10));

        Assert.Empty(book.OwnersOf(Address, SnapshotSamples.Night.AddHours(11)));
    }

    /// <summary>The router got another address in between, so what answers at the old one is of whoever has it now.</summary>
    [Fact]
    public async Task A_practice_that_was_seen_at_another_address_since_no_longer_has_the_old_one()
    {
        AddressBook book = await BookAsync([Dynamic("A")], ("A", Address, 0), ("A", "198.51.100.90", 5));

        Assert.Empty(book.OwnersOf(Address, SnapshotSamples.Night.AddHours(11)));
    }

    /// <summary>An audit found the dynamic practice there; the inventory's fixed address of the other is old, or the provider shares it.</summary>
    [Fact]
    public async Task A_fixed_address_at_which_an_audit_found_another_practice_is_of_neither()
    {
        AddressBook book = await BookAsync([new Practice { PracticeId = "A", WanAddress = Address }, Dynamic("B")], ("B", Address, 10));

        Assert.Empty(book.OwnersOf(Address, SnapshotSamples.Night.AddHours(11)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Practice Dynamic(string id) => new() { PracticeId = id, WanAddress = id + ".example" };

    private async Task<AddressBook> BookAsync(Practice[] practices, params (string Id, string Address, int Hours)[] audits)
    {
        string ledger = Path.Combine(_folder, "fleet.db");
        foreach ((string id, string address, int hours) in audits)
        {
            using AuditLedger run = new(ledger, resume: false);
            await run.BeginAsync(1);
            PracticeAudit audit = SnapshotSamples.Audit(id);
            audit.Address = address;
            audit.EndedAt = audit.EndedAt.AddHours(hours);
            await run.RecordAsync(audit);
            await run.EndAsync();
        }

        AddressBook book = new(practices, TimeSpan.FromHours(24));
        book.Replay(ledger);
        return book;
    }
}
