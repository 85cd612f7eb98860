// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text;

namespace PracticeNetSec.Shell.Hosting;

/// <summary>How many columns of a terminal a text takes (Unicode Standard Annex 11); escape sequences take none.</summary>
internal static class CellWidth
{
    internal static int Of(string text)
    {
        string shown = text.Contains('\u001b', StringComparison.Ordinal)
            ? new StringDecorated(text).ToString(OutputRendering.PlainText)
            : text;
        int cells = 0;
        foreach (Rune rune in shown.EnumerateRunes())
        {
            cells += Of(rune);
        }

        return cells;
    }

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    // The blocks that are East Asian Wide throughout; single wide symbols elsewhere count as one.
    private static bool IsWide(int value) => value is (>= 0x1100 and <= 0x115F)
        or (>= 0x2E80 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F)
        or (>= 0xFF00 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1FAFF)
        or (>= 0x20000 and <= 0x3FFFD);
}
