// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Text;

namespace PracticeNetSec.Files;

/// <summary>Reads text line by line without ever holding more than one line of bounded length.</summary>
internal sealed class BoundedLineReader
{
    /// <summary>Maximum characters of a text that is held whole: far above any recording or configuration of a router.</summary>
    public const long MaxTextLength = 64L * 1024 * 1024;

    private readonly TextReader _text;
    private readonly int _maxLineLength;
    private readonly long _maxTextLength;
    private readonly Func<int, bool, Exception> _tooLong;
    private readonly char[] _buffer = new char[8192];
    private int _next;
    private int _filled;
    private long _total;

    /// <param name="text">The text.</param>
    /// <param name="maxLineLength">Maximum characters of a line.</param>
    /// <param name="maxTextLength">Maximum characters of the text; <see cref="long.MaxValue"/> where none of it is held.</param>
    /// <param name="tooLong">The error for a line by its number, which is too long itself, or at which the text becomes so (<see langword="false"/>).</param>
    public BoundedLineReader(TextReader text, int maxLineLength, long maxTextLength, Func<int, bool, Exception> tooLong) =>
        (_text, _maxLineLength, _maxTextLength, _tooLong) = (text, maxLineLength, maxTextLength, tooLong);

    /// <summary>Number of the last line read, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The next line without its end (LF or CR LF); null at the end of the text.</summary>
    /// <exception cref="Exception">That of the caller: the text or the line is too long.</exception>
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
            if (line.Length > _maxLineLength)
            {
                throw _tooLong(Line + 1, true);
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
        return _total <= _maxTextLength ? _filled > 0 : throw _tooLong(Line + 1, false);
    }
}
