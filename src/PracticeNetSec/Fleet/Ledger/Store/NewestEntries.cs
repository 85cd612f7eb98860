// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>What the newest entry of each practice states: a check replaces an older one, and that a practice is a member counts until there is one.</summary>
internal sealed class NewestEntries<T>
{
    private readonly Dictionary<long, (EntryKind Kind, T Value)> _newest;

    /// <param name="history">Knows the practices.</param>
    /// <param name="entries">In their order.</param>
    /// <param name="use">Made of the newest entries alone.</param>
    public NewestEntries(HistoryDatabase history, IEnumerable<HistoryEntry> entries, Func<HistoryEntry, T> use)
    {
        Dictionary<long, HistoryEntry> newest = new();
        foreach (HistoryEntry entry in entries.Where(entry => entry.Member > 0))
        {
            Put(newest, history.Members.Get(entry.Member).Practice, entry.Kind, entry);
        }

        _newest = newest.ToDictionary(practice => practice.Key, practice => (practice.Value.Kind, use(practice.Value)));
    }

    /// <summary>Those of parts that follow one another.</summary>
    public static T[] Join(IEnumerable<NewestEntries<T>> parts)
    {
        Dictionary<long, (EntryKind Kind, T Value)> newest = new();
        foreach (KeyValuePair<long, (EntryKind Kind, T Value)> practice in parts.SelectMany(part => part._newest))
        {
            Put(newest, practice.Key, practice.Value.Kind, practice.Value);
        }

        return newest.Values.Select(practice => practice.Value).ToArray();
    }

    private static void Put<TEntry>(Dictionary<long, TEntry> newest, long practice, EntryKind kind, TEntry entry)
    {
        if (kind == EntryKind.PracticeChecked || !newest.ContainsKey(practice))
        {
            newest[practice] = entry;
        }
    }
}
