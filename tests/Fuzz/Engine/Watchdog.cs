// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Threading;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>
/// Ends the process when an input does not end, which nothing inside .NET can end otherwise. The input that is being
/// tried also lies in a file at every moment, so that one which kills the process (a stack that overflows) is not lost: its length in four bytes, then itself.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    /// <summary>Name of that file.</summary>
    public const string CurrentInput = "current-input.bin";

    private const int MaxInputLength = 1024 * 1024;

    private readonly Action<string, Finding> _report;
    private readonly TimeSpan _patience;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _current;
    private readonly Timer _timer;
    private readonly Lock _gate = new();
    private string _target = "";
    private byte[]? _input;
    private long _start;

    /// <param name="folder">Where the file lies.</param>
    /// <param name="patience">How long an input may take before the process is given up.</param>
    /// <param name="report">Told of the target and the input; must not return.</param>
    public Watchdog(string folder, TimeSpan patience, Action<string, Finding> report)
    {
        (_patience, _report) = (patience, report);
        _file = MemoryMappedFile.CreateFromFile(Path.Combine(folder, CurrentInput), FileMode.Create, mapName: null, sizeof(int) + MaxInputLength);
        _current = _file.CreateViewAccessor();
        _timer = new Timer(_ => Look(), null, patience / 4, patience / 4);
    }

    /// <summary>The input in a file: of the one that was under way, or of a kept one.</summary>
    public static byte[] Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        return Path.GetFileName(path) == CurrentInput ? bytes.AsSpan(sizeof(int), BitConverter.ToInt32(bytes)).ToArray() : bytes;
    }

    public void Begin(string target, byte[] input)
    {
        _current.Write(0, input.Length);
        _current.WriteArray(sizeof(int), input, 0, input.Length);
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
        _file.Dispose();
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
