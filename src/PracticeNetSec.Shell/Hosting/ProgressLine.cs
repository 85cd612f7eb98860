using System;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>Progress as one line on a terminal's standard error; redirected output never sees it.</summary>
internal sealed class ProgressLine
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);

    private readonly bool _visible = !Console.IsErrorRedirected && !Console.IsOutputRedirected;
    private DateTime _lastShown;
    private int _length;

    public void Show(ProgressRecord record)
    {
        if (!_visible)
        {
            return;
        }

        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        if (DateTime.UtcNow - _lastShown < ShortestInterval)
        {
            return;
        }

        string percent = record.PercentComplete is >= 0 and <= 100 ? $" {record.PercentComplete} %" : "";
        string left = record.SecondsRemaining > 0 ? $" ({record.SecondsRemaining} s left)" : "";
        string text = $"{record.Activity}: {record.StatusDescription}{percent}{left}";
        int width = Math.Max(Console.WindowWidth - 1, 10);
        text = text.Length > width ? text[..width] : text;
        Clear();
        Console.Error.Write(text);
        _length = text.Length;
        _lastShown = DateTime.UtcNow;
    }

    /// <summary>Makes room for ordinary output.</summary>
    public void Clear()
    {
        if (_length > 0)
        {
            Console.Error.Write("\r" + new string(' ', _length) + "\r");
            _length = 0;
        }
    }
}
