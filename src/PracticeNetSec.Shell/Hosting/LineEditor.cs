using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>Reads one line with editing, history (arrow keys) and completion (Tab); plain reading where input is redirected.</summary>
internal sealed class LineEditor(Runspace runspace)
{
    private readonly List<string> _history = new();
    private readonly StringBuilder _line = new();
    private int _cursor;
    private int _shown;

    /// <summary>Keeps a line for the arrow keys.</summary>
    public void Remember(string line)
    {
        if (line.Length > 0 && (_history.Count == 0 || _history[^1] != line))
        {
            _history.Add(line);
        }
    }

    /// <summary>Reads a line; null at the end of the input.</summary>
    public string? Read(string prompt)
    {
        Console.Write(prompt);
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            return Console.ReadLine();
        }

        Console.TreatControlCAsInput = true;
        try
        {
            return Edit(prompt);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    private string? Edit(string prompt)
    {
        int place = _history.Count;
        SetLine("");
        _shown = 0;
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            bool control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.WriteLine();
                    return _line.ToString();
                case ConsoleKey.C when control:
                    Console.WriteLine("^C");
                    return "";
                case ConsoleKey.D when control && _line.Length == 0:
                    Console.WriteLine();
                    return null;
                case ConsoleKey.UpArrow when place > 0:
                    SetLine(_history[--place]);
                    break;
                case ConsoleKey.DownArrow when place < _history.Count:
                    place++;
                    SetLine(place < _history.Count ? _history[place] : "");
                    break;
                case ConsoleKey.LeftArrow when _cursor > 0:
                    _cursor--;
                    break;
                case ConsoleKey.RightArrow when _cursor < _line.Length:
                    _cursor++;
                    break;
                case ConsoleKey.Home:
                    _cursor = 0;
                    break;
                case ConsoleKey.End:
                    _cursor = _line.Length;
                    break;
                case ConsoleKey.Backspace when _cursor > 0:
                    _line.Remove(--_cursor, 1);
                    break;
                case ConsoleKey.Delete when _cursor < _line.Length:
                    _line.Remove(_cursor, 1);
                    break;
                case ConsoleKey.Escape:
                    SetLine("");
                    break;
                case ConsoleKey.Tab:
                    Complete();
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        _line.Insert(_cursor++, key.KeyChar);
                    }

                    break;
            }

            Draw(prompt);
        }
    }

    private void SetLine(string text)
    {
        _line.Clear().Append(text);
        _cursor = text.Length;
    }

    /// <summary>Puts in the first completion that the engine offers.</summary>
    private void Complete()
    {
        using PowerShell shell = PowerShell.Create(runspace);
        CommandCompletion offered = CommandCompletion.CompleteInput(_line.ToString(), _cursor, null, shell);
        if (offered.CompletionMatches.Count > 0)
        {
            string text = offered.CompletionMatches[0].CompletionText;
            _line.Remove(offered.ReplacementIndex, offered.ReplacementLength).Insert(offered.ReplacementIndex, text);
            _cursor = offered.ReplacementIndex + text.Length;
        }
    }

    private void Draw(string prompt)
    {
        string text = prompt + _line;
        Console.Write("\r" + text + new string(' ', Math.Max(_shown - text.Length, 0)) + "\r" + text[..(prompt.Length + _cursor)]);
        _shown = text.Length;
    }
}
