// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>The host the engine talks to: one process, one terminal, one exit code.</summary>
internal sealed class ShellHost(ShellTerminal terminal, bool interactionAllowed) : PSHost
{
    private int? _exitCode;

    public override string Name => "PracticeNetSec.Shell";

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version ?? new Version(0, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => ShellUI;

    internal ShellUserInterface ShellUI { get; } = new(terminal, interactionAllowed);

    /// <summary>The code of <c>exit n</c>, once a script has asked to leave.</summary>
    internal int? RequestedExitCode => _exitCode;

    /// <summary>Runs the prompt inside a prompt (choice "Suspend" of a confirmation); null when nobody is there.</summary>
    internal Action? NestedPrompt { get; set; }

    /// <summary>True from <c>exit</c> inside a nested prompt until that prompt has ended.</summary>
    internal bool LeavingNestedPrompt { get; set; }

    public override void SetShouldExit(int exitCode) => _exitCode = exitCode;

    public override void EnterNestedPrompt()
    {
        if (NestedPrompt is null)
        {
            throw new HostException("There is no prompt to suspend to: the shell does not run interactively.");
        }

        NestedPrompt();
    }

    public override void ExitNestedPrompt() => LeavingNestedPrompt = true;

    public override void NotifyBeginApplication() => ShellUI.ClearProgress();

    public override void NotifyEndApplication()
    {
        // .NET gives the terminal back to us by itself.
    }
}
