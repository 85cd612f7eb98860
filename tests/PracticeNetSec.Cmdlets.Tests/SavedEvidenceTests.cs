// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>Evidence that was saved keeps its code and arguments, so that a document in any language can be made of it.</summary>
public sealed partial class SavedEvidenceTests : IDisposable
{
    // A router with evidence of every type of argument, three levels deep.
    private const string Router = """
        param($samples, $folder)
        $moment = [datetimeoffset]'2019-10-14T11:40:03+02:00'
        function New-Evidence($Code, $Values) {
            $arguments = [System.Collections.Generic.Dictionary[string, object]]::new()
            foreach ($name in $Values.Keys) { $arguments[$name] = $Values[$name] }
            [PracticeNetSec.Model.Evidence]::Restore($Code, '', $arguments, 'ports', $moment)
        }
        $measured = New-Evidence 'port.measured' @{ vantage = 'Outside'; port = [long]445; state = 'Open'; at = $moment }
        $failed = New-Evidence 'check.sources-failed' @{ sources = [string[]]('SNMP', 'ports') }
        $parts = New-Evidence 'source.parts' @{ parts = [PracticeNetSec.Model.Evidence[]]($measured, $failed) }
        $router = Import-NmapScan "$samples/nmap-fault.xml" -Practice (Import-PracticeInventory "$samples/practices.csv") | Get-RouterExposure -WalkPath "$samples/walk-fault.txt"
        $router.Reasons += $parts
        $router.Reasons += New-Evidence 'source.ended' @{ cause = New-Evidence 'snmp.no-route' @{ agent = '192.168.2.1:161'; cause = New-Evidence 'cause.no-route-to-host' @{} } }
        $router.Reasons += [PracticeNetSec.Model.Evidence]::Of('What a device wrote')

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Fact]
    public void Export_Clixml_keeps_code_arguments_and_text()
    {
        RunResult run = ModuleRun.Invoke(
            Router + """
            $router | Export-Clixml "$folder/router.clixml"
            $saved = Import-Clixml "$folder/router.clixml"
            foreach ($one in $router, $saved) {
                , @(foreach ($evidence in $one.Reasons + $one.Findings.Evidence + $one.Sources.Detail + $one.Identity.Evidence) {
                    if ($evidence -isnot [PracticeNetSec.Model.Evidence]) { throw "$evidence is no evidence" }
                    "$($evidence.Code)|$($evidence.Text)|$($evidence.Source)|$($evidence.ObservedAt.UtcTicks)|$($evidence.Arguments.Keys)|$(@($evidence.Arguments.Values).ForEach({ $_.GetType().Name }))"
                })
            }
            """,
            ModuleRun.Samples,
            _folder);

        Assert.Empty(run.Errors);
        string[] fresh = Lines(run.Output[0]);
        Assert.True(fresh.Length > 20);
        Assert.Contains(fresh, line => line.StartsWith("source.parts|measured Outside: tcp 445 Open at 2019-10-14 11:40:03 +02:00; An error of the measuring machine", StringComparison.Ordinal));
        Assert.Equal(fresh, Lines(run.Output[1]));
    }

    [Theory]
    [InlineData("$router | Export-Clixml \"$folder/x.clixml\"; Import-Clixml \"$folder/x.clixml\"")]
    [InlineData("$router | ConvertTo-Json -Depth 20 | ConvertFrom-Json")]
    [InlineData("$router | ConvertTo-Json -Depth 20 | ConvertFrom-Json -AsHashtable")]
    public void The_documents_of_a_saved_object_are_those_of_the_original(string save)
    {
        RunResult run = ModuleRun.Invoke(
            Router + $$"""
            $saved = $({{save}})
            $router, $saved | ForEach-Object { $index = 0 } { $_ | Export-BreachReport -Path "$folder/$index" -Language de -Format Html, Json; $index++ }
            """,
            ModuleRun.Samples,
            _folder);

        Assert.Empty(run.Errors);
        Assert.Contains("gemessen von außen: TCP-Port 445 offen, 14.10.2019, 11:40 Uhr (MESZ); Ein Fehler des messenden Rechners", Document("0", "html"), StringComparison.Ordinal);
        Assert.Contains("\"code\": \"port.measured\"", Document("0", "json"), StringComparison.Ordinal);
        Assert.Contains("„What a device wrote“", Document("0", "html"), StringComparison.Ordinal);
        Assert.Equal(Document("0", "html"), Document("1", "html"));
        Assert.Equal(Document("0", "json"), Document("1", "json"));
    }

    /// <summary>Earlier versions saved why a port was not measured as a text.</summary>
    [Fact]
    public void The_failure_of_a_port_keeps_its_code_and_that_of_an_earlier_version_its_text()
    {
        const string Script = """
            param($folder)
            $port = [PracticeNetSec.Probing.PortResult]@{ ComputerName = 'server'; Port = 445; State = 'Unreachable' }
            $arguments = [System.Collections.Generic.Dictionary[string, object]]::new()
            $arguments['error'] = [long]10013
            $port.Failure = [PracticeNetSec.Model.Evidence]::Restore('cause.socket-error', '', $arguments, $null, $null)
            $earlier = $port | Select-Object *
            $earlier.PSTypeNames.Insert(0, 'PracticeNetSec.Probing.PortResult')
            $earlier.Failure = 'this machine has no free socket'
            $port, $earlier | Export-Clixml "$folder/ports.clixml"
            foreach ($saved in Import-Clixml "$folder/ports.clixml") {
                "$($saved.GetType().Name)|$($saved.Failure.Code)|$($saved.Failure.Arguments.Values)|$($saved.Failure)"
            }
            ($port | ConvertTo-Json -Depth 5 | ConvertFrom-Json).Failure.Arguments.error
            """;

        RunResult run = ModuleRun.Invoke(Script, _folder);

        Assert.Empty(run.Errors);
        Assert.Equal(
            ["PortResult|cause.socket-error|10013|socket error 10013", "PortResult|verbatim|this machine has no free socket|this machine has no free socket", "10013"],
            run.Output.Select(line => line.ToString()));
    }

    /// <summary>Samples/version-0.1 was saved by version 0.1: reasons are text.</summary>
    [Fact]
    public void Objects_of_version_0_1_still_bind()
    {
        const string Script = """
            param($samples, $folder)
            $server = Import-Clixml "$samples/shares-fault.clixml"
            $share = $server.Shares | Where-Object { $_.Sessions } | Select-Object -First 1
            $server.Reasons[0].GetType().FullName
            $share.Sessions[0].Reasons[0].Text
            $server | Export-BreachReport -Path $folder -Language de -PassThru
            """;

        RunResult run = ModuleRun.Invoke(Script, Path.Combine(AppContext.BaseDirectory, "Samples", "version-0.1"), _folder);

        Assert.Empty(run.Errors);
        Assert.Equal("PracticeNetSec.Model.Evidence", run.Output[0].BaseObject);
        Assert.StartsWith("share 0x", (string)run.Output[1].BaseObject, StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Skip(2).Count());
    }

    [Fact]
    public void Evidence_whose_arguments_were_cut_off_is_refused()
    {
        RunResult run = ModuleRun.Invoke(
            Router + "$router | ConvertTo-Json -Depth 4 -WarningAction Ignore | ConvertFrom-Json | Export-BreachReport -Path $folder",
            ModuleRun.Samples,
            _folder);

        Assert.Equal("ObjectCutOff", Assert.Single(run.ErrorIds));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Lines(PSObject list) => ((object[])list.BaseObject).Select(line => line.ToString()!).ToArray();

    /// <summary>A document without the moment of writing and what depends on it.</summary>
    private string Document(string name, string ending)
    {
        // PowerShell reads the times of JSON in the zone of the machine.
        string text = Times().Replace(
            File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(_folder, name), "*." + ending))),
            time => DateTimeOffset.Parse(time.Value, CultureInfo.InvariantCulture).UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
        DateTime today = DateTime.UtcNow;
        return string.Join('\n', Parts().Split(text).Where(part => !Enumerable.Range(-1, 3).Select(day => today.AddDays(day)).Any(day =>
            part.Contains($"{day:dd.MM.yyyy}", StringComparison.Ordinal) || part.Contains($"{day:yyyy-MM-dd}", StringComparison.Ordinal))));
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d")]
    private static partial Regex Times();

    [GeneratedRegex("[\n<]")]
    private static partial Regex Parts();
}
