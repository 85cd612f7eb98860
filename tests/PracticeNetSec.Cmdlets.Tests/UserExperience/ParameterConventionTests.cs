// SPDX-License-Identifier: MIT
using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.UserExperience;

/// <summary>Names, positions and aliases: whoever knows one cmdlet knows all.</summary>
public sealed class ParameterConventionTests
{
    private static readonly CmdletInfo[] Cmdlets = [.. ModuleRun.Invoke("Get-Command -Module PracticeNetSec").Output.Select(command => (CmdletInfo)command.BaseObject)];

    /// <summary>What stands without a name, in order: the line must read as one would say it.</summary>
    [Theory]
    [InlineData("Compare-ExposureSnapshot", "Path")]
    [InlineData("ConvertTo-RmmResult", "Format")]
    [InlineData("Export-BreachReport", "Path")]
    [InlineData("Export-PracticeDashboard", "Path")]
    [InlineData("Get-BreachDeadline", "AwarenessTime Land")]
    [InlineData("Get-ExposureHistory", "Path")]
    [InlineData("Get-RouterAdvisory", "Id")]
    [InlineData("Get-RouterExposure", "ComputerName")]
    [InlineData("Get-SupervisoryAuthority", "Land")]
    [InlineData("Import-NmapScan", "Path")]
    [InlineData("Import-ScanResult", "Path")]
    [InlineData("Import-AbuseNotice", "Path")]
    [InlineData("Import-PracticeInventory", "Path")]
    [InlineData("Import-ShadowserverReport", "Path")]
    [InlineData("Invoke-PracticeAudit", "InputObject")]
    [InlineData("New-BreachIncident", "Path")]
    [InlineData("Test-ExposureHistory", "Path")]
    [InlineData("Get-ExposureRun", "Path")]
    [InlineData("Export-ExposureHistory", "LedgerPath Path")]
    [InlineData("Import-ExposureHistory", "Path LedgerPath")]
    [InlineData("Merge-ExposureHistory", "Path LedgerPath")]
    [InlineData("Test-PortReachability", "ComputerName Port")]
    [InlineData("Test-ShareReachability", "ComputerName")]
    [InlineData("Test-VantagePoint", "CanaryAddress")]
    public void The_positional_parameter_is_the_main_input(string name, string positional)
    {
        CmdletInfo cmdlet = Cmdlets.Single(known => known.Name == name);

        Assert.Equal(positional, string.Join(' ', cmdlet.Parameters.Values
            .SelectMany(parameter => parameter.ParameterSets.Values.Select(set => (parameter.Name, set.Position)))
            .Where(place => place.Position >= 0).Distinct().OrderBy(place => place.Position).Select(place => place.Name)));
    }

    [Fact]
    public void Every_cmdlet_is_in_that_list() => Assert.Equal(
        Cmdlets.Length,
        typeof(ParameterConventionTests).GetMethod(nameof(The_positional_parameter_is_the_main_input))!.GetCustomAttributes(typeof(InlineDataAttribute), false).Length);

    [Theory]
    [InlineData("ComputerName", "Host HostName IPAddress Address")]
    public void A_name_means_the_same_and_has_the_same_aliases_everywhere(string name, string aliases)
    {
        ParameterMetadata[] found = [.. Cmdlets.Where(cmdlet => cmdlet.Parameters.ContainsKey(name)).Select(cmdlet => cmdlet.Parameters[name])];

        Assert.Equal(3, found.Length);
        Assert.All(found, parameter => Assert.Equal(aliases, string.Join(' ', parameter.Aliases)));
    }

    /// <summary>One name, one type: a line that was typed for one cmdlet works with the next.</summary>
    [Fact]
    public void Parameters_of_one_name_take_the_same()
    {
        string[] shared = ["ComputerName", "Port", "TimeoutSeconds", "ThrottleLimit", "Credential", "SnmpCredential", "Community", "Vantage", "Language", "Force", "PassThru", "LedgerPath", "WalkPath", "ConfigurationPath", "AdvisoryPath", "Land"];

        Assert.All(shared.Where(name => name != "Land"), name => Assert.Single(Cmdlets.Where(cmdlet => cmdlet.Parameters.ContainsKey(name)).Select(cmdlet => cmdlet.Parameters[name].ParameterType).Distinct()));
        Assert.DoesNotContain(Cmdlets.SelectMany(cmdlet => cmdlet.Parameters.Keys), name => name is "Timeout" or "Host" or "Server" or "Threads" or "File" or "FilePath" or "OutFile" or "OutputPath");
    }

