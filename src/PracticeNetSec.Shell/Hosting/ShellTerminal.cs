// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>
/// Where text goes and comes from, and what the other end can show. Knows nothing of PowerShell's host classes,
/// so that tests put string writers in place of the console.
/// </summary>
internal sealed class ShellTerminal
{
    // Wide enough for the module's tables, narrow enough for a log file or a mail.
    private const int RedirectedWidth = 120;
    private const int RedirectedHeight = 50;

    private readonly Lazy<TextReader> _input;

    internal ShellTerminal(TextWriter output, TextWriter error, TextReader input)
    {
        Output = output;
        Error = error;
        _input = new Lazy<TextReader>(input);
    }

    private ShellTerminal()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        OutputIsTerminal = !Console.IsOutputRedirected;
        ErrorIsTerminal = !Console.IsErrorRedirected;
        InputIsTerminal = !Console.IsInputRedirected;

        // Text for another program is UTF-8 on every system, whatever code page the console has.
        if (!OutputIsTerminal)
        {
            Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true });
        }

        if (!ErrorIsTerminal)
        {
            Console.SetError(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true });
        }

        Output = Console.Out;
        Error = Console.Error;
        _input = new Lazy<TextReader>(() => InputIsTerminal
            ? Console.In
            : new StreamReader(Console.OpenStandardInput(), utf8, detectEncodingFromByteOrderMarks: true));

        bool wantsPlain = Environment.GetEnvironmentVariable("TERM") == "dumb"
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        bool understands = WindowsConsole.EnableEscapeSequences();
        OutputShowsColour = OutputIsTerminal && understands && !wantsPlain;
        ErrorShowsColour = ErrorIsTerminal && understands && !wantsPlain;
        CanEditLines = InputIsTerminal && OutputIsTerminal && understands
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
    }

    internal TextWriter Output { get; }

    internal TextWriter Error { get; }

    internal TextReader Input => _input.Value;

    internal bool OutputIsTerminal { get; }

    internal bool ErrorIsTerminal { get; }

    internal bool InputIsTerminal { get; }

    /// <summary>Whether escape sequences for colour may go to <see cref="Output"/>.</summary>
    internal bool OutputShowsColour { get; }

    /// <summary>Whether escape sequences for colour may go to <see cref="Error"/>.</summary>
    internal bool ErrorShowsColour { get; }

    /// <summary>Whether keys can be read one by one and the line redrawn.</summary>
    internal bool CanEditLines { get; }

    /// <summary>Columns of <see cref="Output"/>.</summary>
    internal int Width => OutputIsTerminal ? WindowWidth : RedirectedWidth;

    /// <summary>Columns of <see cref="Error"/>.</summary>
    internal int ErrorWidth => ErrorIsTerminal ? WindowWidth : RedirectedWidth;

    internal int Height => OutputIsTerminal ? Math.Max(5, Console.WindowHeight) : RedirectedHeight;

    // A pseudo-terminal without a size says 0; under 20 columns no table is a table.
    private static int WindowWidth => Console.WindowWidth is > 0 and int width ? Math.Max(20, width) : 80;

    /// <summary>The console of this process.</summary>
    internal static ShellTerminal ForProcess() => new();

    internal void Write(string text) => Output.Write(OutputShowsColour ? text : Plain(text));

    internal void WriteLine(string text) => Output.WriteLine(OutputShowsColour ? text : Plain(text));

    internal void WriteErrorLine(string text) => Error.WriteLine(ErrorShowsColour ? text : Plain(text));

    private static string Plain(string text) =>
        text.Contains('\u001b', StringComparison.Ordinal)
            ? new StringDecorated(text).ToString(OutputRendering.PlainText)
            : text;
}
