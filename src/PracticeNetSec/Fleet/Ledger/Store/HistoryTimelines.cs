// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Fleet.History;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>
/// Timelines of practices, read from a history when they are asked for. Checks that found what the one before found are counted, not
/// folded one by one: a year has few others.
/// </summary>
internal sealed class HistoryTimelines
{
    private readonly HistoryDatabase _history;
    private readonly long _until;
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);
    private readonly ExposureTimeline _timeline = new();

    /// <param name="history">The history.</param>
    /// <param name="until">Number of the last entry that counts.</param>
    public HistoryTimelines(HistoryDatabase history, long until = long.MaxValue) => (_history, _until) = (history, until);

    /// <summary>The timeline of some practices.</summary>
    public ExposureTimeline Of(IEnumerable<string> practiceIds)
    {
        long[] practices = practiceIds.Where(_read.Add).Select(_history.Members.PracticeOf).Where(practice => practice > 0).ToArray();
        long entries = practices.Length <= 1 ? 0 : Math.Min(_until, _history.Head().Sequence);
        long all = practices.Length <= 1 ? 1 : _history.Number("SELECT COUNT(*) FROM practice");

        // An entry alone is verified with those around it: for many practices all in their order cost less.
        if (practices.Length > 1 && practices.Length * EntryChain.Interval > all)
        {
            HashSet<long> wanted = new(practices);
            return Apply(_history.ReadEntries(1, _until, (reader, read) => Stay.Of(reader, read.Where(entry => entry.Kind == EntryKind.PracticeChecked && wanted.Contains(reader.Members.Get(entry.Member).Practice)))));
        }

        return Apply(_history.ReadItems(practices, entries / all * practices.Length, (reader, some) => Stay.Of(reader, some.SelectMany(practice => reader.EntriesOf(practice, _until)))));
    }

    /// <summary>True when something was observed and then fixed.</summary>
    public bool WasResolved(string practiceId, string key) => Of(new[] { practiceId }).WasResolved(practiceId, key);

    /// <summary>The timeline of all practices.</summary>
    public ExposureTimeline OfAll() =>
        Apply(_history.ReadEntries(1, _until, (reader, entries) => Stay.Of(reader, entries.Where(entry => entry.Kind == EntryKind.PracticeChecked))));

    /// <summary>In the order of time, in which the texts of what was found lie in the file as well.</summary>
    private ExposureTimeline Apply(IEnumerable<IEnumerable<Stay>> parts)
    {
        foreach (Stay stay in parts.SelectMany(part => part).OrderBy(stay => stay.First.Sequence))
        {
            ContentTable.Content content = _history.Contents.Get(stay.First.Content);
            foreach (HistoryEntry entry in stay.Second is null ? new[] { stay.First } : new[] { stay.First, stay.Second })
            {
                _timeline.Add(content.WithoutReasons(_history.MemberOf(entry), HistoryEntry.Time(entry.StartedAt, entry.EndedZone), HistoryEntry.Time(entry.EndedAt, entry.EndedZone)));
            }

            if (stay.Further > 0)
            {
                _timeline.Repeat(_history.Members.Get(stay.First.Member).PracticeId, stay.Further, stay.LastEnded);
            }
        }

        return _timeline;
    }

    /// <summary>Checks of one practice, one after another, that found the same.</summary>
    private sealed class Stay
    {
        private Stay(HistoryEntry first) => First = first;

        public HistoryEntry First { get; }

        /// <summary>The second counts as well: what its predecessor found open decides what it proves.</summary>
        public HistoryEntry? Second { get; private set; }

        /// <summary>How many come after the second.</summary>
        public int Further { get; private set; }

        /// <summary>When the last of those ended.</summary>
        public DateTimeOffset LastEnded { get; private set; }

        /// <summary>Those of checks, which are in order.</summary>
        public static List<Stay> Of(HistoryDatabase history, IEnumerable<HistoryEntry> checks)
        {
            List<Stay> stays = new();
            Dictionary<long, Stay> last = new();
            foreach (HistoryEntry check in checks)
            {
                long practice = history.Members.Get(check.Member).Practice;
                if (!last.TryGetValue(practice, out Stay? stay) || stay.First.Member != check.Member || stay.First.Content != check.Content)
                {
                    stays.Add(last[practice] = new Stay(check));
                }
                else if (stay.Second is null)
                {
                    stay.Second = check;
                }
                else
                {
                    stay.LastEnded = HistoryEntry.Time(check.EndedAt, check.EndedZone);
                    stay.Further++;
                }
            }

            return stays;
        }
    }
}
