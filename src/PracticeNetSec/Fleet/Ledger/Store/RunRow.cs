// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>A run, and the sums of what its entries state.</summary>
internal sealed class RunRow
{
    public RunRow(string name) => (Name, Bytes) = (name, Encoding.UTF8.GetBytes(name));

    /// <summary>Row in the file.</summary>
    public long Id { get; set; }

    /// <summary>The run's id.</summary>
    public string Name { get; }

    /// <summary>The id as its entries' hashes cover it.</summary>
    public byte[] Bytes { get; }

    /// <summary>When it began, in milliseconds and minutes as in <see cref="HistoryEntry"/>.</summary>
    public long At { get; set; }

    public int Zone { get; set; }

    public long? Total { get; set; }

    /// <summary>The part of a fleet that it is of, as in <see cref="Audit.Shard"/>; null where it is of all.</summary>
    public string? Shard { get; set; }

    /// <summary>What was measured, as in <see cref="Audit.AuditOptions.Measured"/>; null where that is not recorded.</summary>
    public string? Options { get; set; }

    public long First { get; set; }

    public long Last { get; set; }

    public long LastAt { get; set; }

    public int LastZone { get; set; }

    public bool IsComplete { get; set; }

    /// <summary>Practices by verdict; the newest check of each counts.</summary>
    public Dictionary<Verdict, long> Counts { get; } = new() { [Verdict.Undetermined] = 0, [Verdict.NotExposed] = 0, [Verdict.AtRisk] = 0, [Verdict.Exposed] = 0 };

    /// <summary>Practices that have a check in it.</summary>
    public long Checked => Counts.Values.Sum();

    public SortedSet<string> VantagePoints { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="verdict">Of a check.</param>
    /// <param name="before">The verdict of an earlier check of the practice in this run; null where there was none.</param>
    /// <param name="vantages">Of a check.</param>
    public void Count(HistoryEntry entry, Verdict? verdict, Verdict? before, IEnumerable<string> vantages)
    {
        First = First == 0 ? entry.Sequence : First;
        (Last, LastAt, LastZone) = (entry.Sequence, entry.At, entry.Zone);
        IsComplete |= entry.Kind == EntryKind.RunEnded;
        if (before is Verdict old)
        {
            Counts[old]--;
        }

        if (verdict is Verdict found)
        {
            Counts[found] = Counts.TryGetValue(found, out long count) ? count + 1 : 1;
        }

        VantagePoints.UnionWith(vantages);
    }

    /// <summary>The run as it is shown.</summary>
    public LedgerRun ToLedgerRun() => new()
    {
        Id = Name,
        StartedAt = HistoryEntry.Time(At, Zone),
        LastWritten = HistoryEntry.Time(LastAt, LastZone),
        IsComplete = IsComplete,
        Total = (int?)Total,
        Exposed = (int)Counts[Verdict.Exposed],
        AtRisk = (int)Counts[Verdict.AtRisk],
        Undetermined = (int)Counts[Verdict.Undetermined],
        NotExposed = (int)Counts[Verdict.NotExposed],
        VantagePoints = VantagePoints.ToArray(),
    };

    /// <summary>True where the sums are the same.</summary>
    public bool Matches(RunRow other)
    {
        foreach (KeyValuePair<Verdict, long> count in Counts)
        {
            if (other.Counts[count.Key] != count.Value)
            {
                return false;
            }
        }

        return Name == other.Name && First == other.First && Last == other.Last && LastAt == other.LastAt && LastZone == other.LastZone && At == other.At && Zone == other.Zone
            && Total == other.Total && Shard == other.Shard && Options == other.Options && IsComplete == other.IsComplete && VantagePoints.SetEquals(other.VantagePoints);
    }
}
