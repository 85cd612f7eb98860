using System.Linq;
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
}
