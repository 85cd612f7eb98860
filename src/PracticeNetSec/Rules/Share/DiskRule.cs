// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>A rule about one share that holds files.</summary>
internal abstract class DiskRule : ServerRule
{
    protected DiskRule(string id)
        : base(id)
    {
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Evaluate(ServerObservation seen) =>
        seen.Shares.Where(share => share.Type == "Disk" && Applies(share)).Select(share => Create(seen, share));

    /// <inheritdoc/>
    public override string RecheckKey => "share.access";

    /// <inheritdoc/>
    /// <remarks>A server that no longer answers shows neither how it treats unauthenticated users nor which rights its shares grant.</remarks>
    public override bool WasRechecked(Finding gone, Recheck now) => now.Servers.SelectMany(SeenShare.WithFiles).Any(seen =>
        IsKnown(seen.Share) && seen.UnauthenticatedAccess is not (ShareAccess.Undetermined or ShareAccess.Connect) && seen.Server.AnonymousSession != SmbSessionResult.Undetermined && seen.Server.GuestSession != SmbSessionResult.Undetermined
        && SafeText.Clean(seen.Path).Equals(gone.Target, StringComparison.OrdinalIgnoreCase));

    protected abstract bool Applies(SmbShare share);

    /// <summary>True where rights and names were seen to the end: zero in a sample that was cut short is no absence.</summary>
    protected virtual bool IsKnown(SmbShare share) => !share.IsCutShort || share.Strongest < ShareAccess.List;

    protected virtual Finding Create(ServerObservation seen, SmbShare share) => Texts.Create(Target(seen, share), seen.EndedAt, Seen(share), share.Name, seen.ComputerName);

    protected static string Target(ServerObservation seen, SmbShare share) => $@"\\{seen.ComputerName}\{share.Name}";

    /// <summary>A weak indicator, such as a folder named "Briefe", is evidence but not proof.</summary>
    protected static bool HoldsPatientData(SmbShare share) => share.PatientData.Any(count =>
        count.Confidence >= Confidence.Medium && PatientDataCatalog.Shipped.Find(count.Category)?.Subject == DataSubject.Patients);

    private static IEnumerable<Evidence> Seen(SmbShare share) => share.Reasons.Concat(share.PatientData.Select(count => count.IsMinimum
        ? EvidenceOf.NamesCountedAtLeast(count.Category, count.Count, count.Confidence)
        : EvidenceOf.NamesCounted(count.Category, count.Count, count.Confidence)));
}
