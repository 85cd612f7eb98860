// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>Get-RouterExposure in the real engine: where it stands, what it tells the next cmdlet, and what it refuses.</summary>
public sealed class RouterExposureTests
{
    private static string Walk => Path.Combine(ModuleRun.Samples, "walk-patched.txt");

    [Fact]
    public void The_verdict_of_a_walk_depends_on_its_table_and_its_commands_parse()
    {
        PSObject router = Assert.Single(ModuleRun.Invoke("Get-RouterExposure -WalkPath $args[0]", Path.Combine(ModuleRun.Root, "tests/PracticeNetSec.Tests/Samples/snmp/bintec-beip-plus.snmprec")).Output);

        Assert.Equal("Undetermined", router.Properties["Verdict"].Value.ToString());
        string[] commands = (string[])router.Properties["NextCommands"].Value;
        Assert.NotEmpty(commands);
        Assert.All(commands, command =>
        {
            System.Management.Automation.Language.Parser.ParseInput(command, out _, out System.Management.Automation.Language.ParseError[] errors);
            Assert.Empty(errors);
        });
    }

    [Theory]
    [InlineData("192.168.2.10", "router.konnektor-forward")]
    [InlineData("192.168.2.77", null)]
    public void A_Konnektor_that_was_named_must_have_no_forward(string konnektor, string? rule)
    {
        RunResult run = ModuleRun.Invoke("(Get-RouterExposure -WalkPath $args[0] -KonnektorAddress $args[1]).Findings.RuleId -join ' '", Walk, konnektor);

        Assert.Empty(run.Errors);
        Assert.Equal(rule is not null, run.Output[0].ToString()!.Contains("router.konnektor-forward", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fritzbox.export", "Exposed")]
    [InlineData("fritzbox-support.txt", "Exposed")]
    [InlineData("opnsense.xml", "Exposed")]
    [InlineData("pfsense.xml", "Undetermined")]
    [InlineData("openwrt.uci", "Exposed")]
    public void A_configuration_is_assessed_and_shows_no_secret(string name, string verdict)
    {
        string path = Path.Combine(ModuleRun.Root, "tests/PracticeNetSec.Tests/Samples/configurations", name);
        RunResult run = ModuleRun.Invoke("$router = Get-RouterExposure -ConfigurationPath $args[0]; \"$($router.Verdict)\"; $router | Format-List * -Force | Out-String -Width 500; $router | ConvertTo-Json -Depth 9", path);

        Assert.Empty(run.Errors);
        Assert.Equal(verdict, run.Output[0].ToString());
        Assert.All(run.Output, shown => Assert.DoesNotContain("GEHEIM", shown.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_configuration_joins_a_scan_and_is_not_read_together_with_a_walk()
    {
        string path = Path.Combine(ModuleRun.Root, "tests/PracticeNetSec.Tests/Samples/configurations/routeros.rsc");
        RunResult joined = ModuleRun.Invoke("Get-RouterExposure -WalkPath $args[0] | Get-RouterExposure -ConfigurationPath $args[1] -WarningAction SilentlyContinue -ErrorVariable refused -ErrorAction SilentlyContinue; $refused[0].FullyQualifiedErrorId", Walk, path);
        RunResult both = ModuleRun.Invoke("try { Get-RouterExposure -WalkPath $args[0] -ConfigurationPath $args[1] } catch { $_.FullyQualifiedErrorId }", Walk, path);

        // The walk is of another router: its serial number says so.
        Assert.StartsWith("ConfigurationOfAnotherRouter", joined.Output[^1].ToString(), StringComparison.Ordinal);
        Assert.StartsWith("WalkAndConfiguration", both.Output[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Konnektor_that_was_named_once_stays_named_in_the_second_pass()
    {
        RunResult run = ModuleRun.Invoke("$first = Get-RouterExposure -WalkPath $args[0] -KonnektorAddress 192.168.2.10; ($first | Get-RouterExposure -WalkPath $args[0]).Verdict", Walk);

        Assert.Empty(run.Errors);
        Assert.Equal("Exposed", Assert.Single(run.Output).ToString());
    }

    [Fact]
    public void A_truncated_walk_is_not_completed_by_an_earlier_one()
    {
        string broken = Path.GetTempFileName();
        try
        {
            File.WriteAllText(broken, File.ReadAllText(Walk) + "Timeout: No Response from 192.168.2.1\n");
            RunResult run = ModuleRun.Invoke("(Get-RouterExposure -WalkPath $args[0]).ForwardsComplete; (Get-RouterExposure -WalkPath $args[0] | Get-RouterExposure -WalkPath $args[1]).ForwardsComplete", Walk, broken);

            Assert.Empty(run.Errors);
            Assert.Equal([true, false], run.Output.Select(complete => (bool)complete.BaseObject));
        }
        finally
        {
            File.Delete(broken);
        }
    }

    [Fact]
    public void A_practice_that_cannot_be_matched_with_a_scan_is_an_error_and_the_scan_is_read()
    {
        RunResult run = ModuleRun.Invoke("Import-NmapScan $args[0] -Practice 'p1'", Path.Combine(ModuleRun.Samples, "nmap-fault.xml"));

        Assert.StartsWith("UnusableInput,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Import-PracticeInventory", run.Errors.Single().Exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(run.Output);
    }

    [Fact]
    public void Of_many_walks_each_is_named_by_its_own_file()
    {
        RunResult run = ModuleRun.Invoke("(Get-RouterExposure -WalkPath $args[0]).ComputerName | Sort-Object", Path.Combine(ModuleRun.Samples, "walk-*.txt"));

        Assert.Empty(run.Errors);
        Assert.Equal(["walk-fault", "walk-first-update", "walk-patched"], run.Output.Select(name => name.ToString()));
    }

    [Theory]
    [InlineData("Get-RouterExposure $long -Port 9")]
    [InlineData("Get-RouterExposure 127.0.0.1 -Port $long -TimeoutSeconds 0.1")]
    [InlineData("Get-RouterExposure 127.0.0.1 -KonnektorAddress $long")]
    [InlineData("Get-RouterExposure -WalkPath $long")]
    [InlineData("Import-NmapScan $long")]
    [InlineData("Get-RouterAdvisory -AdvisoryPath $long")]
    public void An_input_of_any_length_is_named_in_one_line(string script)
    {
        RunResult run = ModuleRun.Invoke($"$long = 'x' * 7000; try {{ {script} -ErrorAction Stop }} catch {{ $_.Exception.Message }}");

        string message = Assert.Single(run.Output).ToString()!;
        Assert.InRange(message.Length, 1, 500);
        Assert.Contains("xxx…'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_examination_from_inside_stays_inside_and_the_stated_vantage_point_applies_at_the_address_outside()
    {
        RunResult run = ModuleRun.Invoke("""
            $inside = Get-RouterExposure 127.0.0.1 -Port 9 -TimeoutSeconds 0.1
            $inside.WanAddress = '127.0.0.2'
            $inside | Get-RouterExposure -Port 9 -TimeoutSeconds 0.1
            $inside | Get-RouterExposure -Port 9 -TimeoutSeconds 0.1 -Vantage Outside -IncludeReportedAddress
            $inside | Get-RouterExposure -Port 9 -TimeoutSeconds 0.1 -Vantage Outside
            """);

        Assert.StartsWith("ReportedAddress", Assert.Single(run.ErrorIds), StringComparison.Ordinal);
        Assert.Equal(["Inside 127.0.0.1", "Outside 127.0.0.2"], run.Output.Select(router => $"{router.Properties["Vantage"].Value} {router.Properties["ComputerName"].Value}"));
    }

    [Theory]
    [InlineData("Get-RouterExposure 127.0.0.1 -KonnektorAddress nobody", "InvalidKonnektorAddress")]
    [InlineData("Get-RouterExposure 127.0.0.1 -AdvisoryPath ./there-is-no-such-file.json", "FileNotFound")]
    public void What_cannot_be_used_is_one_typed_error(string script, string id)
    {
        RunResult run = ModuleRun.Invoke($"try {{ {script} }} catch {{ $_.FullyQualifiedErrorId }}");

        Assert.StartsWith(id, Assert.Single(run.Output).ToString(), StringComparison.Ordinal);
    }
}
