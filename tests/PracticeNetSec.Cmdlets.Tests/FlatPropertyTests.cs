// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Tests.Engine;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>What a table outside of PowerShell gets of an object: one value each, never the name of a type.</summary>
public sealed class FlatPropertyTests(ModuleEngine engine) : IClassFixture<ModuleEngine>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Fact]
    public void A_router_has_them_live_and_saved()
    {
        PSObject router = CelleSample.Read("fault");

        foreach (PSObject item in new[] { router, engine.RoundTrip([router])[0] })
        {
            engine.Set("item", item);
            string[] columns = engine.Run("($item | Select-Object FindingCount, WorstSeverity, WorstFinding, OpenPortText, MeasuredAt | ConvertTo-Csv)[1]").WithoutErrors().Joined.Split("\",\"");
            Assert.Equal(["\"6", "Critical", "The router allows connections from the Internet to ports 440 to 449, although only port 443 was intended", "80, 443, 445, 4443"], columns[..4]);
            Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d\"$", columns[4]);
        }
    }

    [Theory]
    [InlineData("[PracticeNetSec.Routers.RouterExposure]@{ ComputerName = 'r' }", "0||||")]
    [InlineData("[PracticeNetSec.Fleet.Audit.PracticeAudit]@{ PracticeId = 'p' }", "0||||")]
    [InlineData("[PracticeNetSec.Shares.ShareReachability]@{ ComputerName = 's'; Findings = [PracticeNetSec.Model.Finding[]]@(@{ Severity = 'Low'; Title = 'a' }, @{ Severity = 'High'; Title = 'b' }) }", "2|High|b||")]
    public void What_is_not_known_is_empty(string item, string expected) =>
        Assert.Equal(expected, engine.Run($"{item} | ForEach-Object {{ '{{0}}|{{1}}|{{2}}|{{3}}|{{4}}' -f $_.FindingCount, $_.WorstSeverity, $_.WorstFinding, $_.OpenPortText, $_.MeasuredAt }}").WithoutErrors().Joined);

    [Fact]
    public void Existing_reports_are_one_error_and_stay()
    {
        const string Export = "[PracticeNetSec.Routers.RouterExposure]@{ ComputerName = '203.0.113.1' } | Export-BreachReport";
        engine.Run($"{Export} '{_folder}' -Format Html, Docx, Json, Csv").WithoutErrors();
        string[] files = Directory.GetFiles(_folder);
        File.Delete(files.Single(file => file.EndsWith(".csv", StringComparison.Ordinal)));

        EngineResult again = engine.Run($"{Export} '{_folder}' -Format Html, Docx, Json, Csv");

        ErrorRecord error = Assert.Single(again.Errors);
        Assert.StartsWith("FileExists,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("3 of 4 files already exist", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(files.Order(), Directory.GetFiles(_folder).Order()); // what was missing is written
    }

    [Theory]
    [InlineData("[PracticeNetSec.Routers.RouterExposure]@{ ComputerName = 'r' } | Export-BreachReport . -Format Html, Json", "r.html")]
    [InlineData("'a', 'b' | ForEach-Object { [PracticeNetSec.Routers.RouterExposure]@{ ComputerName = $_ } } | Export-BreachReport . -Format Html", "index.html")]
    [InlineData("New-BreachIncident .", "incident.json")]
    public async Task The_file_to_open_is_shown_and_is_no_output(string command, string file)
    {
        ProcessResult run = await Pwsh.RunWithAsync(null, start => start.WorkingDirectory = _folder, "-NonInteractive", "-Command", $"Import-Module PracticeNetSec; $output = {command}; $null -eq $output");

        Assert.Equal([$"Open: {Path.Combine(_folder, file)}", "True"], run.Lines);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
