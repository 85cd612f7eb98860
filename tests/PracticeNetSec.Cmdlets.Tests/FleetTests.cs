// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using PracticeNetSec.Cmdlets.Tests.Engine;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>The fleet's cmdlets in the real engine, against loopback.</summary>
public sealed class FleetTests(ModuleEngine engine) : IClassFixture<ModuleEngine>, IDisposable
{
    private const string Quick = "-TimeoutSeconds 0.2 -Port 9 -SkipShares";

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    private string Ledger => Path.Combine(_folder, "fleet.db");

    [Theory]
    [InlineData("-AdvisoryPath ./none.json", "FileNotFound")]
    [InlineData("-KonnektorAddress konnektor", "InvalidKonnektorAddress")]
    [InlineData("-SnmpCredential ([pscredential]::new('u', (ConvertTo-SecureString 'short' -AsPlainText -Force)))", "SnmpCredential")]
    public void An_option_that_cannot_be_used_ends_the_audit_before_a_run_is_in_the_ledger(string option, string error)
    {
        EngineResult run = engine.Run($"try {{ '127.0.0.1' | Invoke-PracticeAudit -Force -LedgerPath '{Ledger}' {Quick} {option} }} catch {{ $_.FullyQualifiedErrorId }}");

        Assert.Equal(error, Assert.Single(run.Output).ToString()!.Split(',')[0]);
        Assert.False(File.Exists(Ledger));
    }

    [Fact]
    public void An_audit_has_the_parameters_of_the_single_examinations()
    {
        EngineResult run = engine.Run("'SnmpPrivacyPassword', 'AdvisoryPath', 'KonnektorAddress', 'CommonShareName', 'Service', 'Vantage' | Where-Object { $_ -notin (Get-Command Invoke-PracticeAudit).Parameters.Keys }");

        Assert.Empty(run.WithoutErrors().Output);
    }

    [Fact]
    public void A_fleet_is_checked_in_scope_only_and_the_ledger_records_it()
    {
        EngineResult run = engine.Run($"Import-PracticeInventory '{Inventory()}' | Invoke-PracticeAudit -LedgerPath '{Ledger}' {Quick}");

        Assert.Null(run.Failure);
        Assert.Equal(new[] { "A", "B", "C" }, run.Output.Select(audit => audit.Properties["PracticeId"].Value.ToString()).Order());
        Assert.Equal("OutOfScope", Assert.Single(run.Errors).FullyQualifiedErrorId.Split(',')[0]);
        PSObject outside = run.Output.Single(audit => audit.Properties["PracticeId"].Value.Equals("C"));
        Assert.Equal("NotAuthorized", PSObject.AsPSObject(outside.Properties["Scope"].Value).Properties["State"].Value.ToString());
        Assert.Null(outside.Properties["RouterExposure"].Value);
        Assert.True(engine.Run($"Test-ExposureHistory '{Ledger}' -Quiet").WithoutErrors().Only<bool>());
        Assert.Contains(run.Progress, record => record.StatusDescription.StartsWith("3 of 3 checked", StringComparison.Ordinal));
    }

