// SPDX-License-Identifier: MIT
using System;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

public sealed class Questions_without_a_person_are_errors
{
    [Theory]
    [InlineData("Read-Host Name")]
    [InlineData("Get-Credential")]
    [InlineData("$Host.UI.PromptForChoice('c', 'm', @('&Yes', '&No'), 0)")]
    public void With_NonInteractive_a_question_says_so(string question)
    {
        ShellResult result = ShellProcess.RunWith("an answer\n", null, "-NonInteractive", "-Command", question);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("-NonInteractive", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_mandatory_parameter_is_named()
    {
        ShellResult result = ShellProcess.Run("-NonInteractive", "-Command", "function f { param([Parameter(Mandatory)]$Name) }; f");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("missing mandatory parameters: Name", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_it_a_pipe_may_answer() =>
        Assert.Equal(["Name: you are Ada"], ShellProcess.RunWith("Ada\n", null, "-Command", "$n = Read-Host Name; \"you are $n\"").Lines);

    [Fact]
    public void A_pipe_that_has_ended_is_an_error_and_no_endless_wait()
    {
        ShellResult result = ShellProcess.Run("-Command", "Read-Host Name");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("standard input has ended", result.Error, StringComparison.Ordinal);
    }
}
