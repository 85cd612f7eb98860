// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>The sizes, colours and keys of the terminal, as far as every system's terminal has them.</summary>
internal sealed class ShellRawUserInterface(ShellTerminal terminal) : PSHostRawUserInterface
{
    public override ConsoleColor ForegroundColor
    {
        get => terminal.OutputIsTerminal ? Console.ForegroundColor : ConsoleColor.Gray;
        set
        {
            if (terminal.OutputIsTerminal)
            {
                Console.ForegroundColor = value;
            }
        }
    }

    public override ConsoleColor BackgroundColor
    {
        get => terminal.OutputIsTerminal ? Console.BackgroundColor : ConsoleColor.Black;
        set
        {
            if (terminal.OutputIsTerminal)
            {
                Console.BackgroundColor = value;
            }
        }
    }

    public override Size BufferSize
    {
        get => new(terminal.Width, terminal.Height);
        set => throw new PSNotSupportedException("The size of the terminal is set by its window.");
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw new PSNotSupportedException("The size of the terminal is set by its window.");
    }

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Size MaxWindowSize => BufferSize;

    public override Coordinates CursorPosition
    {
        get => terminal.CanEditLines ? new(Console.CursorLeft, Console.CursorTop) : new(0, 0);
        set
        {
            if (terminal.CanEditLines)
            {
                Console.SetCursorPosition(value.X, value.Y);
            }
        }
    }

    public override int CursorSize
    {
        get => terminal.OutputIsTerminal ? Console.CursorSize : 25;
        set => throw new PSNotSupportedException("The terminal's cursor keeps its size.");
    }

    public override Coordinates WindowPosition
    {
        get => new(0, 0);
        set => throw new PSNotSupportedException("The terminal's window does not scroll by program.");
    }

    public override string WindowTitle
    {
        get => terminal.OutputIsTerminal && OperatingSystem.IsWindows() ? Console.Title : string.Empty;
        set
        {
            if (terminal.OutputIsTerminal)
            {
                Console.Title = value;
            }
        }
    }

    public override bool KeyAvailable => terminal.InputIsTerminal && Console.KeyAvailable;

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (!terminal.InputIsTerminal)
        {
            throw new HostException("A key cannot be read: standard input is not a terminal.");
        }

        ConsoleKeyInfo key = Console.ReadKey(intercept: (options & ReadKeyOptions.NoEcho) != 0);
        ControlKeyStates states = 0;
        states |= key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? ControlKeyStates.ShiftPressed : 0;
        states |= key.Modifiers.HasFlag(ConsoleModifiers.Alt) ? ControlKeyStates.LeftAltPressed : 0;
        states |= key.Modifiers.HasFlag(ConsoleModifiers.Control) ? ControlKeyStates.LeftCtrlPressed : 0;
        return new KeyInfo((int)key.Key, key.KeyChar, states, keyDown: (options & ReadKeyOptions.IncludeKeyDown) != 0);
    }

    /// <summary>The engine measures its columns by this: colours take no room, East Asian characters take two.</summary>
    public override int LengthInBufferCells(string source, int offset) =>
        CellWidth.Of(source[offset..]);

    public override int LengthInBufferCells(string source) => LengthInBufferCells(source, 0);

    public override int LengthInBufferCells(char source) => CellWidth.Of(source.ToString());

    // Clear-Host asks for exactly this: the whole screen, filled with blanks.
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        if (terminal.OutputIsTerminal)
        {
            Console.Clear();
        }
    }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NoScreenBuffer();

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NoScreenBuffer();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NoScreenBuffer();

    private static PSNotSupportedException NoScreenBuffer() => new("The terminal's screen cannot be read or moved.");
}
