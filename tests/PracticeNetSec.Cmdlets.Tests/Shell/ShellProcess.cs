// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Tests.Engine;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

/// <summary>The built shell as a process of its own, its streams redirected as in a job.</summary>
internal sealed class ShellProcess : IDisposable
{
    // Far above what any run takes, far below what a hanging test would cost.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A test run in the background of a script inherits "ignore SIGINT", and so would every shell it starts.
    private static readonly string[] Launch = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _outputEnd;
    private readonly Task<string> _error;

    private ShellProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        start.StandardOutputEncoding = Encoding.UTF8;
        start.StandardErrorEncoding = Encoding.UTF8;
        _process = Process.Start(start)!;
        _outputEnd = Task.Run(ReadOutput);
        _error = _process.StandardError.ReadToEndAsync();
    }

    internal static string Assembly { get; } = Path.Combine(BuildPaths.ShellDirectory, "PracticeNetSec.Shell.dll");

    internal static ShellProcess Start(params string[] arguments) => StartWith(null, null, arguments);

    internal static ShellResult Run(params string[] arguments) => RunWith(null, null, arguments);

    internal static ShellResult RunWith(string? input, Action<ProcessStartInfo>? adjust, params string[] arguments)
    {
        using ShellProcess shell = StartWith(input, adjust, arguments);
        return shell.Finish();
    }

    /// <summary>Starts the shell in a terminal of its own: `script` belongs to every Debian.</summary>
    internal static ShellProcess StartInTerminal(params string[] arguments)
    {
        var start = new ProcessStartInfo("script");
        // exec: a shell left in between would itself die of a Ctrl+C that only the command in front may answer.
        string command = $"exec {string.Join(' ', Launch)} '{Assembly}' {string.Join(' ', arguments)}";
        foreach (string argument in new[] { "--quiet", "--return", "--echo", "never", "--command", command, "/dev/null" })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["TERM"] = "xterm";
        start.Environment["LANG"] = "C.UTF-8";
        return new ShellProcess(start);
    }

    internal void Type(string keys)
    {
        _process.StandardInput.Write(keys);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits until the output has the text so and so many times.</summary>
    internal void WaitFor(string text, int times = 1)
    {
        var watch = Stopwatch.StartNew();
        while (Count(Output, text) < times)
        {
            if (watch.Elapsed > Patience || _process.HasExited)
            {
                throw new TimeoutException($"'{text}' did not appear {times} times in: {Output}");
            }

            Task.Delay(20).Wait();
        }
    }

    internal string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Sends a signal by its name, as a shell would.</summary>
    internal void Signal(string name)
    {
        using Process kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end, for as long as a test may take.</summary>
    internal ShellResult Finish()
    {
        if (!_process.WaitForExit(Patience))
        {
            throw new TimeoutException($"The shell is still running after {Patience}: {Output}");
        }

        _outputEnd.Wait();
        return new ShellResult(_process.ExitCode, Output, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static ShellProcess StartWith(string? input, Action<ProcessStartInfo>? adjust, string[] arguments)
    {
        var start = new ProcessStartInfo(Launch[0]);
        foreach (string argument in (string[])[.. Launch[1..], Assembly, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        adjust?.Invoke(start);
        var shell = new ShellProcess(start);
        if (input is not null)
        {
            shell.Type(input);
        }

        shell._process.StandardInput.Close();
        return shell;
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

    private static int Count(string text, string part)
    {
        int count = 0;
        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}
