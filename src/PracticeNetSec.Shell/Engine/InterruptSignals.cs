// SPDX-License-Identifier: MIT
using System;
using System.Runtime.InteropServices;
using PracticeNetSec.Shell.Hosting;

namespace PracticeNetSec.Shell.Engine;

/// <summary>
/// Ctrl+C and the polite kill. At a prompt Ctrl+C stops the command; otherwise it stops the command and ends the
/// process. Whoever presses it twice gets the end at once, even if a command refuses to stop.
/// </summary>
internal sealed class InterruptSignals : IDisposable
{
    private readonly ShellHost _host;
    private readonly bool _interactive;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private volatile EngineSession? _session;
    private volatile int _endedBy;

    internal InterruptSignals(ShellHost host, bool interactive)
    {
        _host = host;
        _interactive = interactive;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => OnSignal(signal, ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => OnSignal(signal, ExitCode.Terminated));
    }

    /// <summary>The exit code of the signal that ended the work, or null.</summary>
    internal int? EndedBy => _endedBy == 0 ? null : _endedBy;

    /// <summary>From now on a signal stops the session's command; before, it ends the process.</summary>
    internal void Watch(EngineSession session) => _session = session;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void OnSignal(PosixSignalContext signal, int code)
    {
        signal.Cancel = true;
        EngineSession? session = _session;
        if (_interactive && code == ExitCode.Interrupted && session is not null)
        {
            session.Stop();
            return;
        }

        bool again = _endedBy != 0;
        _endedBy = code;

        // At once where no command runs that could stop: before the engine is open, between two commands, or while
        // a question waits for a key.
        if (again || session is null || _interactive || _host.ShellUI.IsPrompting || !session.Stop())
        {
            Environment.Exit(code);
        }
    }
}
