// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>Properties that several targets share.</summary>
internal static class Property
{
    private const int MaxShownLength = 512;

    public static void Holds(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new PropertyException(otherwise);
        }
    }

    /// <summary>A device's words that people will read: one line, bounded, nothing that steers a terminal.</summary>
    public static void IsFitToShow(string? text, string what)
    {
        Holds(text is null || text.Length <= MaxShownLength, $"{what} is longer than {MaxShownLength} characters");
        Holds(text is null || text.All(DeviceText.IsShown), $"{what} holds a character that is not shown");
    }
}
