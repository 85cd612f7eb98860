// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>Compares two checks of the same practices, finding by finding.</summary>
public static class SnapshotComparison
{
    /// <summary>Compares two sets of snapshots.</summary>
    /// <param name="before">The first check.</param>
    /// <param name="after">The second.</param>
    public static IEnumerable<ExposureChange> Compare(IEnumerable<ExposureSnapshot> before, IEnumerable<ExposureSnapshot> after) =>
        Compare(before, after, (_, _) => false);

    /// <summary>The same, where it is known what was fixed before the first check.</summary>
    /// <param name="before">The first check.</param>
    /// <param name="after">The second.</param>
    /// <param name="wasResolved">Whether a finding of a practice, by its key, was observed and fixed before.</param>
    internal static IEnumerable<ExposureChange> Compare(
        IEnumerable<ExposureSnapshot> before, IEnumerable<ExposureSnapshot> after, Func<string, string, bool> wasResolved)
    {
        Dictionary<string, ExposureSnapshot> first = ById(before);
        Dictionary<string, ExposureSnapshot> second = ById(after);
        return first.Keys.Concat(second.Keys.Where(id => !first.ContainsKey(id)))
            .OrderBy(id => id, StringComparer.OrdinalIgnoreCase)
            .SelectMany(id => OfPractice(Find(first, id), Find(second, id), wasResolved));
    }

    private static IEnumerable<ExposureChange> OfPractice(ExposureSnapshot? before, ExposureSnapshot? after, Func<string, string, bool> wasResolved)
    {
        ILookup<string, SnapshotFinding> old = (before?.Findings ?? Array.Empty<SnapshotFinding>()).ToLookup(finding => finding.Key, StringComparer.Ordinal);
        ILookup<string, SnapshotFinding> now = (after?.Findings ?? Array.Empty<SnapshotFinding>()).ToLookup(finding => finding.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, SnapshotFinding> seen in now)
        {
            ChangeState state = old.Contains(seen.Key) ? ChangeState.Unchanged : wasResolved(after!.PracticeId, seen.Key) ? ChangeState.Regressed : ChangeState.New;
            yield return Change(state, seen.First(), before, after, NoteOn(state, seen.First(), before, after));
        }

        foreach (IGrouping<string, SnapshotFinding> missing in old.Where(finding => !now.Contains(finding.Key)))
        {
            ChangeState state = after is not null && after.ProvesAbsenceOf(missing.Key, missing.First().RuleId, missing.First().Target, missing.First().Values, before!.OpenPorts) ? ChangeState.Resolved : ChangeState.Undetermined;
            yield return Change(state, missing.First(), before, after, NoteOn(state, missing.First(), before, after));
        }
    }

    private static Evidence? NoteOn(ChangeState state, SnapshotFinding finding, ExposureSnapshot? before, ExposureSnapshot? after) => state switch
    {
        ChangeState.Unchanged when FirmwareChanged(before!, after!) && finding.RuleId.StartsWith("router.", StringComparison.Ordinal) =>
            EvidenceOf.ChangeUpdateKeptSettings(before!.Firmware!, after!.Firmware!),
        ChangeState.Resolved when FirmwareChanged(before!, after!) =>
            EvidenceOf.ChangeGoneWithFirmware(before!.Firmware!, after!.Firmware!),
        ChangeState.New when before is null => EvidenceOf.ChangeNotInFirst(),
        ChangeState.New when !before.IsClearOf(finding.RuleId) => EvidenceOf.ChangeUnknownBefore(),
        ChangeState.Undetermined when after is null => EvidenceOf.ChangeNotInSecond(),
        ChangeState.Undetermined when finding.RuleId == ExposureSnapshot.SessionRule && after!.Verdict != Verdict.Undetermined =>
            EvidenceOf.ChangeSessionsNotRead(),
        ChangeState.Undetermined => after!.Verdict == Verdict.Undetermined && after.Reasons.FirstOrDefault() is Evidence reason ? EvidenceOf.ChangeUnknownAfter(new[] { reason }) : EvidenceOf.ChangeNotObserved(),
        _ => null,
    };

    private static bool FirmwareChanged(ExposureSnapshot before, ExposureSnapshot after) =>
        before.Firmware is not null && after.Firmware is not null && before.Firmware != after.Firmware;

    private static ExposureChange Change(ChangeState state, SnapshotFinding finding, ExposureSnapshot? before, ExposureSnapshot? after, Evidence? note) => new()
    {
        PracticeId = (after ?? before)!.PracticeId,
        Name = (after ?? before)!.Name,
        State = state,
        RuleId = finding.RuleId,
        Severity = finding.Severity,
        Title = finding.Title,
        Target = finding.Target,
        FirmwareBefore = before?.Firmware,
        FirmwareAfter = after?.Firmware,
        CheckedBefore = before?.EndedAt,
        CheckedAfter = after?.EndedAt,
        Note = note,
    };

    private static Dictionary<string, ExposureSnapshot> ById(IEnumerable<ExposureSnapshot> snapshots)
    {
        Dictionary<string, ExposureSnapshot> byId = new(StringComparer.OrdinalIgnoreCase);
        foreach (ExposureSnapshot snapshot in snapshots)
        {
            byId[snapshot.PracticeId] = snapshot;
        }

        return byId;
    }

    private static ExposureSnapshot? Find(Dictionary<string, ExposureSnapshot> snapshots, string id) =>
        snapshots.TryGetValue(id, out ExposureSnapshot? found) ? found : null;
}
