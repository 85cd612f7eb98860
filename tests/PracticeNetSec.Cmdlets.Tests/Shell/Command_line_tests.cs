// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Shell;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

public sealed class Command_line_tests
{
    [Theory]
    [InlineData("-c", "x")]
    [InlineData("-Comm", "x")]
    [InlineData("--command", "x")]
    [InlineData("-nop", "-noni", "-ep", "Bypass", "-C", "x")]
    public void Parameters_may_be_shortened_as_pwsh_allows(params string[] words)
    {
        ShellArguments arguments = ShellArguments.Parse(words);

        Assert.Equal("Command", arguments.Mode.ToString());
        Assert.Equal("x", arguments.Text);
    }

    [Fact]
    public void Everything_after_the_script_belongs_to_the_script()
    {
        ShellArguments arguments = ShellArguments.Parse(["-NonInteractive", "a.ps1", "-Command", "-NoLogo"]);

        Assert.Equal("a.ps1", arguments.Text);
        Assert.Equal(["-Command", "-NoLogo"], arguments.ScriptArguments);
        Assert.True(arguments.NonInteractive);
        Assert.False(arguments.NoLogo);
    }

    [Theory]
    [InlineData("-Command")]
    [InlineData("-File")]
    [InlineData("-Command", "-", "more")]
    [InlineData("-WorkingDirectory")]
    [InlineData("-EncodedCommand", "no base64!")]
    [InlineData("-EncodedCommand")]
    public void What_is_incomplete_is_refused_with_a_reason(params string[] words)
    {
        ShellArguments arguments = ShellArguments.Parse(words);

        Assert.Equal("Invalid", arguments.Mode.ToString());
        Assert.NotEmpty(arguments.Problem);
    }

    [Fact]
    public void Dashes_of_a_word_processor_are_dashes() =>
        Assert.Equal("–Name", ScriptParameters.Read(["–Name", "x"]).First().Name);
}
