// SPDX-License-Identifier: MIT
using System;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

public sealed class Exit_codes_are_those_of_pwsh
{
    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 5", 5)]
    [InlineData("exit", 0)]
    [InlineData("& { exit 3 }; 1", 3)]
    [InlineData("throw 'x'", 1)]
    [InlineData("Get-NoSuchCommand", 1)]
    [InlineData("1; Get-Item /no/such/path", 1)]
    [InlineData("Get-Item /no/such/path; 1", 0)]
    [InlineData("1+", 1)]
    public void Command_reports_exit_or_whether_its_last_statement_succeeded(string script, int expected) =>
        Assert.Equal(expected, ShellProcess.Run("-Command", script).ExitCode);

    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 5", 5)]
    [InlineData("function f { exit 4 }; f; 5", 4)]
    [InlineData("throw 'x'", 1)]
    [InlineData("1+", 1)]
    [InlineData("Get-Item /no/such/path", 0)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Item /no/such/path; 'not reached'", 1)]
    public void File_reports_exit_or_an_uncaught_error(string script, int expected)
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(expected, ShellProcess.Run("-File", folder.Write("a.ps1", script)).ExitCode);
    }

    [Fact]
    public void Exit_of_a_script_that_a_script_calls_ends_only_that_script()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.ps1", "exit 9");
        string outer = folder.Write("outer.ps1", "& $PSScriptRoot/inner.ps1; \"inner gave $LASTEXITCODE\"");

        ShellResult result = ShellProcess.Run("-File", outer);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["inner gave 9"], result.Lines);
    }

    [Fact]
    public void A_missing_script_is_a_bad_command_line()
    {
        ShellResult result = ShellProcess.Run("-File", "no-such-script.ps1");

        Assert.Equal(64, result.ExitCode);
        Assert.Contains("'no-such-script.ps1' is not recognized as the name of a script file", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_parameter_is_a_bad_command_line() => Assert.Equal(64, ShellProcess.Run("-NoSuchParameter").ExitCode);

    [Fact]
    public void A_module_that_is_not_there_is_named_together_with_the_remedy()
    {
        ShellResult result = ShellProcess.RunWith(
            null, start => start.Environment["PRACTICENETSEC_MODULE"] = "/no/such/module", "-Command", "1");

        Assert.Equal(70, result.ExitCode);
        Assert.Contains("/no/such/module", result.Error, StringComparison.Ordinal);
        Assert.Contains("dotnet build", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_does_not_load_is_named_together_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        folder.Write("PracticeNetSec.psd1", "@{ ModuleVersion = '1.0'; RootModule = 'missing.dll' }");

        ShellResult result = ShellProcess.RunWith(
            null, start => start.Environment["PRACTICENETSEC_MODULE"] = folder.Path, "-Command", "1");

        Assert.Equal(70, result.ExitCode);
        Assert.Contains("missing.dll", result.Error, StringComparison.Ordinal);
    }
}
