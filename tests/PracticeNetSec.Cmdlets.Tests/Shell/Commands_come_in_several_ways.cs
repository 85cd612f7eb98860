// SPDX-License-Identifier: MIT
using System;
using System.Text;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

public sealed class Commands_come_in_several_ways
{
    [Fact]
    public void The_words_after_command_are_joined() => Assert.Equal(["3"], ShellProcess.Run("-Command", "1", "+", "2").Lines);

    [Fact]
    public void An_encoded_command_is_utf16_in_base64() =>
        Assert.Equal(["Grüße"], ShellProcess.Run("-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes("'Grüße'"))).Lines);

    [Fact]
    public void A_dash_reads_statements_from_standard_input()
    {
        const string Script = """
            function f {

                "multi-line"
            }

            f
            throw "one statement"
            if ($false) {
            }
            else { "the next goes on" }

            exit 3
            "not reached"
            """;

        ShellResult result = ShellProcess.RunWith(Script, null, "-Command", "-");

        Assert.Equal(["multi-line", "the next goes on"], result.Lines);
        Assert.Contains("one statement", result.Error, StringComparison.Ordinal);
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public void Without_arguments_a_pipe_is_read_the_same_way() =>
        Assert.Equal(["2"], ShellProcess.RunWith("1 + 1\n", null).Lines);

    [Fact]
    public void Piped_lines_are_input_for_a_script_that_asks_for_them() =>
        Assert.Equal(["got a", "got b"], ShellProcess.RunWith("a\nb\n", null, "-Command", "$input | ForEach-Object { \"got $_\" }").Lines);

    [Fact]
    public void Version_names_the_module_and_the_engine() =>
        Assert.Matches(@"^PracticeNetSec \d+\.\d+\.\d+, PowerShell engine 7\.\d+\.\d+\s*$", ShellProcess.Run("-Version").Output);

    [Fact]
    public void Help_names_the_exit_codes()
    {
        ShellResult result = ShellProcess.Run("-?");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("130 Ctrl+C", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_module_is_there_and_nothing_is_sent_anywhere()
    {
        ShellResult result = ShellProcess.Run("-Command", "(Get-Module PracticeNetSec).Name; $env:POWERSHELL_TELEMETRY_OPTOUT; $env:POWERSHELL_UPDATECHECK");

        Assert.Equal(["PracticeNetSec", "1", "Off"], result.Lines);
    }

    [Fact]
    public void Parallel_runspaces_find_the_module_and_the_stand_ins_too()
    {
        ShellResult result = ShellProcess.Run("-Command", "1 | ForEach-Object -Parallel { (Import-Module PracticeNetSec -PassThru).Name; 1..3 | Select-Object -First 1 }");

        Assert.Equal(["PracticeNetSec", "1"], result.Lines);
    }
}
