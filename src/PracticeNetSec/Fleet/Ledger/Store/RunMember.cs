// SPDX-License-Identifier: MIT
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>A member of a run as its entry names it.</summary>
/// <param name="PracticeId">Id of the practice.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsNamed">A later run is expected to contain it.</param>
/// <param name="Check">What was found, where that is wanted and it was checked.</param>
internal sealed record RunMember(string PracticeId, string Name, bool IsNamed, ExposureSnapshot? Check)
{
    /// <summary>The member of an entry.</summary>
    public static RunMember Of(HistoryDatabase history, HistoryEntry entry, bool withCheck)
    {
        Member member = history.Members.Get(entry.Member);
        ContentTable.Content? content = entry.Kind == EntryKind.PracticeChecked ? history.Contents.Get(entry.Content) : null;
        ExposureSnapshot? check = withCheck && content is not null ? history.SnapshotOf(entry) : null;
        return new RunMember(
            member.PracticeId,
            member.Name,
            // What cannot be expected again is Undetermined; texts of the others are not read for it.
            content is null || content.Verdict != Verdict.Undetermined || Membership.IsNamed(check ?? history.SnapshotOf(entry)),
            check is not null && !Membership.IsUnchecked(check) ? check : null);
    }
}
