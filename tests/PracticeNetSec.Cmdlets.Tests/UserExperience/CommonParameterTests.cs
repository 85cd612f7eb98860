// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.UserExperience;

/// <summary><c>-ErrorAction Stop</c> stops, <c>-Verbose</c> tells what is asked of whom, and neither tells a secret.</summary>
public sealed class CommonParameterTests(ModuleEngine engine) : IClassFixture<ModuleEngine>, IDisposable
{
    private const string Secret = "Geheim-4711";

    private readonly string _folder = Directory.CreateTempSubdirectory("pns-common").FullName;

    /// <summary>Every cmdlet, an input that it refuses, and one after it that it would take.</summary>
    public static TheoryData<string, string> Refused() => new()
    {
        { "42, '127.0.0.1' | Get-RouterExposure -Port 9 -TimeoutSeconds 0.1 -ErrorAction Stop", "UnusableInput" },
        { "'300.1.2.3', '127.0.0.1' | Test-PortReachability -Port 9 -ThrottleLimit 1 -ErrorAction Stop", "InvalidComputerName" },
        { "42, '127.0.0.1' | Test-ShareReachability -Port 9 -TimeoutSeconds 0.2 -ErrorAction Stop", "UnusableInput" },
        { "Import-NmapScan $folder/none.xml, $celle/nmap-fault.xml -ErrorAction Stop", "FileNotFound" },
        { "Import-ScanResult $folder/none.json, $celle/nmap-fault.xml -ErrorAction Stop", "FileNotFound" },
        { "Import-AbuseNotice $folder/none.csv, $examples/scan_smb.csv -ErrorAction Stop", "FileNotFound" },
        { "Import-PracticeInventory $folder/none.csv, $celle/practices.csv -ErrorAction Stop", "FileNotFound" },
        { "Import-ShadowserverReport $folder/none.csv, $examples/scan_smb.csv -ErrorAction Stop", "FileNotFound" },
        { "Get-ExposureHistory $folder/none.db, $examples/fleet.db -ErrorAction Stop", "FileNotFound" },
        { "Test-ExposureHistory $folder/none.db, $examples/fleet.db -ErrorAction Stop", "FileNotFound" },
        { "Get-ExposureRun $folder/none.db, $examples/fleet.db -ErrorAction Stop", "FileNotFound" },
        { "Export-ExposureHistory $folder/none.db $folder/out.jsonl -PassThru -ErrorAction Stop", "FileNotFound" },
        { "Import-ExposureHistory $folder/none.jsonl, $examples/fleet.jsonl $folder/out.db -ErrorAction Stop", "FileNotFound" },
        { "Merge-ExposureHistory $folder/none.db, $examples/fleet.db $folder/out.db -ErrorAction Stop", "FileNotFound" },
        { "Compare-ExposureSnapshot $folder/none.db -ErrorAction Stop", "FileNotFound" },
        { "Get-SupervisoryAuthority XX, NI -ErrorAction Stop", "UnknownLand" },
        { "Get-BreachDeadline '2026-11-23 09:40' -Land XX -ErrorAction Stop", "UnknownLand" },
        { "Get-RouterAdvisory -AdvisoryPath $folder/none.json -ErrorAction Stop", "FileNotFound" },
        { "42, (Import-NmapScan $celle/nmap-fault.xml) | ConvertTo-RmmResult Nagios -ErrorAction Stop", "UnusableInput" },
        { "42, (Import-NmapScan $celle/nmap-fault.xml) | Export-BreachReport -Path $folder -PassThru -ErrorAction Stop", "UnusableInput" },
        { "Export-PracticeDashboard $folder/fleet.html -PassThru -ErrorAction Stop", "NothingToShow" },
        { "42, (Import-PracticeInventory $celle/practices.csv) | New-BreachIncident $folder -PassThru -ErrorAction Stop", "UnusableInput" },
        { "'127.0.0.1', '192.168.2.1' | Test-VantagePoint -ErrorAction Stop", "CanaryInside" },
        { "42, '127.0.0.1' | Invoke-PracticeAudit -Force -Port 9 -SkipRouter -SkipShares -ErrorAction Stop", "UnusableInput" },
        { "'127.0.0.1' | Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -ErrorAction Stop", "OutOfScope" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void ErrorAction_Stop_stops_with_the_typed_error(string line, string id)
    {
        engine.Set("folder", _folder);
        engine.Set("celle", ModuleRun.Samples);
        engine.Set("examples", Path.Combine(ModuleRun.Root, "tests/PracticeNetSec.Cmdlets.Tests/Samples/examples"));

        EngineResult run = engine.Run(line);

        ErrorRecord error = Assert.IsType<ActionPreferenceStopException>(run.Failure).ErrorRecord;
        Assert.StartsWith(id + ",PracticeNetSec.Cmdlets.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Every_cmdlet_is_among_them() => Assert.DoesNotContain(
        engine.Run("(Get-Command -Module PracticeNetSec).Name").All<string>(),
        name => !Refused().Any(row => ((string)row[0]).Contains(name, StringComparison.Ordinal)));

    [Theory]
    [InlineData(
        "Get-RouterExposure 127.0.0.1 -Port 9, 10-12 -TimeoutSeconds 0.1 -Community $secret",
        "127.0.0.1: asking SNMP at UDP 161 with the community, UPnP at UDP 1900, UPnP and TR-064 at TCP 49000 without login, NAT-PMP at UDP 5351, 4 TCP ports by connecting, and web pages and services behind open ones without login")]
    [InlineData(
        "Get-RouterExposure 127.0.0.1 -Port 9 -TimeoutSeconds 0.1 -SnmpCredential $account -SnmpPrivacyPassword $account.Password -Credential $account",
        "127.0.0.1: asking SNMP at UDP 161 as the SNMPv3 user, UPnP at UDP 1900, UPnP and TR-064 at TCP 49000 with the login, NAT-PMP at UDP 5351, 1 TCP ports by connecting, and web pages and services behind open ones without login")]
    [InlineData("Test-PortReachability localhost -Port 9, 10-12", @"localhost (127.0.0.1): connecting to TCP 9, 10-12; no data is sent")]
    [InlineData(
        "Test-ShareReachability 127.0.0.1 -Port 9 -TimeoutSeconds 0.2 -Credential $account -Service Ftp, Rsync",
        "127.0.0.1:9: querying SMB dialects, sessions, shares and rights, with a null session and as guest, and with the given account; Ftp, Rsync without logon")]
    [InlineData(
        "'127.0.0.1' | Invoke-PracticeAudit -Force -Port 9 -TimeoutSeconds 0.1 -Community $secret -Credential $account",
        "127.0.0.1: asking 127.0.0.1: SNMP at UDP 161 with the community, UPnP at UDP 1900, UPnP and TR-064 at TCP 49000 with the login, NAT-PMP at UDP 5351, 1 TCP ports by connecting, and web pages and services behind open ones without login; SMB at ports that lead to it, with a null session and as guest")]
    [InlineData(
        "'127.0.0.1' | Invoke-PracticeAudit -Force -Port 9 -SkipRouter -SkipShares",
        "127.0.0.1: asking 127.0.0.1: 1 TCP ports by connecting")]
    public void Verbose_has_queries_and_targets_and_no_secret(string line, string reported)
    {
        engine.Set("secret", Secret);
        engine.Run($"$account = [System.Management.Automation.PSCredential]::new('praxis', [System.Net.NetworkCredential]::new('', '{Secret}').SecurePassword)").WithoutErrors();

        EngineResult run = engine.Run(line + " -Verbose");

        Assert.Null(run.Failure);
        Assert.Contains(reported, run.Verbose.Select(text => text.Replace("(::1)", "(127.0.0.1)", StringComparison.Ordinal)));
        string everything = string.Join('\n', run.Verbose.Concat(run.Warnings).Concat(run.Errors.Select(error => error.ToString()))) + PSSerializer.Serialize(run.Output, 8);
        Assert.DoesNotContain(Secret, everything, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
