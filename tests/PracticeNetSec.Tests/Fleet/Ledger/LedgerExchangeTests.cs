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
using NJsonSchema;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Fleet.Ledger.Lines;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Ledger;

public sealed class LedgerExchangeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    private string Ledger => Path.Combine(_folder, "fleet.db");

    private string Export => Path.Combine(_folder, "fleet.jsonl");

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
    public async Task An_export_is_imported_to_the_same_entries_and_hashes()
    {
        await LedgerRuns.WriteAsync(Ledger, "A", "B", "C");
        ExportLedger();
        string copy = Path.Combine(_folder, "copy.db");

        Assert.True(LedgerExchange.Import([Export], copy, overwrite: false));

        Assert.Equal(ExposureLedger.Test(Ledger).LastHash, ExposureLedger.Test(copy).LastHash);
        Assert.Equal(LedgerState.Consistent, ExposureLedger.Test(copy).State);
        Assert.Equal([Path.GetFileName(copy), "fleet.db", "fleet.db.lock", "fleet.jsonl"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lines_that_end_as_Windows_ends_them_are_imported()
    {
        await LedgerRuns.WriteAsync(Ledger, "A");
        ExportLedger();
        string copy = Path.Combine(_folder, "copy.db");
        await File.WriteAllTextAsync(Export, (await File.ReadAllTextAsync(Export)).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.True(LedgerExchange.Import([Export], copy, overwrite: false));

        Assert.Equal(ExposureLedger.Test(Ledger).LastHash, ExposureLedger.Test(copy).LastHash);
    }

    [Fact]
    public async Task Every_line_has_the_published_form()
    {
        await LedgerRuns.WriteAsync(Ledger, "A", "B");
        ExportLedger();
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory.Split("tests")[0], "module/schemas/exposure-history.schema.json"));

        string[] lines = File.ReadAllLines(Export);

        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.Empty(schema.Validate(line)));
        Assert.NotEmpty(schema.Validate(lines[0].Replace("\"run\"", "\"walk\"", StringComparison.Ordinal)));
    }

    [Property(MaxTest = 60)]
    public Property Lines_cut_moved_or_doubled_are_not_imported(PositiveInt from, PositiveInt to, bool move)
    {
        string whole = Path.Combine(_folder, "whole.jsonl");
        if (!File.Exists(whole))
        {
            LedgerRuns.WriteAsync(Ledger, Enumerable.Range(0, 12).Select(number => $"P{number}").ToArray()).GetAwaiter().GetResult();
            ExportLedger();
            File.Copy(Export, whole);
        }

        List<string> lines = File.ReadAllLines(whole).ToList();
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

        bool same = lines.SequenceEqual(File.ReadAllLines(whole));
        File.WriteAllText(Export, string.Concat(lines.Select(text => text + "\n")));
        return (IsImportedWhole(Export) == same).Label($"{source} {target} {move}");
    }

    [Fact]
    public async Task Every_altered_byte_of_a_line_is_found()
    {
        await LedgerRuns.WriteAsync(Ledger, "A");
        ExportLedger();
        byte[] whole = await File.ReadAllBytesAsync(Export);

        for (int index = 0; index < whole.Length; index += 7)
        {
            byte[] altered = (byte[])whole.Clone();
            altered[index] ^= 0x01;
            await File.WriteAllBytesAsync(Export, altered);

            LineFileCheck check = LineFileReader.Read(Export);
            Assert.True(check.Problems.Length > 0 || !check.IsWhole, $"byte {index} was altered unseen");
        }
    }

    [Fact]
    public async Task An_audit_that_writes_keeps_its_ledger_from_being_replaced()
    {
        await LedgerRuns.WriteAsync(Ledger, "A");
        ExportLedger();
        using AuditLedger writing = new(Ledger, resume: false);

        Assert.Equal("LedgerInUse", Assert.Throws<InputException>(() => LedgerExchange.Import([Export], Ledger, overwrite: true)).Id);
        Assert.Equal("FileExists", Assert.Throws<InputException>(() => LedgerExchange.Import([Export], Ledger, overwrite: false)).Id);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private bool IsImportedWhole(string lines)
    {
        try
        {
            return LedgerExchange.Import([lines], Path.Combine(_folder, "moved.db"), overwrite: true);
        }
        catch (InputException refused) when (refused.Id == "LedgerBroken")
        {
            return false;
        }
    }

    private void ExportLedger()
    {
        using StreamWriter writer = new(Export, append: false, new UTF8Encoding(false));
        LedgerExchange.Export(Ledger, writer, TimeProvider.System);
    }
}
