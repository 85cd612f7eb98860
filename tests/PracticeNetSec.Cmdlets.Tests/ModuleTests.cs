// SPDX-License-Identifier: MIT
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

public class ModuleTests
{
    [Fact]
    public async Task Nothing_heavy_loads_before_it_is_used()
    {
        ProcessResult run = await Pwsh.RunAsync("-Command", "Import-Module PracticeNetSec; Get-Command -Module PracticeNetSec | Out-Null; [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.Location -like '*artifacts*PracticeNetSec*' } | ForEach-Object { $_.GetName().Name } | Sort-Object");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["PracticeNetSec", "PracticeNetSec.Cmdlets", "PracticeNetSec.Loading"], run.Lines);
    }
}
