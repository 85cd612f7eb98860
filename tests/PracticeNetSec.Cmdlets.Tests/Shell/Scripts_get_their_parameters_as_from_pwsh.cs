// SPDX-License-Identifier: MIT
using System;
using System.IO;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

public sealed class Scripts_get_their_parameters_as_from_pwsh
{
    private const string Echo = "param([string]$Name, [switch]$Force, [int]$Count = 1, [Parameter(ValueFromRemainingArguments)]$Rest)\n\"$Name|$Force|$Count|$($Rest -join ',')\"";

    [Theory]
    [InlineData("|False|1|")]
    [InlineData("x|False|1|", "x")]
    [InlineData("a b|True|1|", "-Name", "a b", "-Force")]
    [InlineData("foo|False|5|c,d", "-Name:foo", "-Force:$false", "-Count", "5", "c", "d")]
    [InlineData("foo|False|1|", "-Name:", "foo")]
    [InlineData("$HOME|True|1|", "-n", "$HOME", "-f")]
    public void Names_switches_colons_and_plain_values(string expected, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("a.ps1", Echo);

        Assert.Equal([expected], ShellProcess.Run(["-File", script, .. arguments]).Lines);
    }

    [Fact]
    public void A_script_without_parameters_has_them_in_args()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("a.ps1", "$args -join '|'");

        Assert.Equal(["a|-b|c"], ShellProcess.Run("-File", script, "a", "-b", "c").Lines);
    }

    [Fact]
    public void A_script_knows_where_it_lies()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("a.ps1", "$PSScriptRoot; $PSCommandPath; $MyInvocation.MyCommand.Path; (Get-Location).Path");

        ShellResult result = ShellProcess.Run("-WorkingDirectory", Path.GetTempPath(), "-File", script);

        Assert.Equal([folder.Path, script, script, Path.TrimEndingDirectorySeparator(Path.GetTempPath())], result.Lines);
    }

    [Fact]
    public void The_first_word_that_is_no_parameter_is_a_script()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("a.ps1", Echo);

        Assert.Equal(["y|False|1|"], ShellProcess.Run("-NoLogo", "-NoProfile", "-NonInteractive", script, "y").Lines);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_one_clear_error()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("a.ps1", Echo);

        ShellResult result = ShellProcess.Run("-File", script, "-Count", "many");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Cannot process argument transformation on parameter 'Count'", result.Error, StringComparison.Ordinal);
    }
}
