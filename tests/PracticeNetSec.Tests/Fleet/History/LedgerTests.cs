// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.History;

public sealed class LedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    private string Ledger => Path.Combine(_folder, "fleet.jsonl");

    [Fact]
    public async Task What_is_written_is_whole_and_can_be_read_back()
    {
        await WriteRunAsync("A", "B", "C");

        LedgerCheck check = ExposureLedger.Test(Ledger);
        LedgerRun run = Assert.Single(ExposureLedger.Runs(Ledger));
        ExposureSnapshot[] kept = ExposureLedger.SnapshotsOf(Ledger, run.Id).ToArray();

        Assert.Empty(check.Problems);
        Assert.Equal(5, check.Lines);
        Assert.Equal(3, check.Checks);
        Assert.True(run.IsComplete);
        Assert.Equal(new[] { "A", "B", "C" }, kept.Select(snapshot => snapshot.PracticeId));
        Assert.Equal("Praxis Ümläut", kept[0].Name);
        Assert.Equal(Verdict.NotExposed, kept[0].Verdict);
        Assert.Equal(SnapshotSamples.Night, kept[0].EndedAt);
        Assert.Equal(SnapshotSamples.Night.Offset, kept[0].EndedAt.Offset);
    }

    [Fact]
    public void A_line_of_version_0_1_keeps_the_texts_of_its_reasons()
    {
        const string Record = """
            {"kind":"practice","run":"r","at":"2019-10-14T11:40:03+02:00","snapshot":{"practiceId":"A","verdict":"Exposed","reasons":["daten: Write without a password.","guest: 4 shares listed"],"startedAt":"2019-10-14T11:40:03+02:00"}}
            """;
        string covered = $"{{\"n\":1,\"prev\":\"{LedgerLine.NoHash}\",\"record\":{Record}";
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(covered)));

        LedgerLine line = LedgerLine.TryParse($"{covered},\"hash\":\"{hash}\"}}")!;

        Assert.True(line.IsIntact);
        Assert.Equal([Evidence.Of("daten: Write without a password."), Evidence.Of("guest: 4 shares listed")], line.Read()!.Snapshot!.Reasons);
    }

    [Fact]
    public void A_line_keeps_code_arguments_and_time_of_its_reasons()
    {
        ExposureSnapshot snapshot = SnapshotSamples.Of("A", 0);
        Evidence measured = EvidenceOf.PortMeasured(Vantage.Outside, 445, PortState.Open, SnapshotSamples.Night, "ports", SnapshotSamples.Night);
        snapshot.Reasons = [measured, EvidenceOf.SourceParts([measured, EvidenceOf.CheckSourcesFailed(["SNMP", "ports"])])];

        LedgerLine line = LedgerLine.Following(1, LedgerLine.NoHash, new LedgerRecord { Kind = LedgerRecord.PracticeChecked, Snapshot = snapshot });

        Assert.Equal(snapshot.Reasons, LedgerLine.TryParse(line.Text)!.Read()!.Snapshot!.Reasons);
        Assert.Equal(SnapshotSamples.Night.Offset, ((DateTimeOffset)LedgerLine.TryParse(line.Text)!.Read()!.Snapshot!.Reasons[0].Arguments["at"]).Offset);
    }

    [Fact]
    public async Task Every_single_altered_byte_is_found()
    {
        await WriteRunAsync("A", "B", "C");
        byte[] whole = await File.ReadAllBytesAsync(Ledger);

        for (int index = 0; index < whole.Length; index++)
        {
            byte[] altered = (byte[])whole.Clone();
            altered[index] ^= 0x01;
            await File.WriteAllBytesAsync(Ledger, altered);

            Assert.False(ExposureLedger.Test(Ledger).IsWhole, $"byte {index} ('{(char)whole[index]}') was altered unseen");
        }
    }

    [Property(MaxTest = 60)]
    public Property Lines_cut_moved_or_doubled_are_found_and_named(PositiveInt from, PositiveInt to, bool move)
    {
        string path = Path.Combine(_folder, "moved.jsonl");
        if (!File.Exists(path))
        {
            WriteRunAsync(path, Enumerable.Range(0, 12).Select(number => $"P{number}").ToArray()).GetAwaiter().GetResult();
            File.Copy(path, path + ".whole");
        }

        List<string> lines = File.ReadAllLines(path + ".whole").ToList();
        int source = from.Get % lines.Count;
        int target = to.Get % lines.Count;
        string line = lines[source];
        if (move)
        {
            lines.RemoveAt(source);
            lines.Insert(target % (lines.Count + 1), line);
        }
        else if (to.Get % 2 == 0)
        {
            lines.RemoveAt(source);
        }
        else
        {
            lines.Insert(target, line);
        }

        bool same = lines.SequenceEqual(File.ReadAllLines(path + ".whole"));
        File.WriteAllText(path, string.Concat(lines.Select(text => text + "\n")));
        LedgerCheck check = ExposureLedger.Test(path);
        return (check.IsWhole == same).Label(string.Join(" | ", check.Problems.Select(problem => problem.ToString())));
    }

    [Fact]
    public async Task Lines_cut_off_at_the_end_are_found()
    {
        await WriteRunAsync("A", "B", "C");
        string[] lines = await File.ReadAllLinesAsync(Ledger);
        await File.WriteAllTextAsync(Ledger, string.Concat(lines.Take(3).Select(line => line + "\n")));

        LedgerProblem problem = Assert.Single(ExposureLedger.Test(Ledger).Problems);

        Assert.Equal(LedgerProblemKind.Cut, problem.Kind);
        Assert.Contains("4 to 5", problem.Message);
    }

    [Fact]
    public async Task A_ledger_without_its_head_file_is_not_reported_as_intact()
    {
        await WriteRunAsync("A");
        File.Delete(Ledger + ".head");

        Assert.Equal(LedgerProblemKind.NoAnchor, Assert.Single(ExposureLedger.Test(Ledger).Problems).Kind);
    }

    [Fact]
    public async Task A_rewritten_chain_does_not_match_the_noted_hash()
    {
        await WriteRunAsync("A", "B");
        string noted = ExposureLedger.Test(Ledger).LastHash;
        await WriteRunAsync("C");
        Assert.True(ExposureLedger.Test(Ledger, noted).IsWhole);

        File.Delete(Ledger);
        File.Delete(Ledger + ".head");
        await WriteRunAsync("A", "B");

        Assert.True(ExposureLedger.Test(Ledger).IsWhole);
        Assert.False(ExposureLedger.Test(Ledger, noted).IsWhole);
    }

    [Fact]
    public async Task A_truncated_tail_is_recovered_at_every_byte()
    {
        await WriteRunAsync("A", "B");
        byte[] before = await File.ReadAllBytesAsync(Ledger);
        byte[] head = await File.ReadAllBytesAsync(Ledger + ".head");
        await WriteRunAsync("C");
        byte[] after = await File.ReadAllBytesAsync(Ledger);
        int nextLine = Array.IndexOf(after, (byte)'\n', before.Length) + 1;

        for (int length = before.Length; length < nextLine; length += 7)
        {
            await File.WriteAllBytesAsync(Ledger, after[..length]);
            await File.WriteAllBytesAsync(Ledger + ".head", head);
            LedgerCheck torn = ExposureLedger.Test(Ledger);
            Assert.True(torn.IsWhole);
            Assert.Equal(length > before.Length, torn.TruncatedTail);

            await WriteRunAsync("D");
            LedgerCheck resumed = ExposureLedger.Test(Ledger);
            Assert.True(resumed.IsWhole);
            Assert.False(resumed.TruncatedTail);
            Assert.Equal(torn.Lines + 3, resumed.Lines);
        }
    }

    [Fact]
    public async Task An_invalid_ledger_is_not_appended_to()
    {
        await WriteRunAsync("A", "B");
        string text = await File.ReadAllTextAsync(Ledger);
        await File.WriteAllTextAsync(Ledger, text.Replace("NotExposed", "AtRisk", StringComparison.Ordinal));

        Assert.Equal("LedgerBroken", Assert.Throws<InputException>(() => new AuditLedger(Ledger, resume: false)).Id);
        Assert.Throws<InvalidDataException>(() => ExposureLedger.History(Ledger));
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
    public async Task An_interrupted_run_is_resumed_and_a_completed_one_is_not()
    {
        using (AuditLedger broken = new(Ledger, resume: false))
        {
            await broken.BeginAsync(3);
            await broken.RecordAsync(SnapshotSamples.Audit("A"));
        }

        using (AuditLedger resumed = new(Ledger, resume: true))
        {
            Assert.True(resumed.IsResumed);
            Assert.True(resumed.IsDone("a"));
            Assert.False(resumed.IsDone("B"));
            await resumed.BeginAsync(3);
            await resumed.RecordAsync(SnapshotSamples.Audit("B"));
            await resumed.EndAsync();
        }

        using AuditLedger next = new(Ledger, resume: true);
        Assert.False(next.IsResumed);
        Assert.False(next.IsDone("A"));
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
