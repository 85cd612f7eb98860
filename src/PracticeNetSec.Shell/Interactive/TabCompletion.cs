// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Shell.Engine;

namespace PracticeNetSec.Shell.Interactive;

/// <summary>Tab and Shift+Tab: the engine's own candidates, one after the other.</summary>
internal sealed class TabCompletion(EngineSession session)
{
    private IReadOnlyList<CompletionResult> _candidates = [];
    private int _chosen;
    private int _start;
    private int _length;

    internal void Forget() => _candidates = [];

    internal void Step(LineBuffer line, bool backwards)
    {
        if (_candidates.Count == 0)
        {
            CommandCompletion found = session.Complete(line.Text, line.Cursor);
            _candidates = [.. found.CompletionMatches.Take(1000)];
            _chosen = backwards ? 0 : -1;
            _start = found.ReplacementIndex;
            _length = found.ReplacementLength;
        }

        if (_candidates.Count == 0 || _start < 0)
        {
            return;
        }

        _chosen = (_chosen + (backwards ? -1 : 1) + _candidates.Count) % _candidates.Count;
        string text = _candidates[_chosen].CompletionText;
        line.Replace(_start, _length, text);
        _length = text.Length;
    }
}
