// SPDX-License-Identifier: MIT
using System;
using System.Text.RegularExpressions;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

public sealed partial class The_prompt_is_comfortable
{
    private const string ArrowUp = "\u001b[A";
    private const string ControlC = "\u0003";
    private const string ControlD = "\u0004";

    [OnLinuxFact]
    public void History_continuation_completion_interruption_and_exit()
    {
        using ShellProcess shell = ShellProcess.StartInTerminal("-NoLogo", "-WorkingDirectory", "/");
        int prompts = 0;
        void Enter(string keys)
        {
            shell.WaitFor("PS /> \r\u001b[6C", ++prompts);
            shell.Type(keys);
        }

        Enter("\"sum $(20+22)\"\r");
        shell.WaitFor("sum 42");

        // The arrow brings the line back, and a change at its start works on it.
        Enter(ArrowUp + "\u0001'again ' + \r");
        shell.WaitFor("again sum 42");

        // A statement goes on over lines until it is whole.
        Enter("if ($true) {\r");
        shell.WaitFor(">> ");
        shell.Type("'wh' + 'ole' }\r");
        shell.WaitFor("whole");

        // Tab completes a command of the engine.
        Enter("Get-Verboten" + ControlC);
        Enter("(Start-Sle\t -Milliseconds 1); 'com' + 'pleted'\r");
        shell.WaitFor("completed");
        Assert.Contains("Start-Sleep -Milliseconds", shell.Output, StringComparison.Ordinal);

        // Ctrl+C ends the command, not the shell.
        Enter("'spin' + 'ning'; while ($true) { }\r");
        shell.WaitFor("spinning");
        shell.Type(ControlC);

        Enter("exit 4\r");
        Assert.Equal(4, shell.Finish().ExitCode);
    }

    [OnLinuxFact]
    public void Control_D_leaves()
    {
        using ShellProcess shell = ShellProcess.StartInTerminal("-NoLogo");
        shell.WaitFor("PS ");
        shell.Type(ControlD);

        Assert.Equal(0, shell.Finish().ExitCode);
    }

    [OnLinuxFact]
    public void A_secret_is_not_shown()
    {
        using ShellProcess shell = ShellProcess.StartInTerminal("-Command", "'(Read-Host Key -AsSecureString).Length'");
        shell.WaitFor("Key: ");
        shell.Type("hunter22\r");
        ShellResult result = shell.Finish();

        Assert.DoesNotContain("hunter", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("8", EscapeSequence().Replace(result.Output, string.Empty).Trim(), StringComparison.Ordinal);
    }

    [OnLinuxFact]
    public void Progress_is_shown_on_a_terminal_and_gone_at_the_end()
    {
        using ShellProcess shell = ShellProcess.StartInTerminal("-Command", "'Write-Progress -Activity Scan -Status half -PercentComplete 50; Start-Sleep -Milliseconds 50; Write-Output over'");
        ShellResult result = shell.Finish();

        Assert.Contains("Scan [##########..........] 50 %  half", result.Output, StringComparison.Ordinal);
        Assert.Contains("\r\u001b[Kover", result.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\x1b(\[[?0-9;]*[A-Za-z]|=|>)")]
    private static partial Regex EscapeSequence();
}
