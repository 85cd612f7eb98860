// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Shell.Interactive;

/// <summary>
/// The lines of this session, for the arrow keys. Kept in memory only: a line may hold a community or a password.
/// </summary>
internal sealed class CommandHistory
{
    private const int Limit = 4096;

    private readonly List<string> _lines = [];
    private int _position;
    private string _draft = string.Empty;

    /// <summary>Remembers a line, unless it is blank or repeats the one before.</summary>
    internal void Add(string line)
    {
        if (!string.IsNullOrWhiteSpace(line) && (_lines.Count == 0 || _lines[^1] != line))
        {
            _lines.Add(line);
            if (_lines.Count > Limit)
            {
                _lines.RemoveAt(0);
            }
        }

        _position = _lines.Count;
        _draft = string.Empty;
    }

    /// <summary>The line before the one shown; the line being typed is kept and comes back with <see cref="Next"/>.</summary>
    internal string? Previous(string shown)
    {
        if (_position == 0)
        {
            return null;
        }

        if (_position == _lines.Count)
        {
            _draft = shown;
        }

        return _lines[--_position];
    }

    /// <summary>The line after the one shown, at the end the draft.</summary>
    internal string? Next()
    {
        if (_position >= _lines.Count)
        {
            return null;
        }

        _position++;
        return _position == _lines.Count ? _draft : _lines[_position];
    }
}
