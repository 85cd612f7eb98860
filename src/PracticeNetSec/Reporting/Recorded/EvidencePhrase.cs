// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace PracticeNetSec.Reporting.Recorded;

/// <summary>
/// One sentence of evidence with places for values, in English as it is recorded. Places are filled from the left, each
/// as short as it can be, so that no text of a device can make the match slow.
/// </summary>
internal sealed class EvidencePhrase
{
    private readonly string[] _pieces;
    private readonly (int Value, string Kind)[] _places;
    private readonly string[] _german;

    /// <param name="english">Text with <c>{0}</c>, <c>{1}</c>… in ascending order.</param>
    /// <param name="german">The same with <c>{0}</c> or <c>{0:kind}</c>, in any order.</param>
    public EvidencePhrase(string english, string german)
    {
        (_pieces, _) = Split(english);
        (_german, _places) = Split(german);
    }

    /// <summary>The values of a line that has this form; null for any other line.</summary>
    public string[]? Match(string line)
    {
        if (!line.StartsWith(_pieces[0], StringComparison.Ordinal))
        {
            return null;
        }

        string[] values = new string[_pieces.Length - 1];
        int at = _pieces[0].Length;
        for (int index = 1; index < _pieces.Length; index++)
        {
            bool last = index == _pieces.Length - 1;
            int end = !last ? line.IndexOf(_pieces[index], at, StringComparison.Ordinal)
                : line.EndsWith(_pieces[index], StringComparison.Ordinal) ? line.Length - _pieces[index].Length
                : -1;
            if (end <= at)
            {
                return null;
            }

            values[index - 1] = line.Substring(at, end - at);
            at = end + _pieces[index].Length;
        }

        return at == line.Length ? values : null;
    }

    /// <summary>The German sentence; null where a value that must be known is not.</summary>
    /// <param name="values">As <see cref="Match"/> gave them.</param>
    /// <param name="render">Turns a value of a kind into German; null when it cannot.</param>
    public string? German(string[] values, Func<string, string, string?> render)
    {
        StringBuilder text = new(_german[0]);
        for (int index = 0; index < _places.Length; index++)
        {
            if (render(_places[index].Kind, values[_places[index].Value]) is not string shown)
            {
                return null;
            }

            text.Append(shown).Append(_german[index + 1]);
        }

        return text.ToString();
    }

    /// <summary>The recorded sentence with the device's own words in quotation marks.</summary>
    public string English(string[] values)
    {
        HashSet<int> quoted = new();
        foreach ((int value, string kind) in _places)
        {
            if (kind == "quote")
            {
                quoted.Add(value);
            }
        }

        StringBuilder text = new(_pieces[0]);
        for (int index = 0; index < values.Length; index++)
        {
            text.Append(quoted.Contains(index) ? $"“{values[index]}”" : values[index]).Append(_pieces[index + 1]);
        }

        return text.ToString();
    }

    private static (string[] Pieces, (int Value, string Kind)[] Places) Split(string template)
    {
        List<string> pieces = new();
        List<(int, string)> places = new();
        int from = 0;
        for (int open = template.IndexOf('{'); open >= 0; open = template.IndexOf('{', from))
        {
            int close = template.IndexOf('}', open);
            string[] place = template.Substring(open + 1, close - open - 1).Split(':');
            pieces.Add(template.Substring(from, open - from));
            places.Add((int.Parse(place[0], CultureInfo.InvariantCulture), place.Length > 1 ? place[1] : ""));
            from = close + 1;
        }

        pieces.Add(template.Substring(from));
        return (pieces.ToArray(), places.ToArray());
    }
}
