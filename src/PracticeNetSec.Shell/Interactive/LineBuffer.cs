// SPDX-License-Identifier: MIT
using System;
using System.Text;

namespace PracticeNetSec.Shell.Interactive;

/// <summary>One line being typed: text and cursor, and what keys do to them. Knows no terminal.</summary>
internal sealed class LineBuffer
{
    private readonly StringBuilder _text = new();

    internal string Text => _text.ToString();

    /// <summary>Index into <see cref="Text"/>; never inside a surrogate pair.</summary>
    internal int Cursor { get; private set; }

    internal int Length => _text.Length;

    internal void Insert(char value)
    {
        _text.Insert(Cursor, value);
        Cursor++;
    }

    internal void Replace(string text) => Replace(0, _text.Length, text);

    /// <summary>Puts <paramref name="text"/> in place of a part and the cursor behind it.</summary>
    internal void Replace(int start, int length, string text)
    {
        _text.Remove(start, length).Insert(start, text);
        Cursor = start + text.Length;
    }

    internal void Left() => Cursor = Before(Cursor);

    internal void Right() => Cursor = After(Cursor);

    internal void Home() => Cursor = 0;

    internal void End() => Cursor = _text.Length;

    internal void WordLeft()
    {
        while (Cursor > 0 && char.IsWhiteSpace(_text[Cursor - 1]))
        {
            Cursor--;
        }

        while (Cursor > 0 && !char.IsWhiteSpace(_text[Cursor - 1]))
        {
            Cursor--;
        }
    }

    internal void WordRight()
    {
        while (Cursor < _text.Length && !char.IsWhiteSpace(_text[Cursor]))
        {
            Cursor++;
        }

        while (Cursor < _text.Length && char.IsWhiteSpace(_text[Cursor]))
        {
            Cursor++;
        }
    }

    internal void DeleteBefore()
    {
        int start = Before(Cursor);
        Replace(start, Cursor - start, string.Empty);
    }

    internal void DeleteAfter() => _text.Remove(Cursor, After(Cursor) - Cursor);

    internal void DeleteWordBefore()
    {
        int end = Cursor;
        WordLeft();
        _text.Remove(Cursor, end - Cursor);
    }

    internal void DeleteToEnd() => _text.Length = Cursor;

    internal void DeleteToStart() => Replace(0, Cursor, string.Empty);

    private int Before(int index) => index switch
    {
        0 => 0,
        > 1 when char.IsSurrogatePair(_text[index - 2], _text[index - 1]) => index - 2,
        _ => index - 1,
    };

    private int After(int index) => index switch
    {
        _ when index == _text.Length => index,
        _ when index + 1 < _text.Length && char.IsSurrogatePair(_text[index], _text[index + 1]) => index + 2,
        _ => Math.Min(index + 1, _text.Length),
    };
}
