// SPDX-License-Identifier: MIT
using System.IO;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>Wrong input gives one typed error that names it; the rest goes on.</summary>
public class InputErrorTests
{
    [Theory]
    [InlineData("Get-RouterExposure -WalkPath $args[0]", "missing.txt", "FileNotFound")]
    [InlineData("Get-RouterExposure -WalkPath $args[0]", "practices.csv", "NotAWalk")]
    [InlineData("Get-RouterExposure -WalkPath $args[0]", "nmap-fault.xml", "NotAWalk")]
    [InlineData("Import-NmapScan $args[0]", "missing.xml", "FileNotFound")]
    [InlineData("Import-NmapScan $args[0]", "walk-fault.txt", "InvalidFileContent")]
    [InlineData("Import-PracticeInventory $args[0]", "missing.csv", "FileNotFound")]
    [InlineData("Import-PracticeInventory $args[0]", "walk-fault.txt", "InvalidFileContent")]
    public void A_file_that_is_missing_or_something_else_names_itself(string script, string file, string id)
    {
        string path = Path.Combine(ModuleRun.Samples, file);

        RunResult run = ModuleRun.Invoke(script, path);

        Assert.Empty(run.Output);
        Assert.Equal(id, Assert.Single(run.ErrorIds));
        Assert.Contains(file, run.Errors[0].Exception.Message);
    }

    [Fact]
    public void Truncated_XML_gives_its_complete_hosts_and_one_error_and_the_next_file_is_read()
    {
        string broken = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xml");
        string whole = Path.Combine(ModuleRun.Samples, "nmap-fault.xml");
        File.WriteAllText(broken, File.ReadAllText(whole)[..^200]);
        try
        {
            RunResult run = ModuleRun.Invoke("Import-NmapScan $args[0], $args[1]", broken, whole);

            Assert.Equal(2, run.Output.Count);
            Assert.Equal("InvalidFileContent", Assert.Single(run.ErrorIds));
        }
        finally
        {
            File.Delete(broken);
        }
    }

    [Theory]
    [InlineData("42 | Get-RouterExposure")]
    [InlineData("42 | Test-ShareReachability")]
    [InlineData("42 | Test-PortReachability")]
    [InlineData("42 | Export-BreachReport -Path .")]
    public void A_foreign_object_is_refused_and_the_error_names_the_accepted_type(string script) =>
        Assert.Equal("UnusableInput", Assert.Single(ModuleRun.Invoke(script).ErrorIds));

    [Theory]
    [InlineData("Get-RouterExposure -WalkPath $args[0]")]
    [InlineData("Import-NmapScan $args[0]")]
    [InlineData("Import-PracticeInventory $args[0]")]
    [InlineData("Get-ExposureHistory $args[0]")]
    [InlineData("Compare-ExposureSnapshot $args[0]")]
    [InlineData("ConvertTo-RmmResult Nagios -LedgerPath $args[0] | Where-Object ExitCode -ne 3")]
    [InlineData("Export-PracticeDashboard ./never.html -LedgerPath $args[0]")]
    public void A_folder_is_reported_as_a_folder(string script)
    {
        RunResult run = ModuleRun.Invoke(script, ModuleRun.Samples);

        Assert.Equal("FileIsFolder", Assert.Single(run.ErrorIds));
        Assert.Contains("is a folder", run.Errors[0].Exception.Message);
    }

    [Theory]
    [InlineData("Test-PortReachability '', 127.0.0.1 -Port 9")]
    [InlineData("Test-ShareReachability '', 127.0.0.1 -TimeoutSeconds 1")]
    public void An_empty_line_of_a_list_leaves_the_others_alone(string script)
    {
        RunResult run = ModuleRun.Invoke(script);

        Assert.Single(run.Output);
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("Test-PortReachability '' -Port 9")]
    [InlineData("Test-ShareReachability ''")]
    public void An_empty_name_alone_is_an_error(string script) => Assert.Equal("InvalidComputerName", Assert.Single(ModuleRun.Invoke(script).ErrorIds));

    [Fact]
    public void A_practice_without_an_address_is_named() => Assert.Equal(
        "PracticeWithoutAddress",
        Assert.Single(ModuleRun.Invoke("@{ PracticeId = 'P1'; WanAddress = $null; IntendedPorts = @() } | Get-RouterExposure").ErrorIds));

    [Fact]
    public void The_inside_vantage_point_stated_by_the_caller_applies_beside_a_walk_too()
    {
        string walk = Path.GetTempFileName();
        File.WriteAllText(walk, ".1.3.6.1.2.1.1.1.0 = STRING: be.IP plus\n");
        try
        {
            RunResult run = ModuleRun.Invoke("Import-NmapScan $args[0] | Get-RouterExposure -WalkPath $args[1] -Vantage Inside", Path.Combine(ModuleRun.Samples, "nmap-patched.xml"), walk);

            Assert.Equal(("Inside", "Undetermined"), (run.Output[0].Properties["Vantage"].Value.ToString(), run.Output[0].Properties["Verdict"].Value.ToString()));
        }
        finally
        {
            File.Delete(walk);
        }
    }

    [Fact]
    public void Missing_targets_are_an_error() =>
        Assert.Equal("NothingToExamine", Assert.Single(ModuleRun.Invoke("Get-RouterExposure").ErrorIds));

