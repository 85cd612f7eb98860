// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>Input as people have it: rows of a CSV file, records of a CMDB, lists of hosts, ports in one text.</summary>
public sealed class InputFormTests(ModuleEngine engine) : IClassFixture<ModuleEngine>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Fact]
    public void Rows_of_ImportCsv_are_practices_as_the_inventory_reads_them()
    {
        string file = Path.Combine(_folder, "kunden.csv");
        File.WriteAllText(file, "Kundennummer;Praxisname;Bundesland;WAN-Adresse;Freigaben;BeauftragtVon\nK-7;Praxis am Wall;Niedersachsen;127.0.0.1;80|443;Dr. Muster\n");

        string[] read = [.. new[] { $"Import-PracticeInventory '{file}'", $"Import-Csv '{file}' -Delimiter ';'" }
            .Select(source => engine.Run($"({source} | Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -TimeoutSeconds 0.2).Practice | ForEach-Object {{ $_.PracticeId, $_.Name, $_.Land, $_.WanAddress, ($_.IntendedPorts -join ','), $_.AuthorizedBy }}").WithoutErrors().Joined)];

        Assert.Equal("K-7;Praxis am Wall;NI;127.0.0.1;80,443;Dr. Muster", read[0]);
        Assert.Equal(read[0], read[1]);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ PracticeId = 'P1'; WanAddress = '127.0.0.1'; IntendedPorts = '80|443'; Land = 'NI' }")]
    [InlineData("[pscustomobject]@{ Nr = 'P1'; Wan = [ipaddress]'127.0.0.1'; Ports = 80, 443; Bundesland = 'Niedersachsen' }")]
    [InlineData("@{ PracticeId = 'P1'; WanAddress = '127.0.0.1'; IntendedPorts = 80, 443; Land = 'NI' }")]
    [InlineData("@{ Kundennummer = 'P1'; PublicAddress = '127.0.0.1'; Portfreigaben = 80, 443; State = 'NI' }")]
    public void Records_of_other_programs_are_practices(string record)
    {
        EngineResult run = engine.Run($"{record} | Get-SupervisoryAuthority | ForEach-Object Land; ({record} | Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -Force -TimeoutSeconds 0.2).Practice | ForEach-Object {{ \"$($_.PracticeId) $($_.IntendedPorts)\" }}");

        Assert.Equal("NI;P1 80 443", run.WithoutErrors().Joined);
    }

    [Fact]
    public void A_wrong_row_is_an_error_and_stays_in_the_result_as_undetermined()
    {
        EngineResult run = engine.Run("[pscustomobject]@{ PracticeId = 'P1'; WanAddress = '127.0.0.1'; IntendedPorts = 'https' } | Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -TimeoutSeconds 0.2 | ForEach-Object { \"$($_.PracticeId) $($_.Verdict)\" }");

        Assert.Equal("P1 Undetermined", run.Joined);
        Assert.Contains("Object 1: IntendedPorts: 'https' is not a TCP port", Assert.Single(run.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_list_may_have_blanks_blank_lines_and_comments()
    {
        string file = Path.Combine(_folder, "hosts.txt");
        File.WriteAllText(file, "# main office\n127.0.0.1  \n\n   \n  127.0.0.2 # second line\n");

        Assert.Equal("127.0.0.1;127.0.0.2", engine.Run($"Get-Content '{file}' | Test-PortReachability -Port 9 | Sort-Object | ForEach-Object ComputerName").WithoutErrors().Joined);
        Assert.Equal("127.0.0.1;127.0.0.2", engine.Run($"Test-PortReachability (Get-Content '{file}') -Port 9 | Sort-Object | ForEach-Object ComputerName").WithoutErrors().Joined);
        Assert.Equal("127.0.0.1;127.0.0.2", engine.Run($"Get-Content '{file}' | Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -Force -TimeoutSeconds 0.2 | ForEach-Object PracticeId | Sort-Object").WithoutErrors().Joined);
    }

    [Theory]
    [InlineData("'9,10'")]
    [InlineData("'9; 10'")]
    [InlineData("'9 10'")]
    [InlineData("'9-10'")]
    [InlineData("9, '10'")]
    public void Ports_may_stand_in_one_text(string ports) =>
        Assert.Equal("9;10", engine.Run($"Test-PortReachability 127.0.0.1 -Port {ports} | Sort-Object Port | ForEach-Object Port").WithoutErrors().Joined);

    [Theory]
    [InlineData("'9,'", "")]
    [InlineData("'9,x'", "InvalidPort")]
    [InlineData("','", "InvalidPort")]
    [InlineData("'0'", "InvalidPort")]
    public void A_wrong_port_ends_the_command(string ports, string error)
    {
        EngineResult run = engine.Run($"try {{ '127.0.0.1', '127.0.0.2' | Test-PortReachability -Port {ports} | Out-Null }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0] }}");

        Assert.Empty(run.Errors);
        Assert.Equal(error, run.Joined);
    }

    [Theory]
    [InlineData("Get-SupervisoryAuthority Niedersachsen", "NI")]
    [InlineData("Get-SupervisoryAuthority 'Baden-Württemberg', hamburg", "BW;HH")]
    [InlineData("Get-BreachDeadline '2026-10-30 10:00' -Land Niedersachsen", "NI")]
    [InlineData("Get-BreachDeadline '2026-10-30 10:00' -Land ni", "NI")]
    public void A_Land_may_be_given_by_its_name(string command, string land) =>
        Assert.Equal(land, engine.Run($"{command} | ForEach-Object Land").WithoutErrors().Joined);

    [Theory]
    [InlineData("Test-PortReachability -Port 9")]
    [InlineData("Get-RouterExposure")]
    [InlineData("Test-ShareReachability")]
    [InlineData("Invoke-PracticeAudit")]
    [InlineData("Get-SupervisoryAuthority")]
    [InlineData("Export-BreachReport ./none")]
    public void Null_is_reported(string command) => Assert.Single(engine.Run($"$null | {command}").Errors);

    [Theory]
    [InlineData("Test-PortReachability -Port 9")]
    [InlineData("Get-RouterExposure")]
    [InlineData("Test-ShareReachability")]
    [InlineData("Invoke-PracticeAudit -Force")]
    public void An_unusable_object_names_the_properties_that_would_do(string command)
    {
        string error = Assert.Single(engine.Run($"[pscustomobject]@{{ Colour = 'red' }} | {command}").Errors).ToString();

        Assert.Contains("ComputerName, HostName, DNSHostName, IPAddress, WanAddress, Address", error, StringComparison.Ordinal);
        Assert.Contains("PracticeId and WanAddress", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
