// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Text;
using System.Threading.Tasks;

namespace PracticeNetSec.Testing;

/// <summary>A program under test, its three streams redirected to the test.</summary>
public sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _outputEnd;
    private readonly Task<string> _error;

    private ChildProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        _process = Process.Start(start)!;
        _outputEnd = Task.Run(ReadOutput);
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The standard output so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a program that may be written to; see <see cref="Write"/> and <see cref="CloseInput"/>.</summary>
    public static ChildProcess Start(string program, string[] arguments, Action<ProcessStartInfo>? adjust = null)
    {
        ProcessStartInfo start = new(program, arguments);
        adjust?.Invoke(start);
        return new ChildProcess(start);
    }

    /// <summary>Runs a program to its end, with nothing to read.</summary>
    /// <exception cref="TimeoutException">It ran for longer than <paramref name="timeout"/> (three minutes when not given) and was killed.</exception>
    public static async Task<ProcessResult> RunAsync(string program, string[] arguments, Action<ProcessStartInfo>? adjust = null, TimeSpan? timeout = null)
    {
        using ChildProcess child = Start(program, arguments, adjust);
        child.CloseInput();
        return await child.FinishAsync(timeout ?? DefaultTimeout);
    }

    /// <summary>Writes to its standard input.</summary>
    public void Write(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>Ends its standard input.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Waits until the output contains a text.</summary>
    /// <exception cref="TimeoutException">The process ended, or a minute passed, without it.</exception>
    public void WaitFor(string text)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (watch.Elapsed > TimeSpan.FromMinutes(1) || _process.HasExited)
            {
                throw new TimeoutException($"'{text}' did not appear in: {Output}");
            }

            Task.Delay(20).Wait();
        }
    }

    /// <summary>Sends a signal by its name, such as INT or TERM. Unix only.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Ends the process and its children at once (SIGKILL) and waits until they have gone.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It ran for longer than <paramref name="timeout"/> and was killed.</exception>
    public async Task<ProcessResult> FinishAsync(TimeSpan timeout)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)} ran for longer than {timeout}: {Output}");
        }

        await _outputEnd;
        return new ProcessResult(_process.ExitCode, Output, await _error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void ReadOutput()
    {
        char[] buffer = new char[4096];
        while (_process.StandardOutput.Read(buffer, 0, buffer.Length) is > 0 and int count)
        {
            lock (_output)
            {
                _output.Append(buffer, 0, count);
            }
        }
    }
}
