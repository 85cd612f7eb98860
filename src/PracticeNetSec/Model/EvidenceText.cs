// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Text;

namespace PracticeNetSec.Model;

/// <summary>The text of one code in one language: pieces, and between them the names of the values.</summary>
internal sealed class EvidenceText
{
    private readonly List<string> _pieces = new();
    private readonly List<string> _names = new();

    /// <param name="template">Text with <c>{name}</c> for each value, in any order.</param>
    /// <exception cref="FormatException">An unbalanced brace.</exception>
    public EvidenceText(string template)
    {
        int from = 0;
        for (int open = template.IndexOf('{'); open >= 0; open = template.IndexOf('{', from))
        {
            int close = template.IndexOf('}', open);
            if (close < 0)
            {
                throw new FormatException($"'{template}' has an open brace.");
            }

            _pieces.Add(template.Substring(from, open - from));
            _names.Add(template.Substring(open + 1, close - open - 1));
            from = close + 1;
        }

        _pieces.Add(template.Substring(from));
    }

    public IReadOnlyList<string> Names => _names;

    /// <summary>The text with its values.</summary>
    /// <param name="show">The value of a name as it is to be shown.</param>
    public string Fill(Func<string, string> show)
    {
        StringBuilder text = new();
        for (int index = 0; index < _names.Count; index++)
        {
            text.Append(_pieces[index]).Append(show(_names[index]));
        }

        return text.Append(_pieces[_pieces.Count - 1]).ToString();
    }
}
