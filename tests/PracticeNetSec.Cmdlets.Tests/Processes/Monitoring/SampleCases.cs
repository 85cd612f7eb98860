// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using PracticeNetSec.Testing;

namespace PracticeNetSec.Cmdlets.Tests.Processes.Monitoring;

/// <summary>samples/fleet, started as the program starts it that each file is written for: cron, NRPE and a unit's command by <c>sh</c>, the task by PowerShell.</summary>
internal static class SampleCases
{
    private const string Measured =
        "$global:PSDefaultParameterValues = @{ 'Invoke-PracticeAudit:Vantage' = 'Outside'; 'Invoke-PracticeAudit:Port' = @($ports) + $env:PRACTICE_PORT; 'Invoke-PracticeAudit:TimeoutSeconds' = 1 }; ";

    private static readonly string Folder = Path.Combine(Checkout.Root, "samples", "fleet");

    public static IEnumerable<MonitoringCase> All() => [.. Nightly(), .. Scheduled(), .. PlugIns(), .. Suite()];

    private static IEnumerable<MonitoringCase> Nightly()
    {
        string Run(string inventory, string parameters = "-Output ./out") => $"& '{Folder}/nightly.ps1' -Inventory ./{inventory}.csv {parameters}; ";
        yield return new("nightly.ps1", Measured + Run("practices") + "exit $LASTEXITCODE", "^PRACTICES OK - 0 of 3.*\\|[^\\n]*\\nledger \\d+:[0-9a-f]{64}\\n?$", IsGood: true, Measures: true);
        foreach ((string name, string says) in new[]
        {
            ("land", "P3"), ("address", "P3"), ("id", "id:[34]"), ("duplicate", "P1"), ("date", "P3"), ("quote", "quote:[34]"), ("fields", "fields:[34]"), ("name", "P3"),
            ("delimiter", "P3"), ("column", "no practice"), ("empty", "no practice"), ("header", "no practice"), ("missing", "no practice"), ("binary", ""),
        })
        {
            yield return new($"nightly.ps1: inventory {name}", Measured + Run(name) + "exit $LASTEXITCODE", says, Measures: true);
            yield return new($"nightly.ps1: inventory {name}, the night before was good", Measured + Run("practices") + Run(name) + "exit $LASTEXITCODE", says, Measures: true);
        }

        yield return new("nightly.ps1: a practice left the inventory", Measured + Run("practices") + Run("two") + "exit $LASTEXITCODE", "P3", Measures: true);
        foreach ((string wrong, string says) in new[] { ("-Format Nagois", "Nagois"), ("-Ouput ./out", "Ouput") })
        {
            yield return new($"nightly.ps1: {wrong}", $"pwsh -NoProfile -NonInteractive -File '{Folder}/nightly.ps1' -Inventory ./practices.csv -Output ./out {wrong}", $"UNKNOWN.*{says}", Shell: true);
        }

        yield return new("nightly.ps1: nothing can be written", Measured + Run("practices", "-Output ./practices.csv/out") + "exit $LASTEXITCODE", Measures: true);
    }

    private static IEnumerable<MonitoringCase> Scheduled()
    {
        // The vantage point is not proven here, so a run that is well ends as UNKNOWN too: that these lines can end with 0, tests/Pester/Samples.Tests.ps1 shows.
        string cron = Here(Regex.Match(Read("PracticeAudit.cron"), "(?m)^15 2 \\* \\* \\* practice-audit (.*)$").Groups[1].Value);
        string unit = Here(Regex.Match(Read("practice-audit.service"), "(?m)^ExecStart=(.*)$").Groups[1].Value);
        string task = Regex.Match(Read("PracticeAudit.task.xml"), "-Command \"(.*)\"</Arguments>").Groups[1].Value.Replace("&amp;", "&")
            .Replace(@"C:\Program Files\PracticeAudit", Folder).Replace(@"C:\ProgramData\PracticeAudit\practices.csv", "./practices.csv").Replace(@"C:\ProgramData\PracticeAudit\out", "./out");
        foreach ((string name, string line, bool isShell) in new[] { ("cron", cron, true), ("systemd", unit, true), ("task", task, false) })
        {
            yield return new($"{name}: not proven", line, "^PRACTICES UNKNOWN", Shell: isShell);
            yield return new($"{name}: the inventory is missing", line.Replace("./practices.csv", "./missing.csv"), "^PRACTICES UNKNOWN.*missing.csv", Shell: isShell);
            yield return new($"{name}: a line of the inventory is wrong", line.Replace("./practices.csv", "./land.csv"), "^PRACTICES UNKNOWN[\\s\\S]*P3", Shell: isShell);
            yield return new($"{name}: the script is missing", line.Replace("nightly.ps1", "no-such-script.ps1"), name == "systemd" ? "" : "^PRACTICES UNKNOWN", Shell: isShell);
        }
    }

