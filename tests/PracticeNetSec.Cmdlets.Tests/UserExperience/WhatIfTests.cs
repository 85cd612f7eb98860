// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.UserExperience;

/// <summary>Whoever only wants to know what would happen finds everything as it was.</summary>
public sealed class WhatIfTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns-whatif").FullName;

    private static string Ledger => Path.Combine(ModuleRun.Root, "tests/PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db");

    /// <summary>A cmdlet that replaces files says so by -Force; the audit writes a ledger.</summary>
    [Fact]
    public void Every_cmdlet_that_writes_a_file_supports_ShouldProcess()
    {
        CmdletInfo[] writing = [.. ModuleRun.Invoke("Get-Command -Module PracticeNetSec").Output.Select(command => (CmdletInfo)command.BaseObject)
            .Where(cmdlet => cmdlet.Verb is "Export" or "New" || cmdlet.Parameters.ContainsKey("Force") || cmdlet.Parameters.ContainsKey("PassThru"))];

        Assert.Equal(["Export-BreachReport", "Export-ExposureHistory", "Export-PracticeDashboard", "Import-ExposureHistory", "Invoke-PracticeAudit", "Merge-ExposureHistory", "New-BreachIncident"], writing.Select(cmdlet => cmdlet.Name).Order(StringComparer.Ordinal));
        Assert.All(writing, cmdlet => Assert.True(cmdlet.Parameters.ContainsKey("WhatIf") && cmdlet.Parameters.ContainsKey("Confirm"), cmdlet.Name));
    }

    [Theory]
    [InlineData("$router | Export-BreachReport -Path $new -Document All -Format Html, Docx, Json, Csv")]
    [InlineData("$router, $other | Export-BreachReport -Path $new")]
    [InlineData("New-BreachIncident $new")]
    [InlineData("New-BreachIncident (Join $new 'deep/incident.json')")]
    [InlineData("Export-PracticeDashboard (Join $new 'fleet.html') -LedgerPath $ledger")]
    [InlineData("Export-ExposureHistory $ledger (Join $new 'fleet.jsonl')")]
    [InlineData("$null = Import-ExposureHistory $lines (Join $new 'imported.db')")]
    [InlineData("$null = Merge-ExposureHistory $ledger (Join $new 'all.db')")]
    [InlineData("'127.0.0.1' | Invoke-PracticeAudit -Force -Port 9 -SkipRouter -SkipShares -LedgerPath (Join $new 'fleet.db')")]
    [InlineData("'127.0.0.1' | Invoke-PracticeAudit -Force -Port 9 -SkipRouter -SkipShares -LedgerPath $ledger")]
    [InlineData("'127.0.0.1' | Invoke-PracticeAudit -Force -Port 9 -SkipRouter -SkipShares -LedgerPath $ledger -Resume")]
    public void WhatIf_changes_no_files_and_folders(string line)
    {
        string ledger = Path.Combine(_folder, "kept.db");
        File.Copy(Ledger, ledger);
        string before = Fingerprint();
        const string Prepare = """
            param($samples, $ledger, $new, $lines)
            function Join($folder, $name) { [IO.Path]::Combine($folder, $name) }
            $router = Import-NmapScan "$samples/nmap-fault.xml"
            $other = Import-NmapScan "$samples/nmap-patched.xml"; $other.ComputerName = '203.0.113.9'

            """;

        RunResult run = ModuleRun.Invoke(Prepare + line + " -WhatIf", ModuleRun.Samples, ledger, Path.Combine(_folder, "new"), Path.ChangeExtension(Ledger, ".jsonl"));

        Assert.Empty(run.Errors);
        Assert.Empty(run.Output);
        Assert.Equal(before, Fingerprint());

        RunResult real = ModuleRun.Invoke(Prepare + line, ModuleRun.Samples, ledger, Path.Combine(_folder, "new"), Path.ChangeExtension(Ledger, ".jsonl"));
        Assert.Empty(real.Errors);
        Assert.NotEqual(before, Fingerprint()); // the line does write, so the comparison above can fail
    }

    [Fact]
    public void WhatIf_of_an_audit_sends_nothing()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        const string Line = "'127.0.0.1' | Invoke-PracticeAudit -Force -SkipRouter -SkipShares -Port ";

        Assert.Empty(ModuleRun.Invoke($"{Line}{port} -WhatIf").Output);
        Assert.False(listener.Pending());

        Assert.Single(ModuleRun.Invoke($"{Line}{port}").Output);
        Assert.True(listener.Pending());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Fingerprint() => string.Join('\n', Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(path => path + (File.Exists(path) ? ":" + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))) : "/")));
}
