// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Shell.Engine;
using PracticeNetSec.Shell.Hosting;

namespace PracticeNetSec.Shell.Interactive;

/// <summary>Prompt, read, run, again, until `exit` or the end of input.</summary>
internal sealed class InteractiveLoop
{
    private const string ContinuationPrompt = ">> ";

    private readonly EngineSession _session;
    private readonly ShellHost _host;
    private readonly ShellTerminal _terminal;
    private readonly CommandHistory _history = new();
    private readonly LineEditor _editor;

    internal InteractiveLoop(EngineSession session, ShellHost host, ShellTerminal terminal)
    {
        _session = session;
        _host = host;
        _terminal = terminal;
        _editor = new LineEditor(terminal, _history, new TabCompletion(session));
        host.NestedPrompt = RunNested;
    }

    internal void Run() => RunWhile(() => _host.RequestedExitCode is null);

    private void RunNested()
    {
        RunWhile(() => !_host.LeavingNestedPrompt && _host.RequestedExitCode is null);
        _host.LeavingNestedPrompt = false;
    }

    private void RunWhile(Func<bool> goOn)
    {
        while (goOn())
        {
            if (ReadStatement() is not { } statement)
            {
                return;
            }

            if (string.IsNullOrWhiteSpace(statement))
            {
                continue;
            }

            if (_session.RunScript(statement) is { } failure)
            {
                _session.Report(failure);
            }
        }
    }

    /// <summary>One whole statement, over as many lines as it takes; null at the end of input.</summary>
    private string? ReadStatement()
    {
        string statement = string.Empty;
        string prompt = _session.PromptText();
        while (true)
        {
            LineResult line = ReadLine(prompt);
            if (line.EndOfInput)
            {
                return null;
            }

            if (line.Interrupted)
            {
                return string.Empty;
            }

            _history.Add(line.Text);
            statement = statement.Length == 0 ? line.Text : statement + "\n" + line.Text;
            if (InputScript.IsComplete(statement))
            {
                return statement;
            }

            prompt = ContinuationPrompt;
        }
    }

    private LineResult ReadLine(string prompt)
    {
        if (_terminal.CanEditLines)
        {
            return _editor.Read(prompt);
        }

        // A terminal that cannot redraw a line, or one whose output goes to a file: the system's own line input.
        (_terminal.OutputIsTerminal ? _terminal.Output : _terminal.Error).Write(prompt);
        return _terminal.Input.ReadLine() is { } text ? new LineResult(text) : new LineResult(string.Empty, EndOfInput: true);
    }
}
