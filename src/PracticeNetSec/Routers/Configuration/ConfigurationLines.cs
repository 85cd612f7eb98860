// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Text;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>The lines of a configuration file, of which one at a time is held. Limits are far above what routers write.</summary>
internal sealed class ConfigurationLines
{
    /// <summary>Maximum characters of a file: support data of a FRITZ!Box has some MiB.</summary>
    public const long MaxTextLength = 64L * 1024 * 1024;

    /// <summary>Maximum characters of a line.</summary>
    public const int MaxLineLength = 64 * 1024;

    private readonly TextReader _text;
    private readonly string _name;
    private readonly char[] _buffer = new char[8192];
    private int _next;
    private int _filled;
    private long _total;

    /// <param name="text">The file.</param>
    /// <param name="name">Its name, for errors.</param>
    public ConfigurationLines(TextReader text, string name) => (_text, _name) = (text, name);

    /// <summary>Number of the last line read, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The next line without its end; null at the end of the text.</summary>
    /// <exception cref="InputException"><c>NotAConfiguration</c>: the text or the line is too long.</exception>
    public string? Read()
    {
        StringBuilder line = new();
        bool any = false;
        while (_next < _filled || Fill())
        {
            any = true;
            int end = Array.IndexOf(_buffer, '\n', _next, _filled - _next);
            int stop = end < 0 ? _filled : end;
            line.Append(_buffer, _next, stop - _next);
            _next = end < 0 ? _filled : end + 1;
            if (line.Length > MaxLineLength)
            {
                throw TooLong();
            }

            if (end >= 0)
            {
                break;
            }
        }

        if (!any)
        {
            return null;
        }

        Line++;
        return line.ToString().TrimEnd('\r');
    }

    private bool Fill()
    {
        _next = 0;
        _filled = _text.Read(_buffer, 0, _buffer.Length);
        _total += _filled;
        return _total <= MaxTextLength ? _filled > 0 : throw TooLong();
    }

    private InputException TooLong() =>
        new("NotAConfiguration", $"'{InputException.Quote(_name)}', line {Line + 1}: the line or the file is longer than any configuration of a router.");
}
