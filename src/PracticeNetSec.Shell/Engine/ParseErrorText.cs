// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation.Language;

namespace PracticeNetSec.Shell.Engine;

/// <summary>One error of the parser, short: place, reason, and that part of the line which matters.</summary>
internal static class ParseErrorText
{
    /// <summary>Monitoring agents pass whole scripts as one line; as much of it as fits a terminal is shown.</summary>
    private const int Width = 76;

    private const int LongestMessage = 200;
    private const string Cut = "...";

    internal static string Describe(ParseError error)
    {
        IScriptPosition start = error.Extent.StartScriptPosition;
        string line = new([.. start.Line.TrimEnd('\n', '\r').Select(letter => char.IsControl(letter) ? ' ' : letter)]);
        int place = Math.Clamp(start.ColumnNumber - 1, 0, line.Length);
        (string shown, int mark) = Window(line, place);
        return $"ParserError: line {start.LineNumber}, column {start.ColumnNumber}: {Message(error)}\n  {shown}\n  {new string(' ', mark)}~";
    }

    /// <summary>The part of a line around a place, and where the place lies in it.</summary>
    private static (string Shown, int Mark) Window(string line, int place)
    {
        if (line.Length <= Width)
        {
            return (line, place);
        }

        int from = Math.Clamp(place - (Width / 2), 0, line.Length - Width);
        string before = from > 0 ? Cut : "";
        string after = from + Width < line.Length ? Cut : "";
        return (string.Concat(before, line.AsSpan(from, Width), after), before.Length + place - from);
    }

    // "Unexpected token '...'" names the token whole, however long it is.
    private static string Message(ParseError error)
    {
        string message = string.Join(' ', error.Message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        int half = LongestMessage / 2;
        return message.Length <= LongestMessage ? message : message[..half] + Cut + message[^half..];
    }
}