    [Fact]
    public void A_name_with_brackets_is_a_name_and_a_pattern_without_a_match_is_an_error()
    {
        string folder = Directory.CreateTempSubdirectory("pns [1] ä").FullName;
        try
        {
            File.Copy(Path.Combine(ModuleRun.Samples, "nmap-fault.xml"), Path.Combine(folder, "n [x].xml"));

            Assert.Single(ModuleRun.Invoke("Import-NmapScan $args[0]", Path.Combine(folder, "n [x].xml")).Output);
            Assert.Equal("FileNotFound", Assert.Single(ModuleRun.Invoke("Import-NmapScan $args[0]", Path.Combine(folder, "*.nothing")).ErrorIds));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("New-BreachIncident $folder/file.txt", "PathIsFile", "file.txt' is a file")]
    [InlineData("New-BreachIncident $folder/file.txt/deep/a.json", "PathIsFile", "file.txt' is a file, not a folder")]
    [InlineData("New-BreachIncident $folder/folder.json", "FileIsFolder", "folder.json' is a folder")]
    [InlineData("Export-PracticeDashboard $folder/folder.json -LedgerPath $ledger", "FileIsFolder", "folder.json' is a folder")]
    [InlineData("Export-PracticeDashboard $folder/file.txt/a.html -LedgerPath $ledger", "PathIsFile", "file.txt' is a file, not a folder")]
    [InlineData("Export-PracticeDashboard $folder/a.html -LedgerPath $folder/file.txt", "InvalidFileContent", "file.txt': The file is no ledger of this module")]
    [InlineData("Get-ExposureHistory $ledger -PracticeId NOBODY, CELLE-2019 | Out-Null", "PracticeNotInLedger", "'NOBODY'")]
    [InlineData("New-BreachIncident Env:incident", "PathIsNoFile", "'Env:incident' lies in Environment")]
    [InlineData("Import-NmapScan Env:PATH", "FileNotFound", "'Env:PATH' does not exist")]
    [InlineData("Import-PracticeInventory $folder/empty.csv", "InventoryWithoutPractice", "empty.csv' names no practice")]
    [InlineData("Export-PracticeDashboard $folder/aux -LedgerPath $ledger", "ReservedFileName", "'aux' is the name of a device")]
    [InlineData("Export-PracticeDashboard .\\nul -LedgerPath $ledger", "ReservedFileName", "'nul' is the name of a device")]
    [InlineData("Export-PracticeDashboard $folder/con.html -LedgerPath $ledger -Force", "ReservedFileName", "'con.html' is the name of a device")]
    [InlineData("New-BreachIncident $folder/com1.json", "ReservedFileName", "'com1.json' is the name of a device")]
    [InlineData("New-BreachIncident $folder/lpt9/deep", "ReservedFileName", "'lpt9' is the name of a device")]
    [InlineData("$router | Export-BreachReport $folder/CONIN$", "ReservedFileName", "'CONIN$' is the name of a device")]
    [InlineData("'127.0.0.1' | Invoke-PracticeAudit -LedgerPath $folder/prn.db", "ReservedFileName", "'prn.db' is the name of a device")]
    [InlineData("New-BreachIncident $folder/a:b.json", "InvalidFileName", "the character :")]
    [InlineData("New-BreachIncident a:b", "DriveNotFound", "there is no such drive")]
    [InlineData("Export-PracticeDashboard $folder/report. -LedgerPath $ledger", "InvalidFileName", "dot or a space")]
    [InlineData("Export-PracticeDashboard \"$folder/report.html \" -LedgerPath $ledger", "InvalidFileName", "dot or a space")]
    [InlineData("Export-PracticeDashboard \"$folder/a`0b\" -LedgerPath $ledger", "InvalidFileName", "control characters")]
    [InlineData("Export-PracticeDashboard ($folder + '/' + 'a' * 300) -LedgerPath $ledger", "PathTooLong", "too long")]
    [InlineData("Export-PracticeDashboard / -LedgerPath $ledger", "FileIsFolder", "is a folder")]
    [InlineData("'127.0.0.1' | Invoke-PracticeAudit -LedgerPath $folder/file.txt/fleet.db", "PathIsFile", "file.txt' is a file, not a folder")]
    [InlineData("Export-PracticeDashboard $folder/readonly.html -LedgerPath $ledger -Force", "FileReadOnly", "is marked read-only")]
    [InlineData("$held = [IO.File]::Open(\"$folder/held.csv\", 'Open', 'ReadWrite', 'None'); try { Import-PracticeInventory $folder/held.csv } finally { $held.Dispose() }", "FileInUse", "another program has it open")]
    public void The_path_that_cannot_be_used_is_named(string script, string id, string message)
    {
        string folder = Directory.CreateTempSubdirectory("pns").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "file.txt"), "text\n");
            File.WriteAllText(Path.Combine(folder, "empty.csv"), "PracticeId;WanAddress\n");
            Directory.CreateDirectory(Path.Combine(folder, "folder.json"));
            File.Copy(Path.Combine(folder, "empty.csv"), Path.Combine(folder, "held.csv"));
            File.WriteAllText(Path.Combine(folder, "readonly.html"), "text");
            File.SetAttributes(Path.Combine(folder, "readonly.html"), FileAttributes.ReadOnly);
            string[] before = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories);

            RunResult run = ModuleRun.Invoke($"[CmdletBinding()] param($folder, $ledger) $router = [PracticeNetSec.Routers.RouterExposure]@{{ ComputerName = '203.0.113.1' }}; try {{ {script} }} catch {{ $PSCmdlet.WriteError($_) }}", folder, Path.Combine(ModuleRun.Root, "tests/PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db"));

            Assert.Empty(run.Output);
            Assert.Equal(id, Assert.Single(run.ErrorIds));
            Assert.Contains(message, run.Errors[0].Exception.Message);
            Assert.DoesNotContain("Close the program", run.Errors[0].Exception.Message);
            Assert.Equal(before, Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories));
        }
        finally
        {
            File.SetAttributes(Path.Combine(folder, "readonly.html"), FileAttributes.Normal);
            Directory.Delete(folder, recursive: true);
        }
    }
}
