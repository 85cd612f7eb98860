// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Text;

namespace PracticeNetSec.Snmp.Recorded;

/// <summary>Reads text line by line without ever holding more than one line of bounded length.</summary>
internal sealed class BoundedLineReader
{
    /// <summary>Maximum characters of a recording.</summary>
    public const long MaxTextLength = 64L * 1024 * 1024;

    /// <summary>Maximum characters of a line, more than the longest possible SNMP value.</summary>
    public const int MaxLineLength = 256 * 1024;

    private readonly TextReader _text;
    private readonly string _name;
    private readonly char[] _buffer = new char[8192];
    private int _next;
    private int _filled;
    private long _total;

    public BoundedLineReader(TextReader text, string name) => (_text, _name) = (text, name);

    /// <summary>Number of the last line read, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The next line without its end (LF or CR LF); null at the end of the text.</summary>
    /// <exception cref="RecordingFormatException">The text or the line is too long.</exception>
    public string? ReadLine()
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
                throw new RecordingFormatException(_name, Line + 1, "the line is longer than any value of a device");
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
        if (line.Length > 0 && line[line.Length - 1] == '\r')
        {
            line.Length--;
        }

        return line.ToString();
    }

    private bool Fill()
    {
        _next = 0;
        _filled = _text.Read(_buffer, 0, _buffer.Length);
        _total += _filled;
        return _total <= MaxTextLength ? _filled > 0
            : throw new RecordingFormatException(_name, Line + 1, "the file is larger than 64 MiB, which no recording of a router is");
    }
}
