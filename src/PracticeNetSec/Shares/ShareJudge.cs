// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using PracticeNetSec.Findings;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Shares;

/// <summary>
/// The verdict on what was seen, and why.
/// </summary>
/// <remarks>
/// <para>A stranger who may list, read or write anything: <see cref="Verdict.Exposed"/>; from inside the network
/// <see cref="Verdict.AtRisk"/>, because from there rights show, not whether the Internet gets that far: one forward
/// would do.</para>
/// <para>Nobody gets at anything, yet SMB answers from outside: <see cref="Verdict.AtRisk"/>, for passwords and patches
/// are all that is left. From inside or from an unknown place: <see cref="Verdict.NotExposed"/> when every share was
/// seen, otherwise <see cref="Verdict.Undetermined"/>.</para>
/// <para>No connection: closed or filtered from outside is <see cref="Verdict.NotExposed"/> for this port; from anywhere
/// else it proves nothing about the Internet. Unreachable proves nothing from anywhere: the way may be broken, or we.</para>
/// </remarks>
internal static class ShareJudge
{
    /// <summary>The vantage as given; unknown becomes inside where the address cannot be reached from the Internet.</summary>
    public static Vantage StandsAt(Vantage given, IPAddress address) =>
        given == Vantage.Undetermined && HostAddress.IsPrivate(address) ? Vantage.Inside : given;

    /// <summary>Fills in findings, verdict and reasons; the reasons that are there already stay behind the verdict's own.</summary>
    /// <param name="seen">What was seen.</param>
    /// <param name="complete">Every share there may be was looked at.</param>
    public static void Judge(ShareReachability seen, bool complete)
    {
        seen.Findings = ShareFindings.Of(seen).ToArray();
        (Verdict verdict, Evidence[] reasons) = Decide(seen, complete);

        // Neither what other services make of the verdict nor that SMB answers from outside tells whether a share opens.
        seen.LeavesStrangersOpen = verdict == Verdict.Undetermined || (seen.Dialects.Length > 0 && Gaps(seen, Disks(seen), complete).Any());
        (Verdict Verdict, Evidence Reason)[] services = OfServices(seen).ToArray();
        seen.Verdict = Verdicts.Combine(services.Select(service => service.Verdict).Append(verdict));
        seen.Reasons = services.Select(service => service.Reason).Concat(reasons).Concat(seen.Reasons).ToArray();
        if (seen.Verdict == Verdict.NotExposed && (seen.PartFailed || seen.FileServices.Any(service => service.Failed)))
        {
            // What was not asked because of an error here may be open: missing knowledge clears nothing.
            seen.Verdict = Verdict.Undetermined;
            seen.Reasons = seen.Reasons.Prepend(EvidenceOf.SharePartFailed()).ToArray();
        }
    }

    /// <summary>Another file service can make it worse, never better: what SMB left open stays open.</summary>
    private static IEnumerable<(Verdict Verdict, Evidence Reason)> OfServices(ShareReachability seen) => seen.FileServices
        .Where(service => service.Answers == true && (service.OpenToStrangers == true || seen.Vantage == Vantage.Outside))
        .Select(service => service.OpenToStrangers == true
            ? (seen.Vantage == Vantage.Inside ? Verdict.AtRisk : Verdict.Exposed, EvidenceOf.ServiceWithoutPassword(service.Service, service.Port))
            : (Verdict.AtRisk, EvidenceOf.ServiceAnswersInternet(service.Service, service.Port)));

    /// <summary>The most any stranger may do with a share.</summary>
    public static ShareAccess Strongest(SmbShare share) =>
        (ShareAccess)Math.Max((int)(share.AnonymousAccess ?? ShareAccess.Undetermined), (int)(share.GuestAccess ?? ShareAccess.Undetermined));

    private static SmbShare[] Disks(ShareReachability seen) => seen.Shares.Where(share => share.Type == "Disk").ToArray();

    /// <summary>A refusal of one way in says nothing about the other.</summary>
    private static bool IsOpenQuestion(SmbShare share) =>
        share.AnonymousAccess == ShareAccess.Undetermined || share.GuestAccess == ShareAccess.Undetermined;

    private static (Verdict Verdict, Evidence[] Reasons) Decide(ShareReachability seen, bool complete)
    {
        if (seen.State is not (PortState.Open or PortState.OpenReset))
        {
            return OfNoConnection(seen);
        }

        if (seen.Dialects.Length == 0)
        {
            return (Verdict.Undetermined, new[]
            {
                EvidenceOf.ShareNoSmb(seen.Port),
            });
        }

        SmbShare[] disks = Disks(seen);
        ShareAccess most = disks.Select(Strongest).DefaultIfEmpty(ShareAccess.None).Max();
        Evidence[] gaps = Gaps(seen, disks, complete).ToArray();
        if (most >= ShareAccess.List)
        {
            IEnumerable<Evidence> open = disks.Where(share => Strongest(share) >= ShareAccess.List)
                .Select(share => EvidenceOf.ShareOpen(share.Name, Strongest(share))).Concat(gaps);
            return seen.Vantage == Vantage.Inside
                ? (Verdict.AtRisk, open.Prepend(EvidenceOf.ShareMeasuredInside()).ToArray())
                : (Verdict.Exposed, open.ToArray());
        }

        if (seen.Vantage == Vantage.Outside)
        {
            return (Verdict.AtRisk, gaps.Prepend(EvidenceOf.ShareSmbAnswersInternet()).ToArray());
        }

        return gaps.Length > 0
            ? (Verdict.Undetermined, gaps)
            : (Verdict.NotExposed, new[] { EvidenceOf.ShareNoneOpen() });
    }

    private static (Verdict Verdict, Evidence[] Reasons) OfNoConnection(ShareReachability seen)
    {
        if (seen.State is null)
        {
            return (Verdict.Undetermined, Array.Empty<Evidence>());
        }

        string state = seen.State.Value.ToString().ToLowerInvariant();
        return seen.State == PortState.Unreachable
            ? (Verdict.Undetermined, new[] { EvidenceOf.SharePortUnreachable(seen.Port) })
            : seen.Vantage == Vantage.Outside
                ? (Verdict.NotExposed, new[] { EvidenceOf.SharePortFromInternet(seen.Port, state) })
                : (Verdict.Undetermined, new[] { EvidenceOf.SharePortFromHere(seen.Port, state) });
    }

    /// <summary>What we do not know, each with what would resolve it.</summary>
    private static IEnumerable<Evidence> Gaps(ShareReachability seen, SmbShare[] disks, bool complete)
    {
        foreach (SmbShare share in disks.Where(share => Strongest(share) < ShareAccess.List && IsOpenQuestion(share)))
        {
            yield return EvidenceOf.ShareRightsUndetermined(share.Name, share.Reasons);
        }

        if (seen.Dialects.All(dialect => dialect == Smb1Negotiate.Dialect))
        {
            yield return EvidenceOf.ShareSmb1Alone();
        }
        else if (seen.AnonymousSession == SmbSessionResult.Undetermined || seen.GuestSession == SmbSessionResult.Undetermined)
        {
            yield return EvidenceOf.ShareIdentitiesUnanswered();
        }
        else if (!complete)
        {
            yield return EvidenceOf.ShareListIncomplete();
        }
    }
}
