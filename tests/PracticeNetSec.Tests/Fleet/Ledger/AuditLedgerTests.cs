// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Newtonsoft.Json;
using PracticeNetSec.Files;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Fleet.Ledger.Store;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Ledger;

public sealed class AuditLedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    private string Ledger => Path.Combine(_folder, "fleet.db");

    [Fact]
    public async Task What_is_written_is_whole_and_can_be_read_back()
    {
        await WriteRunAsync("A", "B", "C");

        LedgerCheck check = ExposureLedger.Test(Ledger);
        LedgerRun run = Assert.Single(ExposureLedger.Runs(Ledger));
        ExposureSnapshot[] kept = ExposureLedger.SnapshotsOf(Ledger, run.Id).ToArray();

        Assert.Empty(check.Problems);
        Assert.Equal(5, check.Entries);
        Assert.Equal(3, check.Checks);
        Assert.True(run.IsComplete);
        Assert.Equal(new[] { "A", "B", "C" }, kept.Select(snapshot => snapshot.PracticeId));
        Assert.Equal("Praxis Ümläut", kept[0].Name);
        Assert.Equal(Verdict.NotExposed, kept[0].Verdict);
        Assert.Equal(SnapshotSamples.Night, kept[0].EndedAt);
        Assert.Equal(SnapshotSamples.Night.Offset, kept[0].EndedAt.Offset);
    }

    /// <summary>Bytes that no value is in may change; what can still be read is what was written, or it is reported.</summary>
    [Fact]
    public async Task No_altered_byte_changes_what_is_read_unseen()
    {
        await WriteRunAsync("A", "B", "C");
        byte[] whole = await File.ReadAllBytesAsync(Ledger);
        string before = Everything(Ledger);

        for (int index = 0; index < whole.Length; index += index < 512 ? 1 : 97)
        {
            byte[] altered = (byte[])whole.Clone();
            altered[index] ^= 0x01;
            await File.WriteAllBytesAsync(Ledger, altered);
            if (IsWhole(Ledger))
            {
                Assert.Equal(before, Everything(Ledger));
            }
        }
    }

    [Theory]
    [InlineData("UPDATE entry SET at = at + 60000 WHERE seq = 3")]
    [InlineData("UPDATE entry SET content = (SELECT id FROM content WHERE verdict = 3) WHERE seq = 2")]
    [InlineData("UPDATE entry SET member = (SELECT MAX(id) FROM member) WHERE seq = 2")]
    [InlineData("UPDATE entry SET kind = 2 WHERE seq = 3")]
    [InlineData("DELETE FROM entry WHERE seq = 3")]
    [InlineData("DELETE FROM entry WHERE seq = 3; UPDATE entry SET seq = seq - 1 WHERE seq > 3")]
    [InlineData("DELETE FROM entry WHERE seq > 4")]
    [InlineData("DELETE FROM entry WHERE seq > 4; UPDATE head SET seq = 4")]
    [InlineData("UPDATE entry SET hash = NULL")]
    [InlineData("UPDATE member SET name = 'another'")]
    [InlineData("UPDATE member SET address = NULL WHERE id = 1")]
    [InlineData("UPDATE content SET verdict = 1 WHERE verdict = 3")]
    [InlineData("UPDATE part SET text = replace(text, 'reason', 'REASON')")]
    [InlineData("UPDATE run SET exposed = 0, not_exposed = 4")]
    [InlineData("UPDATE run SET complete = 0")]
    [InlineData("UPDATE run SET name = 'another'")]
    [InlineData("UPDATE run SET total = 3")]
    [InlineData("UPDATE run SET shard = '1/2'")]
    [InlineData("UPDATE member SET practice = (SELECT practice FROM member WHERE practice_id = 'A') WHERE practice_id = 'B'; UPDATE run SET not_exposed = 2")]
    [InlineData("UPDATE head SET hash = zeroblob(32)")]
    [InlineData("DELETE FROM head")]
    [InlineData("INSERT INTO entry SELECT seq + 100, kind, run, at, zone, member, content, ended, took, ended_zone, hash, address FROM entry WHERE seq = 3")]
    public async Task What_was_altered_in_the_tables_is_found(string sql)
    {
        using (AuditLedger ledger = new(Ledger, resume: false))
        {
            await ledger.BeginAsync(4);
            await Task.WhenAll(ledger.RecordAsync(SnapshotSamples.Audit("A")), ledger.RecordAsync(SnapshotSamples.Audit("B", Verdict.Exposed)), ledger.RecordAsync(SnapshotSamples.Audit("C")), ledger.RecordAsync(SnapshotSamples.Audit("D")));
            await ledger.EndAsync();
        }

        Assert.Equal(LedgerState.Consistent, ExposureLedger.Test(Ledger).State);
        Alter(Ledger, sql);

        Assert.Equal(LedgerState.Altered, ExposureLedger.Test(Ledger).State);
    }

    [Theory]
    [InlineData("UPDATE entry SET member = 1 WHERE kind = 3")]
    [InlineData("UPDATE entry SET kind = 1, content = (SELECT MIN(id) FROM content), ended = 0, took = 0, ended_zone = 0 WHERE seq = 2")]
    [InlineData("DELETE FROM entry WHERE kind = 3; UPDATE entry SET seq = seq - 2 WHERE seq > 3; UPDATE head SET seq = seq - 2")]
    [InlineData("UPDATE entry SET address = NULL")]
    [InlineData("UPDATE entry SET address = x'CB007108' WHERE address IS NOT NULL")]
    [InlineData("UPDATE entry SET address = 'x' WHERE kind = 3")]
    [InlineData("UPDATE entry SET address = 5 WHERE kind = 1")]
    [InlineData("UPDATE entry SET address = x'01' WHERE kind = 1")]
    public async Task What_was_altered_of_members_and_addresses_is_found(string sql)
    {
        using (AuditLedger ledger = new(Ledger, resume: false))
        {
            await ledger.BeginAsync(2, [new Practice { PracticeId = "A", Name = "Praxis Ümläut", WanAddress = "203.0.113.9" }, new Practice { PracticeId = "B" }]);
            await ledger.RecordAsync(SnapshotSamples.Audit("A"));
            await ledger.RecordAsync(SnapshotSamples.Audit("B"));
            await ledger.EndAsync();
        }

        Assert.Equal(LedgerState.Consistent, ExposureLedger.Test(Ledger).State);
        Alter(Ledger, sql);

        Assert.Equal(LedgerState.Altered, ExposureLedger.Test(Ledger).State);
    }

    /// <summary>What an audit continues, or compares its inventory with, was verified before.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task An_altered_run_is_found_when_the_next_audit_begins(bool resume, bool isInterrupted)
    {
        using (AuditLedger ledger = new(Ledger, resume: false))
        {
            await ledger.BeginAsync(isInterrupted ? 9 : 2);
            await ledger.RecordAsync(SnapshotSamples.Audit("A", Verdict.Exposed));
            await ledger.RecordAsync(SnapshotSamples.Audit("B"));
            await ledger.EndAsync();
        }

        Alter(Ledger, "UPDATE entry SET content = (SELECT content FROM entry WHERE seq = 3) WHERE seq = 2");

        Assert.Equal("LedgerBroken", Assert.Throws<InputException>(() => new AuditLedger(Ledger, resume)).Id);
    }

    /// <summary>A line with a dynamic address has another one each night: the practice is kept once.</summary>
    [Theory]
    [InlineData("203.0.113.8", "198.51.100.77")]
    [InlineData("2001:db8::7", "::ffff:203.0.113.8")]
    [InlineData("praxis.example", "fe80::1%2")]
    [InlineData("203.0.113.8", null)]
    [InlineData(null, "203.0.113.8")]
    public async Task An_address_that_changes_is_kept_with_the_check(string? first, string? second)
    {
        foreach (string? address in new[] { first, second, first })
        {
            using AuditLedger ledger = new(Ledger, resume: false);
            PracticeAudit audit = SnapshotSamples.Audit("A");
            audit.Address = address;
            await ledger.BeginAsync(1);
            await ledger.RecordAsync(audit);
            await ledger.EndAsync();
        }

        Assert.Equal([first, second, first], ExposureLedger.AllRuns(Ledger).Select(run => Assert.Single(ExposureLedger.SnapshotsOf(Ledger, run.Id)).Address));
        Assert.Equal(new[] { first, second, first }.OfType<string>(), ExposureLedger.Addresses(Ledger).Select(seen => seen.Address));
        Assert.Equal(LedgerState.Consistent, ExposureLedger.Test(Ledger).State);
        Assert.Equal(1, HistoryDatabase.Read(Ledger, history => history.Number("SELECT COUNT(*) FROM member")));
    }

    [Fact]
    public async Task An_earlier_copy_that_is_put_back_is_distinguished_from_an_alteration()
    {
        await WriteRunAsync("A", "B");
        byte[] earlier = await File.ReadAllBytesAsync(Ledger);
        await WriteRunAsync("C");
        string noted = ExposureLedger.Test(Ledger).LastHash;
        Assert.Equal((LedgerState.Confirmed, 7), (ExposureLedger.Test(Ledger, noted).State, ExposureLedger.Test(Ledger, noted).ConfirmedEntry));
        await File.WriteAllBytesAsync(Ledger, earlier);

        LedgerCheck check = ExposureLedger.Test(Ledger, noted);

        Assert.Equal((LedgerState.RolledBack, LedgerProblemKind.NotInHistory), (check.State, Assert.Single(check.Problems).Kind));
    }

    [Fact]
    public async Task A_rewritten_chain_does_not_match_the_noted_hash()
    {
        await WriteRunAsync("A", "B");
        string noted = ExposureLedger.Test(Ledger).LastHash;
        await WriteRunAsync("C");
        Assert.True(ExposureLedger.Test(Ledger, noted).IsWhole);

        File.Delete(Ledger);
        await WriteRunAsync("A", "B");

        Assert.True(ExposureLedger.Test(Ledger).IsWhole);
        Assert.False(ExposureLedger.Test(Ledger, noted).IsWhole);
    }

    [Fact]
    public async Task An_invalid_ledger_is_not_appended_to()
    {
        await WriteRunAsync("A", "B");
        Alter(Ledger, "UPDATE member SET name = 'another'");

        Assert.Equal("LedgerBroken", Assert.Throws<InputException>(() => new AuditLedger(Ledger, resume: false)).Id);
        Assert.Throws<InvalidDataException>(() => ExposureLedger.History(Ledger));
        Assert.Throws<InvalidDataException>(() => ExposureLedger.History(Ledger, ["A"]));
        Assert.Throws<InvalidDataException>(() => ExposureLedger.Latest(Ledger));
    }

    [Fact]
    public async Task One_audit_at_a_time_writes_a_ledger_and_readers_may_read_meanwhile()
    {
        using AuditLedger first = new(Ledger, resume: false);
        await first.BeginAsync(1);

        Assert.Equal("LedgerInUse", Assert.Throws<InputException>(() => new AuditLedger(Ledger, resume: false)).Id);
        Assert.True(ExposureLedger.Test(Ledger).IsWhole);
    }

    [Fact]
    public async Task A_thousand_concurrent_results_form_one_chain()
    {
        using (AuditLedger ledger = new(Ledger, resume: false))
        {
            await ledger.BeginAsync(1000);
            await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => Task.Run(() => ledger.RecordAsync(SnapshotSamples.Audit($"P{number}")))));
            await ledger.EndAsync();
        }

        Assert.True(ExposureLedger.Test(Ledger).IsWhole);
        Assert.Equal(1000, Assert.Single(ExposureLedger.Runs(Ledger)).Checked);
    }

    [Fact]
    public async Task What_an_outage_left_undetermined_is_checked_when_the_run_is_resumed()
    {
        using (AuditLedger broken = new(Ledger, resume: false))
        {
            await broken.BeginAsync(2);
            PracticeAudit disturbed = SnapshotSamples.Audit("A", Verdict.Undetermined);
            disturbed.Reasons = [EvidenceOf.AuditOutageUnresolved(EvidenceOf.OutageSilent(), DateTimeOffset.Now)];
            await broken.RecordAsync(disturbed);
            await broken.RecordAsync(SnapshotSamples.Audit("B"));
        }

        using AuditLedger resumed = new(Ledger, resume: true);

        Assert.False(resumed.IsDone(new Practice { PracticeId = "A" }));
        Assert.True(resumed.IsDone(new Practice { PracticeId = "B" }));
    }

    /// <summary>Run of 300, killed after 24; the inventory that it is resumed with has 30 lines.</summary>
    [Fact]
    public async Task A_run_that_is_resumed_with_another_inventory_does_not_end()
    {
        await LedgerRuns.WriteAsync(Ledger, TimeProvider.System, 4, null, "A", "B");

        using (AuditLedger resumed = new(Ledger, resume: true))
        {
            await resumed.BeginAsync(3);
            await resumed.RecordAsync(SnapshotSamples.Audit("C"));
            Assert.Equal(1, await resumed.EndAsync());
        }

        Assert.Equal(EvidenceCode.HistoryInterrupted, Assert.Single(ExposureLedger.Latest(Ledger).Problems).Code);

        using AuditLedger again = new(Ledger, resume: true);
        await again.RecordAsync(SnapshotSamples.Audit("D"));
        Assert.Equal(0, await again.EndAsync());
    }

    [Fact]
    public async Task A_ledger_is_of_one_part_of_the_fleet()
    {
        await LedgerRuns.WriteAsync(Ledger, "A", "B");

        InputException refused = Assert.Throws<InputException>(() => new AuditLedger(Ledger, resume: false, HistoryAge.Default, Shard.Parse("1/2"), null));

        Assert.Equal("LedgerOfAnotherPart", refused.Id);
        Assert.Equal(["A", "B"], ExposureLedger.Latest(Ledger).Snapshots.Select(snapshot => snapshot.PracticeId).Order());
        string part = Ledger + ".part";
        using (AuditLedger first = new(part, resume: false, HistoryAge.Default, Shard.Parse("1/2"), null))
        {
            await first.BeginAsync(0);
        }

        Assert.Throws<InputException>(() => new AuditLedger(part, resume: false, HistoryAge.Default, Shard.Parse("2/2"), null));
        using AuditLedger again = new(part, resume: false, HistoryAge.Default, Shard.Parse("1/2"), null);
    }

    [Fact]
    public async Task An_interrupted_run_is_resumed_and_a_completed_one_is_not()
    {
        using (AuditLedger broken = new(Ledger, resume: false))
        {
            await broken.BeginAsync(2);
            await broken.RecordAsync(SnapshotSamples.Audit("A"));
        }

        using (AuditLedger resumed = new(Ledger, resume: true))
        {
            Assert.True(resumed.IsResumed);
            Assert.True(resumed.IsDone(new Practice { PracticeId = "a" }));
            Assert.False(resumed.IsDone(new Practice { PracticeId = "B" }));
            await resumed.BeginAsync(2);
            await resumed.RecordAsync(SnapshotSamples.Audit("B"));
            await resumed.EndAsync();
        }

        using AuditLedger next = new(Ledger, resume: true);
        Assert.False(next.IsResumed);
        Assert.False(next.IsDone(new Practice { PracticeId = "A" }));
        Assert.Equal(2, Assert.Single(ExposureLedger.Runs(Ledger)).Checked);
    }

    [Fact]
    public void A_file_of_another_program_is_not_a_ledger()
    {
        File.WriteAllText(Ledger, "{\"level\":\"info\"}\n", Encoding.UTF8);

        Assert.Equal("LedgerBroken", Assert.Throws<InputException>(() => new AuditLedger(Ledger, resume: false)).Id);
        Assert.Equal("{\"level\":\"info\"}\n", File.ReadAllText(Ledger));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsWhole(string path)
    {
        try
        {
            return ExposureLedger.Test(path).IsWhole;
        }
        catch (Exception refused) when (FileErrors.IsFileError(refused))
        {
            return false;
        }
    }

    private static string Everything(string path) => JsonConvert.SerializeObject(ExposureLedger.AllRuns(path).Select(run => (run, ExposureLedger.SnapshotsOf(path, run.Id))));

    private static void Alter(string path, string sql)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The alterations are constants of the test above: no input of anyone reaches them.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private Task WriteRunAsync(params string[] practices) => WriteRunAsync(Ledger, practices);

    private static async Task WriteRunAsync(string path, string[] practices)
    {
        using AuditLedger ledger = new(path, resume: false);
        await ledger.BeginAsync(practices.Length);
        foreach (string practice in practices)
        {
            await ledger.RecordAsync(SnapshotSamples.Audit(practice));
        }

        await ledger.EndAsync();
    }
}
