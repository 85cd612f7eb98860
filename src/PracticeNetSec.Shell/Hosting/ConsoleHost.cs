using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>The engine's view of this console.</summary>
internal sealed class ConsoleHost(bool nonInteractive) : PSHost
{
    private readonly ConsoleUserInterface _ui = new(nonInteractive);

    /// <summary>What a script's <c>exit</c> asked for.</summary>
    public int? RequestedExit { get; private set; }

    public override string Name => "PracticeNetSec.Shell";

    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => RequestedExit = exitCode;

    /// <summary>Nested prompts belong to debuggers, which this console is not.</summary>
    /// <exception cref="HostException">Always.</exception>
    public override void EnterNestedPrompt() => throw new HostException("This console has no nested prompt.");

    /// <inheritdoc cref="EnterNestedPrompt"/>
    public override void ExitNestedPrompt() => throw new HostException("This console has no nested prompt.");

    public override void NotifyBeginApplication()
    {
        // Native programs share this console as it is.
    }

    public override void NotifyEndApplication()
    {
        // Native programs share this console as it is.
    }
}