    [Fact]
    public void Resume_checks_only_missing_practices_and_outputs_all()
    {
        engine.Run($"Import-PracticeInventory '{Inventory()}' | Where-Object PracticeId -ne 'C' | Invoke-PracticeAudit -LedgerPath '{Ledger}' {Quick}");

        // The kill comes between the last practice and the end of the run.
        string export = Path.Combine(_folder, "export.jsonl");
        engine.Run($"Export-ExposureHistory '{Ledger}' '{export}'").WithoutErrors();
        string[] lines = File.ReadAllLines(export);
        // Begin, two members, one check.
        File.WriteAllLines(export, lines.Take(4));
        engine.Run($"Import-ExposureHistory '{export}' '{Ledger}' -Force -WarningAction Ignore").WithoutErrors();
        string done = Regex.Match(lines[3], "\"practiceId\":\"(.)\"").Groups[1].Value;

        EngineResult resumed = engine.Run($"Import-PracticeInventory '{Inventory()}' | Where-Object PracticeId -ne 'C' | Invoke-PracticeAudit -LedgerPath '{Ledger}' -Resume {Quick}");

        Assert.Equal(["A", "B"], resumed.WithoutErrors().Output.Select(audit => audit.Properties["PracticeId"].Value.ToString()!).Order());
        engine.Set("audits", resumed.Output);
        Assert.Equal(done, engine.Run("($audits | Where-Object { $_.Reasons[0].Code -eq 'audit.checked-earlier' }).PracticeId").WithoutErrors().Only<string>());

        // Of what is in the ledger alone no report is written, and that is said.
        EngineResult reports = engine.Run("$earlier = $audits | Where-Object { $_.Reasons[0].Code -eq 'audit.checked-earlier' }; $earlier.Findings = [PracticeNetSec.Model.Finding[]]@(@{ RuleId = 'router.snmp-reachable' }); $earlier | Export-BreachReport './none' -WarningVariable said -WarningAction SilentlyContinue; $said.Message");
        Assert.Contains(done + ": no report was written.", reports.WithoutErrors().Joined, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'A' | Invoke-PracticeAudit -Resume", "ResumeNeedsLedger")]
    [InlineData("7 | Invoke-PracticeAudit", "UnusableInput")]
    [InlineData("'127.0.0.1', '127.0.0.1' | Invoke-PracticeAudit -Port 9 -SkipShares -TimeoutSeconds 0.1 -Force", "DuplicatePractice")]
    [InlineData("'127.0.0.1' | Invoke-PracticeAudit", "OutOfScope")]
    [InlineData("Get-ExposureHistory ./none.db", "FileNotFound")]
    [InlineData("Compare-ExposureSnapshot ./none.db", "FileNotFound")]
    [InlineData("Export-PracticeDashboard ./never.html", "NothingToShow")]
    [InlineData("Export-PracticeDashboard ./never.html -LedgerPath ./none.db", "FileNotFound")]
    [InlineData("Invoke-PracticeAudit ./practices.csv", "FileIsNoPractice")]
    [InlineData("'127.0.0.1' | Invoke-PracticeAudit -VantagePoint 2", "VantagePointNeedsSession")]
    [InlineData("Import-ShadowserverReport ./none.csv -MatchedOnly", "MatchedOnlyNeedsPractice")]
    [InlineData("Get-RouterAdvisory CVE-1999-0001", "AdvisoryNotFound")]
    [InlineData("7 | ConvertTo-RmmResult Json", "UnusableInput")]
    public void Bad_input_is_one_clear_error(string script, string id)
    {
        EngineResult run = engine.Run(script);

        ErrorRecord[] errors = run.Failure is RuntimeException failure ? [failure.ErrorRecord] : [.. run.Errors];
        Assert.Equal(id, Assert.Single(errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void Each_practice_is_checked_by_exactly_one_part_and_no_other_misses_it()
    {
        string[] ids = [.. Enumerable.Range(1, 4).SelectMany(part => engine
            .Run($"Import-PracticeInventory '{Inventory()}' | Invoke-PracticeAudit -Shard {part}/4 -Force -LedgerPath '{Ledger}.{part}' {Quick}").WithoutErrors().Output)
            .Select(audit => audit.Properties["PracticeId"].Value.ToString()!)];

        Assert.Equal(["A", "B", "C"], ids.Order());
    }

    [Theory]
    [InlineData("9/8")]
    [InlineData("2")]
    [InlineData("2/8/1")]
    public void What_is_no_part_is_refused_before_a_run_begins(string text)
    {
        EngineResult run = engine.Run($"'127.0.0.1' | Invoke-PracticeAudit -Shard {text} -LedgerPath '{Ledger}'");

        ErrorRecord error = Assert.Single(run.Errors);
        Assert.EndsWith($"'{text}' is no part of a fleet. Give its number and how many parts there are, such as 2/8: from 1/8 to 8/8, at most 1024 parts.", error.Exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Ledger));
    }

    [Fact]
    public void Every_type_survives_clixml_and_json_and_still_binds()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        PSObject audit = engine.Run($"Import-PracticeInventory '{Inventory()}' | Where-Object PracticeId -eq 'A' | Invoke-PracticeAudit -TimeoutSeconds 0.3 -Port {port} -SkipShares").WithoutErrors().Output.Single();

        foreach (PSObject saved in engine.RoundTrip([audit]).Concat(engine.RoundTripJson([audit])))
        {
            engine.Set("saved", saved);
            engine.Set("fresh", audit);
            Assert.Equal(
                engine.Run("($fresh | ConvertTo-RmmResult Json).Text").WithoutErrors().Joined,
                engine.Run("($saved | ConvertTo-RmmResult Json).Text").WithoutErrors().Joined);
            Assert.Empty(engine.Run("Compare-ExposureSnapshot -ReferenceObject $fresh -DifferenceObject $saved -State New, Resolved, Regressed").WithoutErrors().Output);
            Assert.Equal(2, engine.Run($"$saved | Export-BreachReport '{_folder}/{Guid.NewGuid():N}' -PassThru").WithoutErrors().Output.Count);
            Assert.Single(engine.Run($"$saved | Export-PracticeDashboard '{_folder}/{Guid.NewGuid():N}.html' -PassThru").WithoutErrors().Output);
        }
    }

    [Fact]
    public void Spans_changes_checks_and_lines_survive_clixml()
    {
        engine.Run($"Import-PracticeInventory '{Inventory()}' | Invoke-PracticeAudit -LedgerPath '{Ledger}' {Quick} -Force").WithoutErrors();
        PSObject check = engine.RoundTrip(engine.Run($"Test-ExposureHistory '{Ledger}'").WithoutErrors().Output).Single();
        PSObject line = engine.RoundTrip(engine.Run($"ConvertTo-RmmResult Datto -LedgerPath '{Ledger}'").WithoutErrors().Output).Single();

        Assert.True((bool)check.Properties["IsWhole"].Value);
        Assert.Matches("^[0-9]+:[0-9a-f]{64}$", check.Properties["LastHash"].Value.ToString());
        Assert.StartsWith("STATUS=UNKNOWN", line.Properties["Text"].Value.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, line.Properties["ExitCode"].Value);
    }

    [Fact]
    public void A_shadowserver_report_is_matched_and_counted()
    {
        string report = Path.Combine(_folder, "scan_smb.csv");
        File.WriteAllText(report, "timestamp,ip,protocol,port,tag\n2026-11-03 04:05:06,127.0.0.1,tcp,445,smb\n2026-11-03 04:05:06,198.51.100.99,tcp,445,smb\nbad,198.51.100.99,tcp,445,smb\n");

        EngineResult run = engine.Run($"Import-ShadowserverReport '{report}' -Practice (Import-PracticeInventory '{Inventory()}' | Where-Object PracticeId -eq 'A') -MatchedOnly");

        Assert.Equal("A", Assert.Single(run.Output).Properties["PracticeId"].Value);
        Assert.Equal("InvalidReportLine", Assert.Single(run.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void The_samples_are_valid()
    {
        string samples = Path.Combine(ModuleRun.Root, "samples/fleet");

        Assert.Equal(3, engine.Run($"Import-PracticeInventory '{samples}/practices.csv'").WithoutErrors().Output.Count);
        XNamespace task = "http://schemas.microsoft.com/windows/2004/02/mit/task";
        Assert.Equal("powershell.exe", XDocument.Load(Path.Combine(samples, "PracticeAudit.task.xml")).Descendants(task + "Command").Single().Value);
        Assert.Matches(@"(?m)^15 2 \* \* \* practice-audit command -v pwsh ", File.ReadAllText(Path.Combine(samples, "PracticeAudit.cron")));
        foreach (string script in new[] { "Practices.Tests.ps1", "nightly.ps1", "check_practices.ps1", "setup.ps1" })
        {
            Assert.Equal(0, engine.Run($"$errors = $null; $null = [Management.Automation.Language.Parser]::ParseFile('{samples}/{script}', [ref]$null, [ref]$errors); $errors.Count").WithoutErrors().Only<int>());
        }
    }

    /// <summary>systemd ignores what it does not understand, and reports it: the check is that it reports nothing.</summary>
    [Fact]
    public async Task The_unit_and_its_timer_are_understood_by_systemd()
    {
        string samples = Path.Combine(ModuleRun.Root, "samples/fleet");

        ProcessResult seen = await ChildProcess.RunAsync("systemd-analyze", ["verify", "--man=no", $"{samples}/practice-audit.service", $"{samples}/practice-audit.timer"]);
        File.WriteAllText(Path.Combine(_folder, "wrong.service"), File.ReadAllText($"{samples}/practice-audit.service").Replace("Type=oneshot", "Type=once"));
        ProcessResult wrong = await ChildProcess.RunAsync("systemd-analyze", ["verify", "--man=no", $"{_folder}/wrong.service"]);

        Assert.Equal("", seen.Output + seen.Error);
        Assert.Contains("once", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_a_time_stamp_is_understood_by_openssl()
    {
        engine.Run($"Import-PracticeInventory '{Inventory()}' | Invoke-PracticeAudit -Force -LedgerPath '{Ledger}' {Quick}").WithoutErrors();
        string request = Path.Combine(_folder, "fleet.tsq");
        string last = engine.Run($"Export-ExposureHistory '{Ledger}' '{_folder}/fleet.jsonl' -TimestampRequestPath '{request}'; (Test-ExposureHistory '{Ledger}').LastHash").WithoutErrors().Only<string>();

        ProcessResult seen = await ChildProcess.RunAsync("openssl", ["ts", "-query", "-in", request, "-text"]);

        Assert.Contains("Hash Algorithm: sha256", seen.Output, StringComparison.Ordinal);
        Assert.Contains("Certificate required: yes", seen.Output, StringComparison.Ordinal);
        Assert.Equal(last.Split(':')[1], string.Concat(Regex.Matches(seen.Output, "(?m)^ +00[01]0 - ([0-9a-f -]{47})").Select(line => line.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal))));
        Assert.Equal("FileExists", Assert.Single(engine.Run($"Export-ExposureHistory '{Ledger}' '{_folder}/again.jsonl' -TimestampRequestPath '{request}'").Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void The_last_hash_of_the_ledger_is_in_the_technical_report_and_in_json()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        EngineResult run = engine.Run($"Import-PracticeInventory '{Inventory()}' | Invoke-PracticeAudit -Force -LedgerPath '{Ledger}' -TimeoutSeconds 0.3 -Port {((IPEndPoint)listener.LocalEndpoint).Port} -SkipShares | Export-BreachReport '{_folder}/r' -LedgerPath '{Ledger}' -PassThru; (Test-ExposureHistory '{Ledger}').LastHash");
        string last = run.WithoutErrors().Output[^1].ToString();

        Assert.Contains($"\"ledger\": \"{last}\"", File.ReadAllText(Directory.GetFiles($"{_folder}/r", "*.json", SearchOption.AllDirectories)[0]), StringComparison.Ordinal);
        Assert.Contains(last, File.ReadAllText(Directory.GetFiles($"{_folder}/r/A", "*.html")[0]), StringComparison.Ordinal);
        Assert.Equal("FileNotFound", Assert.Single(engine.Run($"Import-NmapScan '{ModuleRun.Root}/samples/celle/nmap-fault.xml' | Export-BreachReport '{_folder}/s' -LedgerPath '{_folder}/none.db'").Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.NotEmpty(Directory.GetFiles($"{_folder}/s", "*.html"));
    }

    [Fact]
    public async Task Metrics_are_accepted_by_prometheus()
    {
        string metrics = engine.Run("Import-NmapScan '" + Path.Combine(ModuleRun.Root, "samples/celle/nmap-fault.xml") + "' | ConvertTo-RmmResult Prometheus").WithoutErrors().Output.Single().ToString();
        string file = Path.Combine(_folder, "practices.prom");
        File.WriteAllText(file, metrics + "\n");

        ProcessResult seen = await ChildProcess.RunAsync("sh", ["-c", $"promtool check metrics <'{file}'"]);

        Assert.Contains("practicenetsec_state 2", metrics, StringComparison.Ordinal);
        Assert.Equal((0, ""), (seen.ExitCode, seen.Output + seen.Error));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Inventory()
    {
        string path = Path.Combine(_folder, "practices.csv");
        File.WriteAllText(path, "PracticeId;Name;Land;WanAddress;AuthorizedBy\nA;Praxis Ä;NI;127.0.0.1;Dr. A\nB;Praxis B;BY;127.0.0.2;Dr. B\nC;Praxis C;;127.0.0.3;\n");
        return path;
    }
}
