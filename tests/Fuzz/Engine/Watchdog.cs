using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>
/// Ends the process when an input does not end, which nothing inside .NET can end otherwise. The input that is being
/// tried also lies in a file at every moment, so that one which kills the process (a stack that overflows) is not lost.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Action<string, Finding> _report;
    private readonly TimeSpan _patience;
    private readonly FileStream _current;
    private readonly Timer _timer;
    private readonly Lock _gate = new();
    private string _target = "";
    private byte[]? _input;
    private long _start;

    /// <param name="currentInput">File that holds the input under way.</param>
    /// <param name="patience">How long an input may take before the process is given up.</param>
    /// <param name="report">Told of the target and the input; must not return.</param>
    public Watchdog(string currentInput, TimeSpan patience, Action<string, Finding> report)
    {
        (_patience, _report) = (patience, report);
        _current = new FileStream(currentInput, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _timer = new Timer(_ => Look(), null, patience / 4, patience / 4);
    }

    public void Begin(string target, byte[] input)
    {
        _current.Position = 0;
        _current.Write(input);
        if (_current.Length != input.Length)
        {
            _current.SetLength(input.Length);
        }

        lock (_gate)
        {
            (_target, _input, _start) = (target, input, Stopwatch.GetTimestamp());
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _input = null;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _current.Dispose();
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_input is not null && Stopwatch.GetElapsedTime(_start) is { } since && since > _patience)
            {
                _report(_target, Finding.Hang(since, _input));
            }
        }
    }
}
