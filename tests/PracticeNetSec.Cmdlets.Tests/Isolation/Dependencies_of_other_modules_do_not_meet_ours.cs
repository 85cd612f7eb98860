// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Isolation;

/// <summary>In the real PowerShell 7: another module with another version of a dependency, imported before or after ours, and both work.</summary>
public sealed class Dependencies_of_other_modules_do_not_meet_ours : IDisposable
{
    private const string CsvHelper = "csvhelper/30.0.1/lib/netstandard2.0/CsvHelper.dll";
    private const string OpenXml = "documentformat.openxml/2.20.0/lib/netstandard2.0/DocumentFormat.OpenXml.dll";
    private const string Newtonsoft12 = "newtonsoft.json/12.0.3/lib/netstandard2.0/Newtonsoft.Json.dll";
    private const string Newtonsoft13 = "newtonsoft.json/13.0.1/lib/netstandard2.0/Newtonsoft.Json.dll";

    private const string ReadCsv = "$r = [CsvHelper.CsvReader]::new([IO.StringReader]::new('a,b'), [cultureinfo]::InvariantCulture); \"$($r.Read()) $([CsvHelper.CsvReader].Assembly.GetName().Version.Major)\"";
    private const string MakeDocument = "\"$([DocumentFormat.OpenXml.Wordprocessing.Paragraph]::new().LocalName) $([DocumentFormat.OpenXml.OpenXmlElement].Assembly.GetName().Version.Major)\"";
    private const string WriteJson = "[Newtonsoft.Json.JsonConvert]::SerializeObject(@('json'))";

    // Reads CSV and JSON, writes DOCX, JSON and a ledger: every dependency that can meet another.
    private const string UseOurs = """
        function Use-Ours {
            Set-Content practices.csv 'PracticeId;Name;WanAddress;AuthorizedBy', 'P1;Praxis;127.0.0.1;Dr. Muster'
            $practice = Import-PracticeInventory practices.csv -ErrorAction Stop
            $router = [PracticeNetSec.Routers.RouterExposure]@{ ComputerName = '127.0.0.1'; Practice = $practice }
            $files = $router | Export-BreachReport ./report -Format Docx, Json -Force -PassThru -ErrorAction Stop
            $practice | Invoke-PracticeAudit -LedgerPath ./ledger.db -Port 9 -SkipRouter -SkipShares -TimeoutSeconds 0.2 -ErrorAction Stop | Out-Null
            "ours $($practice.PracticeId) $(@($files).Count) $(@(Get-ExposureRun ./ledger.db).Count)"
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Theory]
    [InlineData(CsvHelper, ReadCsv, "True 30")]
    [InlineData(OpenXml, MakeDocument, "p 2")]
    [InlineData(Newtonsoft12, WriteJson, "[\"json\"]")]
    [InlineData(Newtonsoft13, WriteJson, "[\"json\"]")]
    public async Task The_other_module_first(string assembly, string use, string expected)
    {
        string other = OtherModule.Write(_folder, assembly, use);

        ProcessResult run = await RunAsync($"Import-Module '{other}'; Use-Other; Import-Module PracticeNetSec; {UseOurs}; Use-Ours; Use-Other");

        Assert.Equal("", run.Error);
        Assert.Equal([expected, "ours P1 2 1", expected], run.Lines);
    }

    [Theory]
    [InlineData(CsvHelper, ReadCsv, "True 30")]
    [InlineData(OpenXml, MakeDocument, "p 2")]
    [InlineData(Newtonsoft12, WriteJson, "[\"json\"]")]
    [InlineData(Newtonsoft13, WriteJson, "[\"json\"]")]
    public async Task Our_module_first(string assembly, string use, string expected)
    {
        string other = OtherModule.Write(_folder, assembly, use);

        ProcessResult run = await RunAsync($"Import-Module PracticeNetSec; {UseOurs}; Use-Ours; Import-Module '{other}'; Use-Other; Use-Ours");

        Assert.Equal("", run.Error);
        Assert.Equal(["ours P1 2 1", expected, "ours P1 2 2"], run.Lines);
    }

    [Fact]
    public async Task Two_versions_of_this_module_in_one_session_work_side_by_side()
    {
        string second = OtherVersion.Write(Path.Combine(_folder, "second"));

        ProcessResult run = await RunAsync($$"""
            Import-Module PracticeNetSec
            Import-Module '{{second}}' -Prefix New
            foreach ($name in 'Import-PracticeInventory', 'Import-NewPracticeInventory') { (Get-Command $name).ImplementingType.Assembly.GetName().Version.ToString(2) }
            Set-Content practices.csv 'PracticeId;WanAddress;Land', 'P1;127.0.0.1;NI'
            foreach ($practice in (Import-PracticeInventory practices.csv), (Import-NewPracticeInventory practices.csv)) { $practice.GetType().Assembly.GetName().Version.ToString(2) }
            # An object of one version is accepted by the other.
            (Import-PracticeInventory practices.csv | Get-NewSupervisoryAuthority -WarningAction Ignore).GetType().Assembly.GetName().Version.ToString(2)
            """);

        Assert.True(run.Error.Length == 0, run.Error);
        Assert.Equal(["0.1", "9.9", "0.1", "9.9", "9.9"], run.Lines);
    }

    [Theory]
    [InlineData("Remove-Module PracticeNetSec; Import-Module PracticeNetSec")]
    [InlineData("Import-Module PracticeNetSec -Force")]
    [InlineData("1 | ForEach-Object -Parallel { Import-Module PracticeNetSec; (Get-Command -Module PracticeNetSec).Count }")]
    public async Task It_is_imported_again(string again)
    {
        ProcessResult run = await RunAsync($"Import-Module PracticeNetSec; (Get-Command -Module PracticeNetSec).Count; {again}; (Get-Command -Module PracticeNetSec).Count; [PracticeNetSec.Model.Practice]::new().GetType().Name");

        Assert.Equal("", run.Error);
        Assert.NotEqual("0", run.Lines[0]);
        Assert.Single(run.Lines[..^1].Distinct());
        Assert.Equal("Practice", run.Lines[^1]);
    }

    [Fact]
    public async Task A_session_in_constrained_language_imports_it()
    {
        ProcessResult run = await RunAsync("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; Import-Module PracticeNetSec; (Get-BreachDeadline '2026-01-01 10:00' -Land NI).Land");

        Assert.Equal("", run.Error);
        Assert.Equal(["NI"], run.Lines);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<ProcessResult> RunAsync(string script) =>
        Pwsh.RunWithAsync(null, start => (start.WorkingDirectory, start.Environment["NO_COLOR"]) = (_folder, "1"), "-NonInteractive", "-Command", script);
}
