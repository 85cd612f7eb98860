// SPDX-License-Identifier: MIT
using System;
using System.Text;
using PracticeNetSec.Shell.Hosting;

namespace PracticeNetSec.Shell.Interactive;

/// <summary>Reads one line from a terminal, key by key, and keeps it drawn.</summary>
internal sealed class LineEditor(ShellTerminal terminal, CommandHistory? history = null, TabCompletion? completion = null)
{
    private readonly LineBuffer _line = new();
    private string _prompt = string.Empty;
    private int _cursorRow;

    /// <summary>Reads until Enter. With <paramref name="mask"/> nothing of the text is shown.</summary>
    internal LineResult Read(string prompt, char? mask = null)
    {
        _prompt = prompt;
        _cursorRow = 0;
        _line.Replace(string.Empty);
        completion?.Forget();
        bool before = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            Draw(mask);
            while (true)
            {
                ConsoleKeyInfo key = Console.ReadKey(intercept: true);
                if (Finishes(key) is { } result)
                {
                    Finish(mask, result);
                    return result;
                }

                Apply(key);
                Draw(mask);
            }
        }
        finally
        {
            Console.TreatControlCAsInput = before;
        }
    }

    private LineResult? Finishes(ConsoleKeyInfo key)
    {
        bool control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        return key.Key switch
        {
            ConsoleKey.Enter => new LineResult(_line.Text),
            ConsoleKey.C when control => new LineResult(string.Empty, Interrupted: true),
            ConsoleKey.D when control && _line.Length == 0 => new LineResult(string.Empty, EndOfInput: true),
            // Some terminals send the line feed of a pasted text as Ctrl+J.
            ConsoleKey.J when control => new LineResult(_line.Text),
            _ => null,
        };
    }

    private void Apply(ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Tab && completion is not null)
        {
            completion.Step(_line, backwards: key.Modifiers.HasFlag(ConsoleModifiers.Shift));
            return;
        }

        completion?.Forget();
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control) && ApplyControl(key.Key))
        {
            return;
        }

        switch (key.Key)
        {
            case ConsoleKey.LeftArrow:
                _line.Left();
                break;
            case ConsoleKey.RightArrow:
                _line.Right();
                break;
            case ConsoleKey.Home:
                _line.Home();
                break;
            case ConsoleKey.End:
                _line.End();
                break;
            case ConsoleKey.Backspace:
                _line.DeleteBefore();
                break;
            case ConsoleKey.Delete:
                _line.DeleteAfter();
                break;
            case ConsoleKey.Escape:
                _line.Replace(string.Empty);
                break;
            case ConsoleKey.UpArrow when history?.Previous(_line.Text) is { } earlier:
                _line.Replace(earlier);
                break;
            case ConsoleKey.DownArrow when history?.Next() is { } later:
                _line.Replace(later);
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                {
                    _line.Insert(key.KeyChar);
                }

                break;
        }
    }

    // The keys of every Unix shell, and the word moves of Windows consoles.
    private bool ApplyControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A:
                _line.Home();
                return true;
            case ConsoleKey.E:
                _line.End();
                return true;
            case ConsoleKey.D:
                _line.DeleteAfter();
                return true;
            case ConsoleKey.K:
                _line.DeleteToEnd();
                return true;
            case ConsoleKey.U:
                _line.DeleteToStart();
                return true;
            case ConsoleKey.W or ConsoleKey.Backspace:
                _line.DeleteWordBefore();
                return true;
            case ConsoleKey.LeftArrow:
                _line.WordLeft();
                return true;
            case ConsoleKey.RightArrow:
                _line.WordRight();
                return true;
            case ConsoleKey.L:
                Console.Clear();
                _cursorRow = 0;
                return true;
            default:
                return false;
        }
    }

    // Back to the prompt's first column, everything anew, then the cursor to its place. The whole goes out in one
    // write, so that nothing flickers.
    private void Draw(char? mask)
    {
        var frame = new StringBuilder();
        MoveToStart(frame);
        string shown = mask is { } m ? new string(m, _line.Length) : _line.Text;
        frame.Append(_prompt).Append(shown);

        int width = Math.Max(1, terminal.Width);
        int promptCells = CellWidth.Of(LastLine(_prompt));
        int endCells = promptCells + CellWidth.Of(shown);
        if (endCells > 0 && endCells % width == 0)
        {
            // A full row leaves the cursor on its last column until something follows.
            frame.Append(" \r");
        }

        int cursorCells = promptCells + CellWidth.Of(shown[.._line.Cursor]);
        int up = (endCells / width) - (cursorCells / width);
        if (up > 0)
        {
            frame.Append("\u001b[").Append(up).Append('A');
        }

        frame.Append('\r');
        if (cursorCells % width > 0)
        {
            frame.Append("\u001b[").Append(cursorCells % width).Append('C');
        }

        _cursorRow = PromptRows() + (cursorCells / width);
        terminal.Output.Write(frame.ToString());
        terminal.Output.Flush();
    }

    private void Finish(char? mask, LineResult result)
    {
        _line.End();
        Draw(mask);
        terminal.Output.WriteLine(result.Interrupted ? "^C" : string.Empty);
    }

    private void MoveToStart(StringBuilder frame)
    {
        frame.Append('\r');
        if (_cursorRow > 0)
        {
            frame.Append("\u001b[").Append(_cursorRow).Append('A');
        }

        frame.Append("\u001b[J");
    }

    private int PromptRows()
    {
        int rows = 0;
        foreach (char c in _prompt)
        {
            rows += c == '\n' ? 1 : 0;
        }

        return rows;
    }

    private static string LastLine(string text) => text[(text.LastIndexOf('\n') + 1)..];
}
