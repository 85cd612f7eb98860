// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>The JEA role that ships with the module, and the workflow that calls the repository's own entries.</summary>
public sealed class RoleCapabilityTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string Visible = "$role = Import-PowerShellDataFile (Join-Path (Split-Path (Get-Module PracticeNetSec).Path) 'RoleCapabilities/PracticeNetSecAudit.psrc'); $visible = $role.VisibleCmdlets;";

    [Fact]
    public void It_names_existing_commands_and_parameters()
    {
        string missing = engine.Run(Visible + """
            foreach ($entry in $visible) {
                $name = if ($entry -is [string]) { $entry } else { $entry.Name }
                $command = Get-Command $name -ErrorAction Ignore
                if (-not $command) { $name }
                if ($entry -isnot [string]) { $entry.Parameters.Name | Where-Object { -not $command.Parameters.ContainsKey($_) } | ForEach-Object { "$name $_" } }
            }
            """).WithoutErrors().Joined;

        Assert.Equal("", missing);
    }

    [Fact]
    public void It_writes_no_file_and_takes_no_credential()
    {
        string offered = engine.Run(Visible + """
            foreach ($entry in $visible) {
                $name = if ($entry -is [string]) { $entry } else { $entry.Name }
                $names = if ($entry -is [string]) { (Get-Command $name).Parameters.Keys } else { $entry.Parameters.Name }
                $names | Where-Object { $_ -in 'Force', 'Credential', 'SnmpCredential', 'Community' -or ($_ -eq 'LedgerPath' -and $name -like '*Audit') } | ForEach-Object { "$name $_" }
                if ($name -match '\\(Export|New|Merge)-|Import-ExposureHistory') { $name }
            }
            """).WithoutErrors().Joined;

        Assert.Equal("", offered);
    }

    [Fact]
    public void The_workflow_calls_what_exists_and_says_that_it_was_not_run()
    {
        string workflow = File.ReadAllText(Path.Combine(ModuleRun.Root, ".github/workflows/ci.yml"));

        Assert.Contains("Not run yet", workflow, StringComparison.Ordinal);
        string[] called = [.. Regex.Matches(workflow, @"(?<=run:.*?)(\./)?((\.ci|tests|build)[\w/.]*)").Select(match => match.Groups[2].Value)];
        Assert.Contains(".ci/run", called);
        Assert.Contains("build.ps1", called);
        Assert.All(called, path => Assert.True(Path.Exists(Path.Combine(ModuleRun.Root, path)), path));
    }
}