    [Fact]
    public void Files_that_are_read_come_through_the_pipeline_as_Get_ChildItem_gives_them()
    {
        ParameterMetadata[] paths = [.. Cmdlets
            .Where(cmdlet => cmdlet.Verb is "Import" or "Merge" || cmdlet.Name is "Get-ExposureHistory" or "Get-ExposureRun" or "Test-ExposureHistory")
            .Select(cmdlet => cmdlet.Parameters["Path"])];

        Assert.Equal(10, paths.Length);
        Assert.All(paths, path =>
        {
            Assert.Equal(typeof(string[]), path.ParameterType);
            Assert.Empty(new[] { "PSPath", "FullName" }.Except(path.Aliases));
            Assert.Contains(path.Attributes, attribute => attribute is SupportsWildcardsAttribute);
            Assert.All(path.ParameterSets.Values, set => Assert.True(set.ValueFromPipeline && set.ValueFromPipelineByPropertyName));
        });
    }

    [Theory]
    [InlineData("[IO.FileInfo]$args[0] | Import-NmapScan", "nmap-fault.xml")]
    [InlineData("[pscustomobject]@{ FullName = $args[0] } | Import-NmapScan", "nmap-fault.xml")]
    [InlineData("[pscustomobject]@{ PSPath = 'Microsoft.PowerShell.Core\\FileSystem::' + $args[0] } | Import-NmapScan", "nmap-fault.xml")]
    [InlineData("[pscustomobject]@{ FullName = $args[0] } | Import-PracticeInventory", "practices.csv")]
    [InlineData("Import-NmapScan ($args[0] -replace 'fault', '*')", "nmap-fault.xml")]
    public void A_file_is_found_however_it_is_named(string script, string file)
    {
        RunResult run = ModuleRun.Invoke(script, Path.Combine(ModuleRun.Samples, file));

        Assert.Empty(run.Errors);
        Assert.NotEmpty(run.Output);
    }

    public static TheoryData<string, string> HostsOfOthers()
    {
        TheoryData<string, string> data = [];
        foreach (string name in new[] { "ComputerName", "HostName", "DNSHostName", "IPAddress", "WanAddress", "Address" })
        {
            foreach (string cmdlet in new[] { "Test-PortReachability -Port 9", "Test-ShareReachability -Port 9 -TimeoutSeconds 1", "Get-RouterExposure -Port 9 -TimeoutSeconds 0.1", "Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -Force" })
            {
                data.Add(name, cmdlet);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(HostsOfOthers))]
    public void An_object_of_another_tool_that_names_a_host_binds(string property, string cmdlet)
    {
        RunResult run = ModuleRun.Invoke($"[pscustomobject]@{{ {property} = '127.0.0.1'; Owner = 'x' }} | {cmdlet} | ForEach-Object {{ if ($_.ComputerName) {{ $_.ComputerName }} else {{ $_.Address }} }}");

        Assert.Empty(run.Errors);
        Assert.Equal("127.0.0.1", Assert.Single(run.Output).BaseObject);
    }

    [Theory]
    [InlineData("@{ ComputerName = '127.0.0.1' } | Test-PortReachability -Port 9")]
    [InlineData("[pscustomobject]@{ Address = [ipaddress]'127.0.0.1' } | Test-PortReachability -Port 9")]
    [InlineData("[System.Net.IPEndPoint]::new([ipaddress]'127.0.0.1', 9) | Test-PortReachability -Port 9")]
    public void Tables_and_addresses_name_hosts_too(string script)
    {
        RunResult run = ModuleRun.Invoke(script);

        Assert.Empty(run.Errors);
        Assert.Equal("127.0.0.1", Assert.Single(run.Output).Properties["ComputerName"].Value);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Name = 'x' } | Test-PortReachability")]
    [InlineData("@{ Port = 9 } | Test-PortReachability")]
    [InlineData("Get-RouterAdvisory DBOX-2019-PORTRANGE | Test-PortReachability")]
    public void What_names_no_host_is_refused(string script) => Assert.Equal("UnusableInput", Assert.Single(ModuleRun.Invoke(script).ErrorIds));
}
