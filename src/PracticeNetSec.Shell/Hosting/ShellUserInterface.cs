// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>
/// What the engine says, on the streams pwsh says it on: errors go to standard error, everything else to standard
/// output, progress to a terminal only.
/// </summary>
internal sealed class ShellUserInterface : PSHostUserInterface
{
    // Remote and parallel pipelines write from threads of their own.
    private readonly Lock _gate = new();
    private readonly ShellTerminal _terminal;
    private readonly ProgressLine _progress;
    private readonly ConsolePrompts _prompts;
    private bool _everythingIsError;

    internal ShellUserInterface(ShellTerminal terminal, bool interactionAllowed)
    {
        _terminal = terminal;
        _progress = new ProgressLine(terminal);
        _prompts = new ConsolePrompts(this, terminal, interactionAllowed);
        RawUI = new ShellRawUserInterface(terminal);
    }

    public override PSHostRawUserInterface RawUI { get; }

    public override bool SupportsVirtualTerminal => _terminal.OutputShowsColour;

    /// <summary>True while a prompt waits for the person at the keyboard.</summary>
    internal bool IsPrompting => _prompts.IsWaiting;

    /// <summary>Between this call and the disposal of its result, all output is part of an error report.</summary>
    internal IDisposable ReportingError()
    {
        _everythingIsError = true;
        return new EndOfReport(this);
    }

    internal void ClearProgress()
    {
        lock (_gate)
        {
            _progress.Clear();
        }
    }

    public override void Write(string value)
    {
        lock (_gate)
        {
            _progress.Hide();
            if (_everythingIsError)
            {
                _terminal.Error.Write(value);
            }
            else
            {
                _terminal.Write(value);
            }
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(Coloured(foregroundColor, backgroundColor, value));

    public override void WriteLine(string value)
    {
        lock (_gate)
        {
            _progress.Hide();
            if (_everythingIsError)
            {
                _terminal.WriteErrorLine(value);
            }
            else
            {
                _terminal.WriteLine(value);
            }
        }
    }

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        WriteLine(Coloured(foregroundColor, backgroundColor, value));

    public override void WriteErrorLine(string value)
    {
        lock (_gate)
        {
            _progress.Hide();
            _terminal.WriteErrorLine(value);
        }
    }

    public override void WriteWarningLine(string message) =>
        WriteLine(Styled(PSStyle.Instance.Formatting.Warning, "WARNING: " + message));

    public override void WriteVerboseLine(string message) =>
        WriteLine(Styled(PSStyle.Instance.Formatting.Verbose, "VERBOSE: " + message));

    public override void WriteDebugLine(string message) =>
        WriteLine(Styled(PSStyle.Instance.Formatting.Debug, "DEBUG: " + message));

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_gate)
        {
            _progress.Update(sourceId, record);
        }
    }

    public override string ReadLine() => _prompts.ReadLine();

    public override SecureString ReadLineAsSecureString() => _prompts.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) =>
        _prompts.AskFields(caption, message, descriptions);

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        _prompts.AskChoice(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        _prompts.AskCredential(caption, message, userName);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        _prompts.AskCredential(caption, message, userName);

    private string Coloured(ConsoleColor foreground, ConsoleColor background, string value)
    {
        // An unchanged colour arrives as the terminal's own, which outside Windows is unknown (-1).
        string codes = (Enum.IsDefined(foreground) ? PSStyle.MapForegroundColorToEscapeSequence(foreground) : string.Empty)
            + (Enum.IsDefined(background) && background != RawUI.BackgroundColor
                ? PSStyle.MapBackgroundColorToEscapeSequence(background)
                : string.Empty);
        return Styled(codes, value);
    }

    private string Styled(string codes, string value) =>
        _terminal.OutputShowsColour && codes.Length > 0 ? codes + value + PSStyle.Instance.Reset : value;

    private sealed class EndOfReport(ShellUserInterface owner) : IDisposable
    {
        public void Dispose() => owner._everythingIsError = false;
    }
}
