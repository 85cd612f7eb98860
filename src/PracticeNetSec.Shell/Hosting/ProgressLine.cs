// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>
/// Progress as one line at the bottom of a terminal, on standard error. Where standard error is no terminal
/// there is none: a log file full of percentages helps nobody.
/// </summary>
internal sealed class ProgressLine(ShellTerminal terminal)
{
    private const int BarWidth = 20;
    private const string EraseLine = "\r\u001b[K";

    // Often enough to look alive, seldom enough to cost nothing.
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<(long Source, int Activity), ProgressRecord> _running = [];
    private long _drawnAt;
    private bool _visible;

    internal void Update(long sourceId, ProgressRecord record)
    {
        if (!terminal.ErrorShowsColour)
        {
            return;
        }

        if (record.RecordType == ProgressRecordType.Completed)
        {
            _running.Remove((sourceId, record.ActivityId));
            if (_running.Count == 0)
            {
                Hide();
            }

            return;
        }

        bool first = _running.Count == 0;
        _running[(sourceId, record.ActivityId)] = record;
        if (first || Stopwatch.GetElapsedTime(_drawnAt) >= RedrawInterval)
        {
            Draw(sourceId, record);
        }
    }

    /// <summary>Frees the line for other text; the next update draws it again.</summary>
    internal void Hide()
    {
        if (_visible)
        {
            terminal.Error.Write(EraseLine);
            _visible = false;
        }
    }

    /// <summary>Forgets what was running: the pipeline has ended, also when an activity never reported its end.</summary>
    internal void Clear()
    {
        _running.Clear();
        Hide();
    }

    /// <summary>The text for one record and the activity above it, at most <paramref name="width"/> columns.</summary>
    internal static string Describe(ProgressRecord? parent, ProgressRecord record, int width)
    {
        var text = new StringBuilder();
        if (parent is not null)
        {
            text.Append(parent.Activity).Append(" › ");
        }

        text.Append(record.Activity);
        if (record.PercentComplete >= 0)
        {
            int filled = Math.Min(100, record.PercentComplete) * BarWidth / 100;
            text.Append(" [").Append('#', filled).Append('.', BarWidth - filled).Append("] ")
                .Append(record.PercentComplete.ToString(CultureInfo.InvariantCulture)).Append(" %");
        }

        if (record.SecondsRemaining >= 0)
        {
            text.Append(' ').Append(TimeSpan.FromSeconds(record.SecondsRemaining).ToString("g", CultureInfo.InvariantCulture));
        }

        text.Append("  ").Append(record.StatusDescription);
        if (!string.IsNullOrEmpty(record.CurrentOperation))
        {
            text.Append(": ").Append(record.CurrentOperation);
        }

        text.Replace('\r', ' ').Replace('\n', ' ').Replace('\u001b', ' ');
        return text.Length <= width ? text.ToString() : text.ToString(0, width - 1) + "…";
    }

    private void Draw(long sourceId, ProgressRecord record)
    {
        _running.TryGetValue((sourceId, record.ParentActivityId), out ProgressRecord? parent);
        terminal.Error.Write(EraseLine + Describe(parent, record, terminal.ErrorWidth - 1));
        _drawnAt = Stopwatch.GetTimestamp();
        _visible = true;
    }
}
