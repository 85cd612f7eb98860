// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Testing;

namespace PracticeNetSec.Cmdlets.Tests.Processes.Monitoring;

/// <summary>
/// The files of all situations, and their processes: each has its own folder and process. Several run at once, ahead of the tests that read their
/// results.
/// </summary>
public sealed class MonitoringRuns : IDisposable
{
    private const int AtOnce = 3;
    private const int Practices = 3;

    private static readonly string Prove = Path.Combine(Checkout.Root, "tests", "PracticeNetSec.Cmdlets.Tests", "Processes", "Monitoring", "prove.ps1");

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;
    private readonly List<PracticeLine> _lines = new();
    private readonly SemaphoreSlim _room = new(AtOnce);
    private readonly ConcurrentDictionary<string, Task<ProcessResult>> _runs = new();

    public MonitoringRuns()
    {
        for (int number = 1; number <= Practices; number++)
        {
            _lines.Add(new PracticeLine($"127.77.0.{number}", number == 1 ? 0 : _lines[0].Port));
        }

        Shared = Directory.CreateDirectory(Path.Combine(_folder, "shared")).FullName;
        MonitoringFiles.WriteInventories(Shared, _lines[0].Port);
        MonitoringFiles.WriteHistories(Shared, DateTimeOffset.Now);
        MonitoringFiles.WritePrograms(Shared);
    }

    private string Shared { get; }

    /// <summary>The process of one situation.</summary>
    public Task<ProcessResult> RunAsync(MonitoringCase situation, IEnumerable<MonitoringCase> next)
    {
        Task<ProcessResult> run = Start(situation);
        foreach (MonitoringCase ahead in next.Take(AtOnce))
        {
            Start(ahead);
        }

        return run;
    }

    public void Dispose()
    {
        Task.WhenAll(_runs.Values).ContinueWith(_ => { }, TaskScheduler.Default).Wait(TimeSpan.FromMinutes(1));
        _lines.ForEach(line => line.Dispose());
        _room.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<ProcessResult> Start(MonitoringCase situation) => _runs.GetOrAdd(situation.Name, _ => Task.Run(() => ExecuteAsync(situation)));

    private async Task<ProcessResult> ExecuteAsync(MonitoringCase situation)
    {
        await _room.WaitAsync();
        try
        {
            string folder = Directory.CreateDirectory(Path.Combine(_folder, _runs.Keys.ToList().IndexOf(situation.Name).ToString(CultureInfo.InvariantCulture) + Guid.NewGuid().ToString("N")[..6])).FullName;
            foreach (string file in Directory.GetFiles(Shared))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            string[] line = situation.Shell
                ? ["sh", "-c", situation.Script]
                : Pwsh.CommandLine("-NonInteractive", "-Command", (situation.Measures ? $". '{Prove}'; " : "Import-Module PracticeNetSec; ") + situation.Script);
            return await ChildProcess.RunAsync(line[0], line[1..], start =>
            {
                Pwsh.Prepare(start);
                start.WorkingDirectory = folder;
                start.Environment["PRACTICE_PORT"] = _lines[0].Port.ToString(CultureInfo.InvariantCulture);
                start.Environment["PROVE"] = Prove;
                start.Environment["SAMPLES"] = Path.Combine(Checkout.Root, "samples");
                start.Environment["PATH"] = $"{folder}{Path.PathSeparator}{start.Environment["PATH"]}";
                start.Environment["NO_COLOR"] = "1";
            });
        }
        finally
        {
            _room.Release();
        }
    }
}
