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

        // An entry alone is verified with those around it: for many practices all in their order cost less.
        if (practices.Length * EntryChain.Interval > _history.Number("SELECT COUNT(*) FROM practice"))
        {
            HashSet<long> wanted = new(practices);
            Fold(_history.Entries(1, _until).Where(entry => entry.Kind == EntryKind.PracticeChecked && wanted.Contains(_history.Members.Get(entry.Member).Practice)));
            return _timeline;
        }

        foreach (long practice in practices)
        {
            Fold(_history.EntriesOf(practice, _until));
        }

        return _timeline;
    }

    /// <summary>True when something was observed and then fixed.</summary>
    public bool WasResolved(string practiceId, string key) => Of(new[] { practiceId }).WasResolved(practiceId, key);

    /// <summary>The timeline of all practices.</summary>
    public ExposureTimeline OfAll()
    {
        _history.Members.HoldFrom(1);
        Fold(_history.Entries(1, _until).Where(entry => entry.Kind == EntryKind.PracticeChecked));
        return _timeline;
    }

    private void Fold(IEnumerable<HistoryEntry> entries)
    {
        Dictionary<long, Stay> stays = new();
        foreach (HistoryEntry entry in entries)
        {
            Member member = _history.Members.Get(entry.Member);
            if (!stays.TryGetValue(member.Practice, out Stay? stay))
            {
                stays.Add(member.Practice, stay = new Stay());
            }

            if (stay.Member == entry.Member && stay.Content == entry.Content && stay.Checks >= Stay.Folded)
            {
                stay.Checks++;
                (stay.EndedAt, stay.EndedZone) = (entry.EndedAt, entry.EndedZone);
                continue;
            }

            stay.Close(_timeline);
            stay.Checks = stay.Member == entry.Member && stay.Content == entry.Content ? stay.Checks + 1 : 1;
            (stay.Member, stay.Content, stay.PracticeId) = (entry.Member, entry.Content, member.PracticeId);
            _timeline.Add(_history.Contents.Get(entry.Content).WithoutReasons(member, HistoryEntry.Time(entry.StartedAt, entry.EndedZone), HistoryEntry.Time(entry.EndedAt, entry.EndedZone)));
        }

        foreach (Stay stay in stays.Values)
        {
            stay.Close(_timeline);
        }
    }

    /// <summary>Checks of one practice, one after another, that found the same.</summary>
    private sealed class Stay
    {
        /// <summary>The second counts as well: what its predecessor found open decides what it proves.</summary>
        public const int Folded = 2;

        public string PracticeId { get; set; } = "";

        public long Member { get; set; }

        public long Content { get; set; }

        public int Checks { get; set; }

        public long EndedAt { get; set; }

        public int EndedZone { get; set; }

        public void Close(ExposureTimeline timeline)
        {
            if (Checks > Folded)
            {
                timeline.Repeat(PracticeId, Checks - Folded, HistoryEntry.Time(EndedAt, EndedZone));
                Checks = Folded;
            }
        }
    }
}
