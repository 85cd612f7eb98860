// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Dashboard;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Fleet.Ledger.Lines;
using PracticeNetSec.Fleet.Ledger.Store;
using PracticeNetSec.Fleet.Rmm;
using PracticeNetSec.Model;

namespace PracticeNetSec.Benchmarks;

/// <summary>A generated history of many practices and nights, and how long each command's work on it takes. Each figure is a process of its own.</summary>
internal static class HistoryFigures
{
    private const int BatchSize = 5000;
    private const int Kills = 100;
    private static readonly DateTimeOffset FirstNight = new(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(1));

    public static int Measure(string figure, string file, int[] numbers)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string said = figure switch
        {
            "generate" => Generate(file, numbers[0], numbers[1]),
            "write" => Write(file, numbers[0]),
            "kill" => Kill(file),
            "open" => Open(file),
            "one" => Text(ExposureLedger.History(file, ["P000007"]).Count(), "spans"),
            "all" => Text(ExposureLedger.History(file).Count(), "spans"),
            "latest" => Text(ExposureLedger.Latest(file).Snapshots.Count, "practices"),
            "compare" => Text(LedgerComparison.Compare(file).Count(), "changes"),
            "line" => Line(file),
            "dashboard" => Dashboard(file),
            "test" => ExposureLedger.Test(file).ToString(),
            "file" => Text((int)(new FileInfo(file).Length / 1048576), "MiB on the disk"),
            _ => throw new ArgumentException(figure),
        };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figure,-9} seconds {watch.Elapsed.TotalSeconds,7:0.00}  peak-MiB {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576,4}  {said}"));
        return 0;
    }

    /// <summary>One practice in twenty is exposed, one in ten is undetermined; each night one in a hundred changes its state, and one in a hundred its address.</summary>
    private static string Generate(string file, int practices, int nights)
    {
        using HistoryWriter writer = new(file);
        Random random = new(1);
        int State() => random.Next(20) switch { 0 => 2, 1 or 2 => 1, _ => 0 };
        int[] states = [.. Enumerable.Range(0, practices).Select(_ => State())];
        int[] addresses = [.. Enumerable.Range(0, practices)];
        List<LedgerRecord> batch = new(BatchSize);
        for (int night = 0; night < nights; night++)
        {
            DateTimeOffset start = FirstNight.AddDays(night);
            string run = start.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            batch.Add(new LedgerRecord { Kind = LedgerRecord.RunStarted, Run = run, At = start, Total = practices });
            for (int number = 0; number < practices; number++)
            {
                states[number] = random.Next(100) == 0 ? State() : states[number];
                addresses[number] = random.Next(100) == 0 ? random.Next(1 << 24) : addresses[number];
                DateTimeOffset end = start.AddMilliseconds(5000 + (number * 20));
                batch.Add(new LedgerRecord { Kind = LedgerRecord.PracticeChecked, Run = run, At = end.AddMilliseconds(random.Next(30)), Snapshot = Snapshot(number, states[number], addresses[number], end) });
                if (batch.Count >= BatchSize)
                {
                    writer.Append(batch);
                    batch.Clear();
                }
            }

            batch.Add(new LedgerRecord { Kind = LedgerRecord.RunEnded, Run = run, At = start.AddMilliseconds(6000 + (practices * 20)) });
        }

        writer.Append(batch);
        return Text(practices * nights, "checks");
    }

    private static ExposureSnapshot Snapshot(int number, int state, int address, DateTimeOffset end)
    {
        string host = $"10.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}";
        SnapshotFinding Found(string rule, int port, Severity severity) => new()
        {
            RuleId = rule,
            Severity = severity,
            Title = $"Port {port} of {host} can be reached from the Internet",
            Target = $"{host}:{port}",
            Key = $"{rule} @:{port} {port}",
            Values = [$"{port}", "SMB"],
        };
        return new ExposureSnapshot
        {
            PracticeId = $"P{number:000000}",
            Name = $"Praxis Nummer {number}",
            Land = "NI",
            PostalCode = $"{29000 + (number % 999)}",
            Address = host,
            Scope = ScopeState.InScope,
            Verdict = state switch { 2 => Verdict.Exposed, 1 => Verdict.Undetermined, _ => Verdict.NotExposed },
            SharesChecked = state != 1,
            SharesUnreachable = state == 0,
            Rechecked = ["router.snmp-reachable", "router.widened-forward"],
            OpenPorts = state == 2 ? [443, 445] : [443],
            Coverage = new SnapshotCoverage
            {
                IsComplete = state != 1,
                ForwardsRead = state == 0,
                IPv6 = IPv6Coverage.NothingSeen,
                AnsweredPorts = [443],
                RefusedPorts = [22, 80, 139],
                FilteredPorts = [.. Enumerable.Range(440, 9 + (number % 5))],
                UnknownPorts = state == 1 ? [445, 3389] : [],
            },
            Findings = state == 2 ? [Found("router.dangerous-port-open", 445, Severity.Critical), Found("share.reachable", 445, Severity.High)] : [],

            // What is measured anew each night is dated: no two nights are the same there.
            Reasons = state == 2 ? [EvidenceOf.PortMeasured(Vantage.Outside, 445, PortState.Open, end, "ports", end)] : [state == 1 ? EvidenceOf.CheckPortsNotMeasured(2) : Evidence.Of("No port that must stay inside answered.")],
            StartedAt = end.AddMilliseconds(-4000 - (number % 1000)),
            EndedAt = end,
        };
    }

    private static string Open(string file)
    {
        using AuditLedger ledger = new(file, resume: true);
        return Text(ledger.Members.Count(), "members");
    }

    private static string Line(string file)
    {
        FleetState state = ExposureLedger.Latest(file).AsOf(new HistoryAge(DateTimeOffset.Now, TimeSpan.FromDays(9999)));
        return RmmRenderer.Render(RmmFormat.Nagios, state.Snapshots, [], "en", state.LastHash).Text[..60];
    }

    private static string Dashboard(string file)
    {
        string page = file + ".html";
        using (StreamWriter writer = new(page))
        {
            DashboardPage.Write(writer, ExposureLedger.Latest(file), "de", null);
        }

        string said = Text((int)(new FileInfo(page).Length / 1024), "KiB");
        File.Delete(page);
        return said;
    }

    /// <summary>Writes results and says which of them are on the disk, until it is killed.</summary>
    private static string Write(string file, int first)
    {
        using AuditLedger ledger = new(file, resume: true);
        ledger.BeginAsync(int.MaxValue).GetAwaiter().GetResult();
        for (int number = first; ; number++)
        {
            ExposureSnapshot snapshot = Snapshot(number, number % 3, number, DateTimeOffset.Now);
            ledger.RecordAsync(new PracticeAudit { PracticeId = snapshot.PracticeId, Verdict = snapshot.Verdict, Reasons = snapshot.Reasons, EndedAt = snapshot.EndedAt }).GetAwaiter().GetResult();
            Console.Out.WriteLine(snapshot.PracticeId);
        }
    }

    /// <summary>Kills a writer at random moments. What it said to be on the disk must be there, and the next one must get in.</summary>
    private static string Kill(string file)
    {
        Random random = new(7);
        HashSet<string> said = [];
        int lockedOut = 0;
        for (int round = 0; round < Kills; round++)
        {
            using Process writer = new() { StartInfo = new ProcessStartInfo(Environment.ProcessPath!, [typeof(HistoryFigures).Assembly.Location, "history", "write", file, $"{round * 10000}"]) { RedirectStandardOutput = true } };
            writer.OutputDataReceived += (_, line) =>
            {
                lock (said)
                {
                    _ = line.Data is not null && said.Add(line.Data);
                }
            };
            writer.Start();
            writer.BeginOutputReadLine();
            int before = said.Count;
            for (int wait = 0; said.Count == before && wait < 3000 && !writer.HasExited; wait++)
            {
                Thread.Sleep(10); // for the first result, at most half a minute: its output is read on another thread
            }

            lockedOut += said.Count == before ? 1 : 0;
            Thread.Sleep(random.Next(100)); // a kill at any moment of the writing is what is measured
            writer.Kill();
            writer.WaitForExit();
        }

        HashSet<string> kept = [.. ExposureLedger.PracticeIds(file)];
        return $"{Kills} kills, {said.Count} results, {said.Count(id => !kept.Contains(id))} lost, {lockedOut} locked out, ledger {ExposureLedger.Test(file).State}";
    }

    private static string Text(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}");
}
