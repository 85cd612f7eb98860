using System;
using System.Management.Automation.Host;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>Size and colours of the console; where output is redirected, a page of fixed width.</summary>
internal sealed class ConsoleScreen : PSHostRawUserInterface
{
    private const int RedirectedWidth = 120;
    private const int RedirectedHeight = 50;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition
    {
        get => Console.IsOutputRedirected ? default : new Coordinates(Console.CursorLeft, Console.CursorTop);
        set
        {
            if (!Console.IsOutputRedirected)
            {
                Console.SetCursorPosition(value.X, value.Y);
            }
        }
    }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override Size BufferSize
    {
        get => Screen;
        set => throw new HostException("The size of this console is the terminal's.");
    }

    public override Size WindowSize
    {
        get => Screen;
        set => throw new HostException("The size of this console is the terminal's.");
    }

    public override Size MaxWindowSize => Screen;

    public override Size MaxPhysicalWindowSize => Screen;

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override string WindowTitle
    {
        get => "";
        set
        {
            if (!Console.IsOutputRedirected)
            {
                Console.Title = value;
            }
        }
    }

    private static Size Screen => Console.IsOutputRedirected || Console.WindowWidth < 1
        ? new Size(RedirectedWidth, RedirectedHeight)
        : new Size(Console.WindowWidth, Console.WindowHeight);

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        ConsoleKeyInfo key = Console.ReadKey((options & ReadKeyOptions.NoEcho) != 0);
        return new KeyInfo((int)key.Key, key.KeyChar, default, true);
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new HostException("A terminal's contents cannot be read.");

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new HostException("A terminal is written line by line.");

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // Clear-Host fills the whole screen with blanks; anything finer a terminal does not offer.
        if (!Console.IsOutputRedirected)
        {
            Console.Clear();
        }
    }

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new HostException("A terminal scrolls by itself.");
}
