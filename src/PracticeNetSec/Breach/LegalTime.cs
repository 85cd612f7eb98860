// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Breach;

/// <summary>Reads times as people in Germany write them down: without an offset, legal time in Germany is meant.</summary>
public static class LegalTime
{
    private static readonly string[] WithoutOffset =
    {
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "dd.MM.yyyy HH:mm", "d.M.yyyy HH:mm", "d.M.yyyy H:mm", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy, HH:mm", "d.M.yyyy, H:mm",
    };

    private static readonly string[] WithOffset =
    {
        "yyyy-MM-dd HH:mm zzz", "yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    };

    /// <summary>The instant that a text names, with Berlin's offset.</summary>
    /// <param name="text">For instance <c>2020-12-22 12:17</c>, <c>22.12.2020 12:17</c> or <c>2020-12-22T11:17Z</c>.</param>
    /// <exception cref="InputException"><c>InvalidTime</c>: no time, or one that clocks in Germany never showed.</exception>
    public static DateTimeOffset Read(string text)
    {
        string trimmed = text.Trim();
        if (DateTime.TryParseExact(trimmed, WithoutOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime wall))
        {
            return At(wall);
        }

        return DateTimeOffset.TryParseExact(trimmed, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant)
            ? GermanTime.At(instant)
            : throw new InputException("InvalidTime", $"'{DeviceText.Clean(text)}' is no time: write date and time, for instance '2026-11-23 09:40'.");
    }

    /// <summary>
    /// The instant at which clocks in Germany show this. In the hour that comes twice it is the earlier one: the
    /// deadline counted from it is the safe one.
    /// </summary>
    /// <exception cref="InputException"><c>InvalidTime</c>: in the hour that the change to summer time leaves out.</exception>
    public static DateTimeOffset At(DateTime wallClock)
    {
        if (GermanTime.IsLeftOut(wallClock))
        {
            throw new InputException("InvalidTime", FormattableString.Invariant($"Clocks in Germany never showed {wallClock:yyyy-MM-dd HH:mm}: summer time began. Give the time an hour later."));
        }

        return GermanTime.EarliestAtWallClock(wallClock);
    }
}
