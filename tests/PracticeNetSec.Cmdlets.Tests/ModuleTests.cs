// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Cmdlets.Tests.Shell;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

public class ModuleTests
{
    [Fact]
    public void The_module_exports_what_its_manifest_names_and_nothing_else()
    {
        RunResult run = ModuleRun.Invoke(
            "(Test-ModuleManifest $args[0]).ExportedCmdlets.Keys; '---'; (Get-Command -Module PracticeNetSec).Name", ModuleRun.ManifestPath);

        string[] lines = run.Output.Select(line => line.ToString()).ToArray();
        int split = System.Array.IndexOf(lines, "---");
        Assert.Empty(run.Errors);
        Assert.Equal(lines[..split].Order(), lines[(split + 1)..].Order());
        Assert.Equal(17, split);
    }

    [Fact]
    public void The_module_can_be_removed_and_imported_again()
    {
        RunResult run = ModuleRun.Invoke("Remove-Module PracticeNetSec; Import-Module $args[0]; (Get-Command Test-PortReachability).Source", ModuleRun.ManifestPath);

        Assert.Empty(run.Errors);
        Assert.Equal("PracticeNetSec", Assert.Single(run.Output).ToString());
    }

    [Fact]
    public void Nothing_heavy_loads_before_it_is_used()
    {
        ShellResult run = ShellProcess.Run("-Command", "Get-Command -Module PracticeNetSec | Out-Null; [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.Location -like '*Modules*PracticeNetSec*' } | ForEach-Object { $_.GetName().Name } | Sort-Object");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["PracticeNetSec", "PracticeNetSec.Cmdlets"], run.Output.Split('\n', System.StringSplitOptions.RemoveEmptyEntries | System.StringSplitOptions.TrimEntries));
    }
}