    private static IEnumerable<MonitoringCase> PlugIns()
    {
        string nrpe = Here(Regex.Match(Read("practice-audit.nrpe.cfg"), "(?m)^command\\[check_practices\\]=(.*)$").Groups[1].Value);
        string icinga = Here(string.Join(" ", Words(Regex.Match(Read("practice-audit.icinga2.conf"), "command = \\[(.*)\\]").Groups[1].Value))) + " -Ledger ./fleet.db -MaximumAge 36 -Language en";
        foreach ((string name, string line) in new[] { ("NRPE", nrpe), ("Icinga", icinga) })
        {
            string Ledger(string history) => line.Replace("./fleet.db", $"./{history}.db");
            yield return new($"{name}: plug-in, good", Ledger("good"), "^PRACTICES OK", IsGood: true, Shell: true);
            foreach (string history in new[] { "old", "future", "interrupted", "begun", "altered", "empty", "missing", "undetermined", "exposed" })
            {
                yield return new($"{name}: plug-in, history {history}", Ledger(history), "^PRACTICES (UNKNOWN|CRITICAL)", Shell: true);
            }

            foreach ((string wrong, string says) in new[] { ("-MaximumAge abc", "abc"), ("-Language fr", "fr"), ("-Legder x", "Legder") })
            {
                yield return new($"{name}: plug-in, {wrong}", Regex.Replace(Ledger("good"), " -(MaximumAge|Language) \\S+", "") + " " + wrong, $"^PRACTICES UNKNOWN.*{says}", Shell: true);
            }

            yield return new($"{name}: plug-in without the module", "PSModulePath=/nonexistent " + Ledger("good"), "^PRACTICES UNKNOWN", Shell: true);
        }
    }

    private static IEnumerable<MonitoringCase> Suite()
    {
        string Run(string inventory) => $"Invoke-Pester -CI -Output None -Container (New-PesterContainer -Path '{Folder}/Practices.Tests.ps1' -Data @{{ Inventory = \"$pwd/{inventory}.csv\"; Ledger = \"$pwd/fleet.db\" }})";
        yield return new("Pester suite", $"{Measured}{Run("practices")}", IsGood: true, Measures: true);
        foreach (string name in new[] { "land", "address", "duplicate", "name", "missing", "empty", "expired" })
        {
            yield return new($"Pester suite: inventory {name}", $"{Measured}{Run(name)}", Measures: true);
        }

        yield return new("Pester suite: a practice left the inventory", $"Copy-Item good.db fleet.db; {Measured}{Run("two")}", Measures: true);
        yield return new("Pester suite: the ledger was altered", $"Copy-Item altered.db fleet.db; {Measured}{Run("practices")}", Measures: true);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string Here(string line) => line.Replace("/opt/practice-audit", Folder).Replace("/etc/practice-audit/practices.csv", "./practices.csv")
        .Replace("/var/lib/practice-audit/fleet.db", "./fleet.db").Replace("/var/lib/practice-audit", "./out");

    private static IEnumerable<string> Words(string list)
    {
        foreach (Match word in Regex.Matches(list, "\"([^\"]*)\""))
        {
            yield return word.Groups[1].Value;
        }
    }
}
