// SPDX-License-Identifier: MIT
using System;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Processes;

/// <summary>A prompt in an agent's process is an error, and the process ends.</summary>
public sealed class NonInteractive_asks_no_question
{
    [Theory]
    [InlineData("Get-BreachDeadline", "AwarenessTime")]
    [InlineData("Export-BreachReport", "InputObject")]
    [InlineData("ConvertTo-RmmResult -LedgerPath ./x.db", "Format")]
    [InlineData("Import-PracticeInventory", "Path")]
    [InlineData("Get-SupervisoryAuthority -Land NI; Test-ShareReachability 127.0.0.1 -Credential mfa", "redential")]
    [InlineData("New-BreachIncident ./never-written.json -Confirm", "NonInteractive")]
    public async Task A_missing_value_or_confirmation_is_named_in_an_error(string line, string name)
    {
        ProcessResult run = await Pwsh.RunWithAsync("an answer\n", null, "-NonInteractive", "-Command", "$ErrorActionPreference = 'Stop'; " + line);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(name, run.Error, StringComparison.Ordinal);
    }
}
